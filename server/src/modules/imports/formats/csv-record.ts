import { currencyExponent } from '@picture/contract';
import { unwrapped } from './amounts.ts';
import { extrasReader } from './csv-extras.ts';
import type { Structure } from './csv-layout.ts';
import { isPending } from './csv-profile.ts';
import type { CsvRow } from './csv-rows.ts';
import { type Sum, type SumFailure, SumReader } from './csv-sums.ts';
import type { Conventions } from './csv-survey.ts';
import { looksLikeDate, parseDay } from './dates.ts';
import type { ParsedTransaction, ProblemCode } from './statement.ts';

/** One row read: where it belongs and what it says. */
export interface CsvRecord {
  transaction: ParsedTransaction;
  account: string | null;
  accountType: string | null;
  currency: string | null;
  balanceMinor: number | null;
  /** Read, but not just as it stood there. */
  warning: RowProblem | null;
  /** What Actual writes on the first row of a split transaction. */
  splitTotalMinor: number | null;
  /** The first row of a split, or one of the rows that follow it. */
  part?: 'first' | 'more';
}

export interface RowProblem {
  code: ProblemCode;
  message: string;
  params: Record<string, string | number>;
}

/** Null for a row that is no transaction: a total, a note, an opening balance. */
export type RowOutcome = CsvRecord | RowProblem | null;

const DATES_KEPT = 5000;
const LONGEST_QUOTE = 40;
/** V8 copies parts of text shorter than this; longer ones would keep the whole chunk in memory. */
const SLICED_LENGTH = 13;
const NO_TRANSACTION =
  /^\W*(?:(?:sub ?|grand )?totals?|(?:(?:beginning|opening|starting|closing|ending|end|new|old|previous|current|account|statement) )?balances?|(?:(?:alter|neuer) )?(?:anfangs|end|konto)?(?:saldo|stand)|(?:(?:ancien|nouveau) )?solde|summe|suma|somme)\b/i;

const MIXED = -1;
const TEXTS = ['payee', 'memo'] as const;
/** What closes a statement is no transaction, even where it has an amount. */
const CLOSING =
  /^\W*(?:closing|ending|end|final|new) balance\b|^\W*(?:endsaldo|neuer (?:konto)?(?:saldo|stand)|nouveau solde|saldo final)\b/i;
const CAME_TO_NOTHING =
  /^(?:reverted|declined|failed|cancell?ed|denied|rejected|refused|voided?|expired|storniert|abgelehnt|fehlgeschlagen|geweigerd|rechazad[oa]|cancelad[oa]|refusee?|annulee?|rifiutat[oa]|annullat[oa]|recusad[oa])$/i;

/** Reads rows by what was recognised. */
export class RecordReader {
  readonly #structure: Structure;
  readonly #conventions: Conventions;
  readonly #sums: SumReader;
  readonly #extras: ReturnType<typeof extrasReader>;
  readonly #days = new Map<string, string | null>();
  readonly #splitTotal: number;
  /** How many decimals every amount so far was written with. */
  #decimals: number | null = null;
  #latestDay: string | null;
  readonly #width: number;
  /** The day a bank books a row on is empty until it does. */
  readonly #bookingNamed: boolean;

  /** `defaultCurrency` sets the minor units where neither the file nor a row tells. */
  constructor(structure: Structure, conventions: Conventions, defaultCurrency: string) {
    this.#structure = structure;
    this.#conventions = conventions;
    this.#latestDay = conventions.latestDay;
    this.#sums = new SumReader(structure.columns, conventions, defaultCurrency);
    this.#splitTotal = structure.headers.findIndex((name) => /^split[_ ]amount$/i.test(name));
    this.#width = structure.width;
    const dateHeader = structure.headers[structure.columns.roles.postedOn ?? -1] ?? '';
    this.#bookingNamed = /clear|post|book|settl|complet|buchung|contab/i.test(dateHeader);
    this.#extras = extrasReader(structure.columns, structure.profile?.ways ?? {});
  }

  read({ cells: raw, line, unterminated }: CsvRow): RowOutcome {
    if (unterminated && this.#isCutOff(raw)) {
      return told('file_truncated', 'The file is cut off in this row.');
    }
    const cells = this.#mended(raw);
    const dated = this.#dateOf(cells);
    if (dated === null) return this.#undated(cells);
    const day = dated.pending ? this.#latestDay : this.#dayOf(dated.text);
    const named = (this.#cell(cells, 'currency') ?? '').trim().toUpperCase() || null;
    if (named !== null && currencyExponent(named) === null) {
      return told('currency_unknown', `“${short(named)}” is not a currency.`, {
        currency: short(named),
      });
    }
    const several = this.#structure.columns.sums.length > 1;
    const sum = this.#sums.read(cells, named ?? (several ? null : this.#conventions.currency));
    if (day === null) return this.#withoutDay(cells, dated.text, sum);
    if (sum === null) return this.#withoutAmount(cells);
    if (unterminated && this.#lacksDecimals(cells, sum)) {
      return told('file_truncated', 'The file is cut off in the amount of this row.');
    }
    if (this.#isBalance(cells)) return null;
    const status = cells[this.#structure.columns.status ?? -1]?.trim() ?? '';
    if (CAME_TO_NOTHING.test(status)) {
      return told('not_booked', `This row is marked ${status}.`, { status });
    }
    if ('code' in sum) return told(sum.code, amountMessage(sum), { text: short(sum.text) });
    return this.#record(cells, line, day, sum, dated);
  }

  #record(
    cells: readonly string[],
    line: number,
    day: string,
    sum: Sum,
    dated: { pending: boolean; unbooked?: boolean },
  ): CsvRecord {
    const { accountType } = this.#structure.columns;
    const { minor, currency } = sum;
    const texts = this.#texts(cells, minor);
    this.#noteDecimals(sum.text);
    if (day > (this.#latestDay ?? '')) this.#latestDay = day;
    return {
      transaction: {
        line,
        postedOn: day,
        amountMinor: minor,
        ...texts,
        externalId: idOf(this.#cell(cells, 'externalId')),
        checkNumber: idOf(this.#cell(cells, 'checkNumber')),
        category: clean(this.#cell(cells, 'category')),
        splits: null,
        ...((dated.pending || dated.unbooked) && { isPending: true }),
        ...this.#extras(cells, texts.payee),
      },
      account: this.#conventions.byAccount ? clean(this.#cell(cells, 'account')) : null,
      accountType: clean(cells[accountType ?? -1]),
      currency,
      balanceMinor: this.#sums.money(this.#cell(cells, 'balance'), currency),
      warning: dated.pending ? pendingOn(day) : sum.rounded ? roundedTo(sum) : null,
      splitTotalMinor: this.#sums.money(cells[this.#splitTotal], currency),
    };
  }

  #noteDecimals(text: string): void {
    const decimals = this.#decimalsOf(text);
    if (this.#decimals === null) this.#decimals = decimals;
    else if (this.#decimals !== decimals) this.#decimals = MIXED;
  }

  #decimalsOf(text: string): number {
    const mark = text.lastIndexOf(this.#conventions.decimalMark);
    return mark < 0 ? 0 : text.length - mark - 1;
  }

  /** An amount at the very end with fewer decimals than all before it has lost some. */
  #lacksDecimals(cells: readonly string[], sum: Sum | SumFailure): boolean {
    const written = this.#decimals ?? MIXED;
    return cells.at(-1) === sum.text && this.#decimalsOf(sum.text) < written;
  }

  #cell(cells: readonly string[], role: keyof Structure['columns']['roles']): string | undefined {
    return cells[this.#structure.columns.roles[role] ?? -1];
  }

  #dayOf(text: string): string | null {
    const known = this.#days.get(text);
    if (known !== undefined) return known;
    const day = parseDay(unwrapped(text), this.#conventions.dateOrder);
    if (this.#days.size >= DATES_KEPT) this.#days.clear();
    this.#days.set(text, day);
    return day;
  }

  #dateOf(cells: readonly string[]): { text: string; pending: boolean; unbooked?: boolean } | null {
    const text = this.#cell(cells, 'postedOn') ?? '';
    if (/\d/.test(text)) return { text, pending: false };
    if (isPending(text)) return { text, pending: true };
    if (text.trim() !== '') return null;
    for (const column of this.#structure.columns.otherDates) {
      const other = cells[column] ?? '';
      if (other !== '' && this.#dayOf(other) !== null) {
        return { text: other, pending: false, unbooked: this.#bookingNamed };
      }
    }
    return null;
  }

  /** A row without a day in its date column that is otherwise a transaction has lost it. */
  #undated(cells: readonly string[]): RowProblem | null {
    const sum = this.#sums.read(cells, null);
    if (sum === null || 'code' in sum || sum.minor === 0) return null;
    if (clean(this.#cell(cells, 'payee')) === null || isTotal(cells)) return null;
    const text = short(this.#cell(cells, 'postedOn') ?? '');
    if (text === '') return told('date_missing', 'This row has an amount but no date.');
    return told('date_invalid', `“${text}” is not a date.`, { text });
  }

  #withoutDay(cells: readonly string[], text: string, sum: Sum | SumFailure | null) {
    if (isTotal(cells)) return null;
    const isRow = sum !== null && !('code' in sum);
    if (!isRow && !looksLikeDate(text)) return null;
    return told('date_invalid', `“${short(text)}” is not a date.`, { text: short(text) });
  }

  /** An opening balance has no amount rightly; any other row has lost it. */
  #withoutAmount(cells: readonly string[]): RowProblem | null {
    if (isTotal(cells)) return null;
    if (cells.length <= this.#sums.lastColumn) {
      return told('amount_missing', 'This row ends before its amount.');
    }
    const named = TEXTS.some((role) => clean(this.#cell(cells, role)) !== null);
    return named ? told('amount_missing', 'This row has no amount.') : null;
  }

  /** A balance between transactions has neither payee nor memo, or is called the closing one. */
  #isBalance(cells: readonly string[]): boolean {
    const texts = TEXTS.map((role) => clean(this.#cell(cells, role)));
    if (texts.some((text) => text !== null)) return CLOSING.test(texts[0] ?? '');
    return isTotal(cells);
  }

  #isCutOff(cells: readonly string[]): boolean {
    return cells.length < this.#width && cells.length <= this.#sums.lastColumn + 1;
  }

  /** A separator inside an unquoted payee moves the rest of the row: it is put together again. */
  #mended(cells: string[]): readonly string[] {
    const { headers, columns, separator } = this.#structure;
    const extra = cells.length - headers.length;
    if (extra <= 0 || headers.length === 0) return cells;
    const payee = columns.roles.payee ?? -1;
    const sum = columns.sums[0]?.column ?? -1;
    if (payee < 0 || sum <= payee) return cells;
    const reads = (column: number) => this.#sums.money(cells[column], null) !== null;
    if (reads(sum) || !reads(sum + extra)) return cells;
    const whole = cells.slice(payee, payee + extra + 1).join(separator);
    return [...cells.slice(0, payee), whole, ...cells.slice(payee + extra + 1)];
  }

  /** Of who paid and who was paid, the one who is not the account's holder. */
  #otherParty(cells: readonly string[], minor: number): string | null {
    const { parties } = this.#structure.columns;
    if (parties === null) return null;
    const [from, to] = [clean(cells[parties.from]), clean(cells[parties.to])];
    if (from !== null && from === parties.holder) return to;
    if (to !== null && to === parties.holder) return from;
    return minor < 0 ? (to ?? from) : (from ?? to);
  }

  #texts(cells: readonly string[], minor: number): { payee: string | null; memo: string | null } {
    let payee = this.#otherParty(cells, minor) ?? clean(this.#cell(cells, 'payee'));
    const memo = clean(this.#cell(cells, 'memo'));
    // Where both parties have a column of their own, a shop may stand in a third.
    if (payee === null && (memo === null || this.#structure.columns.parties !== null)) {
      for (const column of this.#structure.columns.otherPayees) payee ??= clean(cells[column]);
    }
    return { payee, memo: memo === payee ? null : memo };
  }
}

export const told = (
  code: ProblemCode,
  message: string,
  params: RowProblem['params'] = {},
): RowProblem => ({ code, message, params });

const short = (text: string): string => {
  const trimmed = text.trim();
  return trimmed.length > LONGEST_QUOTE ? `${trimmed.slice(0, LONGEST_QUOTE)}…` : trimmed;
};

export const isTotal = (cells: readonly string[]): boolean =>
  cells.some((cell) => NO_TRANSACTION.test(cell.trim()));

const amountMessage = ({ code, text }: SumFailure): string =>
  code === 'amount_too_large'
    ? `The amount ${short(text)} is too large.`
    : `“${short(text)}” is not an amount.`;

const pendingOn = (day: string): RowProblem =>
  told('date_pending', `This row is pending; it is dated ${day}.`, { day });

function roundedTo(sum: Sum): RowProblem {
  const text = short(sum.text);
  const message = `${text} has more decimals than its currency; it was rounded.`;
  return told('amount_rounded', message, { text });
}

/** The text without the spaces a bank pads it with, or the apostrophes it puts around. */
function clean(cell: string | undefined): string | null {
  if (cell === undefined || cell === '') return null;
  let text = cell.trim();
  if (text.length > 2 && text.startsWith("'") && text.endsWith("'")) {
    text = text.slice(1, -1).trim();
  }
  if (/\s\s|[\t\r\n]/.test(text)) text = text.replace(/\s+/g, ' ');
  if (text === '') return null;
  return text.length < SLICED_LENGTH ? text : ` ${text}`.slice(1);
}

/** An id or a number; zeros alone stand for none. */
function idOf(cell: string | undefined): string | null {
  const text = clean(cell);
  if (text === null) return null;
  const bare = unwrapped(text);
  return /^[0\s-]*$/.test(bare) ? null : bare;
}
