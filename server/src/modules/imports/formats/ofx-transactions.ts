import type { DecimalMark } from './amounts.ts';
import { cashEffect } from './ofx-investments.ts';
import type { ListedSecurity } from './ofx-securities.ts';
import { type OfxRecord, ofxAmount, ofxDay } from './ofx-values.ts';
import { problem } from './problems.ts';
import type { ParsedTransaction, StatementEvent } from './statement.ts';

/** What the rest of the file tells of its transactions. */
export interface OfxContext {
  currency: string | null;
  mark: DecimalMark;
  securities: ReadonlyMap<string, ListedSecurity>;
}

const LONGEST_QUOTE = 40;

/** A transaction of an OFX file, where its day and amount can be read, and what is to be said of it. */
export function ofxTransaction(
  record: OfxRecord,
  { currency, mark, securities }: OfxContext,
): { row: ParsedTransaction | null; warning: StatementEvent | null } {
  const { line, values } = record;
  const isBank = record.kind === 'STMTTRN';
  const day = isBank
    ? (values.get('DTPOSTED') ?? values.get('DTUSER') ?? values.get('DTAVAIL'))
    : (values.get('DTTRADE') ?? values.get('DTSETTLE'));
  const postedOn = ofxDay(day);
  if (postedOn === null) return { row: null, warning: dateProblem(day, line) };
  const { payee, memo, amount } = isBank
    ? { payee: values.get('NAME'), memo: values.get('MEMO'), amount: values.get('TRNAMT') }
    : cashEffect(record, securities);
  const { minor, warning } = ofxAmount(amount, currency, mark, line);
  if (minor === null) return { row: null, warning };
  const row = {
    line,
    postedOn,
    amountMinor: minor,
    payee: payee ?? null,
    memo: memo ?? null,
    externalId: unlessZero(values.get('FITID')),
    checkNumber: unlessZero(values.get('CHECKNUM')),
    category: null,
    splits: null,
  };
  return { row, warning };
}

function dateProblem(written: string | undefined, line: number): StatementEvent {
  if (written === undefined) {
    return problem('error', line, 'date_missing', 'The transaction has no date.');
  }
  const date = written.slice(0, LONGEST_QUOTE);
  return problem('error', line, 'date_invalid', `“${date}” is not a day that exists.`, {
    text: date,
  });
}

/** Some banks fill what they have no number for with zeros, the same for every transaction. */
const unlessZero = (text: string | undefined): string | null =>
  text === undefined || /^0+$/.test(text) ? null : text;
