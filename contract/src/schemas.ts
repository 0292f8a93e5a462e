import { z } from 'zod';
import { isDay } from './dates.ts';
import { currencyExponent } from './money.ts';

export const idSchema = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'Not an id.')
  .describe('ULID');
export const daySchema = z
  .string()
  .refine(isDay, 'Not a day that exists, written YYYY-MM-DD.')
  .meta({ format: 'date' });
export const monthSchema = z.string().regex(/^\d{4}-\d{2}$/);
export const instantSchema = z.string().meta({ format: 'date-time' }).describe('UTC');
export const currencySchema = z
  .string()
  .refine((code) => currencyExponent(code) !== null, 'Not a currency of ISO 4217.');
/** Amounts stay a thousand times below the largest safe integer, so that sums are exact too. */
export const MAX_AMOUNT_MINOR = 9_007_199_254_740;
export const minorSchema = z
  .int()
  .min(-MAX_AMOUNT_MINOR)
  .max(MAX_AMOUNT_MINOR)
  .describe('Count of minor units; positive is money in, negative is money out.');
export const moneySchema = z.object({ amountMinor: z.int(), currency: z.string() });
export type Money = z.infer<typeof moneySchema>;

export const nameSchema = z.string().trim().min(1).max(120);
export const payeeSchema = z.string().trim().max(200);
/** What a person writes beside a transaction. */
export const noteSchema = z.string().trim().max(1000).nullable();
export const versionSchema = z.int().min(1).describe('The version the edit was made from.');
export const idParams = z.strictObject({ id: idSchema });
/** Decimal text, so that no float comes near a rate: "1.0842". */
export const decimalSchema = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'Not a decimal number.');

export const cursorQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
