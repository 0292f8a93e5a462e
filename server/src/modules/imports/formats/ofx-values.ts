import { currencyExponent } from '@picture/contract';
import { parseAmount } from './amounts.ts';
import { dayOf } from './dates.ts';
import { problem } from './problems.ts';
import { DEFAULT_CURRENCY, type StatementEvent } from './statement.ts';

/** Elements of one aggregate by tag, the first of each, with the line the aggregate began on. */
export interface OfxRecord {
  kind: string;
  line: number;
  values: Map<string, string>;
}

/** "20240131120000.000[-5:EST]" is 31 January: the day as the bank wrote it, never moved by a zone. */
export function ofxDay(text: string | undefined): string | null {
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text?.trim() ?? '');
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}

export type AmountOutcome =
  | { minor: number; warning: StatementEvent | null }
  | { minor: null; warning: StatementEvent };

/** An OFX amount in minor units: a point or a comma before the decimals, never thousands marks. */
export function ofxAmount(
  text: string | undefined,
  currency: string | null,
  line: number,
): AmountOutcome {
  const raw = (text ?? '').trim();
  const exponent = currencyExponent(currency ?? DEFAULT_CURRENCY) ?? 2;
  // One mark alone is before decimals here, also before three of them ("-30.000").
  const marks = raw.match(/[.,]/g) ?? [];
  const plain = marks.length === 1 ? raw.replace(/(\d)[.,](\d*)$/, '$1.$2') : raw;
  const padded = /^[-+]?\d+\.\d{3}$/.test(plain) ? `${plain}0` : plain;
  const read = parseAmount(padded, '.', exponent);
  if (read.ok) {
    const warning = read.rounded
      ? problem(
          'warning',
          line,
          'amount_rounded',
          `The amount ${raw} was rounded to the minor unit.`,
          {
            amount: raw,
          },
        )
      : null;
    return { minor: read.minor, warning };
  }
  const [code, message] =
    read.why === 'too_large'
      ? (['amount_too_large', `The amount ${raw.slice(0, 40)} is too large.`] as const)
      : read.why === 'empty'
        ? (['amount_missing', 'The transaction has no amount.'] as const)
        : (['amount_invalid', `“${raw.slice(0, 40)}” is not an amount.`] as const);
  return {
    minor: null,
    warning: problem('error', line, code, message, { amount: raw.slice(0, 40) }),
  };
}
