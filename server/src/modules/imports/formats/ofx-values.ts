import { currencyExponent } from '@picture/contract';
import { DecimalEvidence, type DecimalMark, parseAmount } from './amounts.ts';
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
  const parts = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})/.exec(text?.trim() ?? '');
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}

/**
 * The mark before the decimals in a file. OFX allows a point and a comma, and no thousands marks, so
 * one mark alone is before decimals ("-30.000") unless other amounts of the file tell otherwise.
 */
export function ofxDecimalMark(text: string): DecimalMark {
  const evidence = new DecimalEvidence();
  for (const [, amount = ''] of text.matchAll(/<(?:TRNAMT|BALAMT|TOTAL)>([^<\r\n]{1,80})/gi)) {
    evidence.add(amount);
  }
  return evidence.verdict(THREE_DECIMALS) ?? '.';
}

/** With as many decimals as a group of thousands has digits, a mark before three digits is open. */
const THREE_DECIMALS = 3;
const LONGEST_QUOTE = 40;

export type AmountOutcome =
  | { minor: number; warning: StatementEvent | null }
  | { minor: null; warning: StatementEvent };

/** An OFX amount in minor units of the currency. */
export function ofxAmount(
  text: string | undefined,
  currency: string | null,
  mark: DecimalMark,
  line: number,
): AmountOutcome {
  const read = parseAmount(text ?? '', mark, currencyExponent(currency ?? DEFAULT_CURRENCY) ?? 2);
  const amount = (text ?? '').trim().slice(0, LONGEST_QUOTE);
  if (read.ok) {
    const message = `The amount ${amount} was rounded to the minor unit.`;
    return {
      minor: read.minor,
      warning: read.rounded
        ? problem('warning', line, 'amount_rounded', message, { text: amount })
        : null,
    };
  }
  const [code, message] =
    read.why === 'too_large'
      ? (['amount_too_large', `The amount ${amount} is too large.`] as const)
      : read.why === 'empty'
        ? (['amount_missing', 'The transaction has no amount.'] as const)
        : (['amount_invalid', `“${amount}” is not an amount.`] as const);
  return {
    minor: null,
    warning: problem('error', line, code, message, amount === '' ? {} : { text: amount }),
  };
}
