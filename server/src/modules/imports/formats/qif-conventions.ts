import { currencyExponent } from '@picture/contract';
import { DecimalEvidence, type DecimalMark } from './amounts.ts';
import { type DateOrder, DateOrderEvidence } from './dates.ts';
import { qifParts } from './qif-records.ts';
import { DEFAULT_CURRENCY, type ReadOptions } from './statement.ts';

/** How a file writes its days and amounts, which no single record tells. */
export interface QifConventions {
  order: DateOrder;
  /** Nothing in the file tells the order, and it matters. */
  datesOpen: boolean;
  mark: DecimalMark;
  /** Decimals of the currency. */
  exponent: number;
}

/** Sections of Quicken's own lists, which hold no transactions. */
const LISTS =
  /^(?:type:(?:cat|class|tag|memorized|prices?|security|budget|invitem|template|bill)|account$)/;

export const isList = (section: string): boolean => LISTS.test(section);

/** By which some files say in which order their days are written. */
const OPTIONS: Record<string, DateOrder> = {
  'option:dmy': 'dmy',
  'option:mdy': 'mdy',
  'option:ymd': 'ymd',
};

/** Options and their ends stand between sections and begin none. */
export const beginsSection = (header: string): boolean => !/^(?:option|clear)\b/.test(header);

/** Learns from the whole file how it is written. */
export function qifConventions(text: string, options: ReadOptions): QifConventions {
  const dates = new DateOrderEvidence();
  const decimals = new DecimalEvidence();
  let told = options.csv?.dateOrder ?? null;
  let section = '';
  for (const part of qifParts(text)) {
    if (part.kind === 'header') {
      if (beginsSection(part.name)) section = part.name;
      told ??= OPTIONS[part.name] ?? null;
    } else if (!isList(section)) {
      for (const { code, text } of part.fields) {
        if (code === 'D') dates.add(text);
        else if (code === 'T' || code === 'U' || code === '$') decimals.add(text);
      }
    }
  }
  const exponent = currencyExponent(options.currency ?? DEFAULT_CURRENCY) ?? 2;
  const mark = options.csv?.decimalMark ?? decimals.verdict(exponent) ?? '.';
  const { order, open } = dates.verdict;
  return {
    // Quicken is American; a decimal comma is not.
    order: told ?? order ?? (mark === ',' ? 'dmy' : 'mdy'),
    datesOpen: open && told === null,
    mark,
    exponent,
  };
}
