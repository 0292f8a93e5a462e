import { currencyExponent } from '@picture/contract';
import { type AmountFailure, type AmountRead, parseAmount } from './amounts.ts';
import type { Structure } from './csv-layout.ts';
import { signWord } from './csv-signs.ts';
import type { Conventions } from './csv-survey.ts';
import type { ProblemCode } from './statement.ts';

/** The amount of a row with its sign put right, in minor units of the currency given with it. */
export interface Sum {
  minor: number;
  rounded: boolean;
  text: string;
  currency: string | null;
}

export interface SumFailure {
  code: ProblemCode;
  text: string;
}

/** Reads the amount of a row from the columns that hold it. */
export class SumReader {
  readonly #columns: Structure['columns'];
  readonly #conventions: Conventions;
  readonly #defaultCurrency: string;
  readonly #exponents = new Map<string | null, number>();

  constructor(columns: Structure['columns'], conventions: Conventions, defaultCurrency: string) {
    this.#columns = columns;
    this.#conventions = conventions;
    this.#defaultCurrency = defaultCurrency;
  }

  /** The last column that can hold any of it. */
  get lastColumn(): number {
    const { sums, roles } = this.#columns;
    return Math.max(...sums.map((sum) => sum.column), roles.debit ?? 0, roles.credit ?? 0);
  }

  /** Null where no column holds an amount. `currency`: of the row, as far as known. */
  read(cells: readonly string[], currency: string | null): Sum | SumFailure | null {
    const single = this.#columns.sums.length > 0;
    const sum = single ? this.#single(cells, currency) : this.#sides(cells, currency);
    if (sum === null || 'code' in sum) return sum;
    if (this.#conventions.signs.invert) sum.minor = 0 - sum.minor;
    const fee = this.money(cells[this.#columns.fee ?? -1], sum.currency);
    if (fee !== null) sum.minor -= Math.abs(fee);
    return sum;
  }

  money(text: string | undefined, currency: string | null): number | null {
    if (text === undefined || text === '') return null;
    const read = this.#parse(text, currency);
    return read.ok ? read.minor : null;
  }

  #parse(text: string, currency: string | null): AmountRead | AmountFailure {
    let exponent = this.#exponents.get(currency);
    if (exponent === undefined) {
      exponent = currencyExponent(currency ?? this.#defaultCurrency) ?? 2;
      this.#exponents.set(currency, exponent);
    }
    return parseAmount(text, this.#conventions.decimalMark, exponent);
  }

  #single(cells: readonly string[], rowCurrency: string | null): Sum | SumFailure | null {
    let found: Sum | null = null;
    for (const { column, currency: own } of this.#columns.sums) {
      const text = cells[column] ?? '';
      const currency = rowCurrency ?? own;
      const read = this.#parse(text, currency);
      if (!read.ok) {
        if (read.why !== 'empty') return failure(read.why, text);
      } else if (found === null || found.minor === 0) {
        const minor = this.#signed(read, text, cells);
        found = { minor, rounded: read.rounded, text, currency };
      }
    }
    return found;
  }

  #signed({ minor, mark }: AmountRead, text: string, cells: readonly string[]): number {
    const { signs } = this.#conventions;
    if (signs.useWords) {
      const word = signWord(cells[this.#columns.roles.sign ?? -1] ?? '') ?? signs.blankIs;
      return word === 'out' ? 0 - minor : minor;
    }
    if (signs.unmarkedOut && mark !== 'credit' && !text.includes('+')) return 0 - minor;
    return minor;
  }

  /** Money in less money out, of a column each. */
  #sides(cells: readonly string[], currency: string | null): Sum | SumFailure | null {
    const { debit, credit } = this.#columns.roles;
    const { negativeDebits, negativeCredits } = this.#conventions;
    let sum: Sum | null = null;
    for (const [column, out] of [
      [debit, !negativeDebits],
      [credit, negativeCredits],
    ] as const) {
      const text = cells[column ?? -1] ?? '';
      const read = this.#parse(text, currency);
      if (!read.ok) {
        if (read.why === 'empty') continue;
        return failure(read.why, text);
      }
      sum ??= { minor: 0, rounded: false, text, currency };
      sum.minor += out ? 0 - read.minor : read.minor;
      sum.rounded ||= read.rounded;
      if (read.minor !== 0) sum.text = text;
    }
    return sum;
  }
}

const failure = (why: AmountFailure['why'], text: string): SumFailure => ({
  code: why === 'too_large' ? 'amount_too_large' : 'amount_invalid',
  text,
});
