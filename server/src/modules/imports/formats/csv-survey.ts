import { type CsvMapping, currencyExponent } from '@picture/contract';
import type { DecimalMark } from './amounts.ts';
import { DecimalEvidence, parseAmount, unwrapped } from './amounts.ts';
import { currencyInHeader } from './csv-headers.ts';
import type { Structure } from './csv-layout.ts';
import { isPending } from './csv-profile.ts';
import type { CsvRow } from './csv-rows.ts';
import { type AmountSigns, isOfCard, SignEvidence, signsByHeaders } from './csv-signs.ts';
import { type DateOrder, DateOrderEvidence, parseDay } from './dates.ts';

/** More accounts than anybody has: such a column names counterparties. */
const MOST_ACCOUNTS = 200;

/** What only the whole of a file tells. */
export interface Conventions {
  dateOrder: DateOrder;
  /** Nothing told whether 2/3 is in February or in March. */
  datesOpen: boolean;
  decimalMark: DecimalMark;
  signs: AmountSigns;
  /** No amount has a sign and nothing tells which are spending. */
  onlyPositive: boolean;
  /** A column of amounts for money out, or in, writes them with a minus. */
  negativeDebits: boolean;
  negativeCredits: boolean;
  /** The day given to rows not booked yet: the latest of those looked at. */
  latestDay: string | null;
  currency: string | null;
  byAccount: boolean;
}

/** Looks at every row once, before any is read for good. */
export class Survey {
  readonly #structure: Structure;
  readonly #dates = new DateOrderEvidence();
  readonly #decimals = new DecimalEvidence();
  readonly #signs = new SignEvidence();
  readonly #type: number;
  readonly #accounts = new Set<string>();
  readonly #currencies = new Map<string, number>();
  #firstDay = '';
  #lastDay = '';
  #debits = { positive: 0, negative: 0 };
  #credits = { positive: 0, negative: 0 };
  #symbol: string | null = null;

  constructor(structure: Structure) {
    this.#structure = structure;
    this.#type = structure.headers.findIndex((header) => /^(?:transaction )?type$/i.test(header));
  }

  add({ cells }: CsvRow): void {
    const { roles, sums } = this.#structure.columns;
    const day = cells[roles.postedOn ?? -1] ?? '';
    if (day === '' || !/\d/.test(day)) {
      if (!isPending(day)) return;
    } else {
      this.#dates.add(unwrapped(day));
      if (this.#firstDay === '') this.#firstDay = day;
      this.#lastDay = day;
    }
    for (const { column } of sums) this.#addSum(cells[column] ?? '', cells);
    this.#addSide(cells[roles.debit ?? -1], this.#debits);
    this.#addSide(cells[roles.credit ?? -1], this.#credits);
    const currency = cells[roles.currency ?? -1]?.trim().toUpperCase() ?? '';
    if (currencyExponent(currency) !== null)
      this.#currencies.set(currency, (this.#currencies.get(currency) ?? 0) + 1);
    const account = cells[roles.account ?? -1];
    if (account && this.#accounts.size <= MOST_ACCOUNTS) this.#accounts.add(account);
  }

  #addSum(text: string, cells: readonly string[]): void {
    if (text === '') return;
    const read = parseAmount(text, '.', 2);
    if (!read.ok) return;
    const { sign, payee, category } = this.#structure.columns.roles;
    this.#decimals.add(text);
    this.#noteSymbol(text);
    const type = cells[this.#type];
    const told = `${cells[payee ?? -1] ?? ''} ${cells[category ?? -1] ?? ''} ${type ?? ''}`;
    this.#signs.add(read.minor, text, read.mark, cells[sign ?? -1], type, told);
  }

  #addSide(text: string | undefined, side: { positive: number; negative: number }): void {
    if (text === undefined || text === '') return;
    const read = parseAmount(text, '.', 2);
    if (!read.ok) return;
    this.#decimals.add(text);
    this.#noteSymbol(text);
    if (read.minor !== 0) side[read.minor < 0 ? 'negative' : 'positive'] += 1;
  }

  /** A dollar sign is of many currencies; these are of one. */
  #noteSymbol(text: string): void {
    if (this.#symbol !== null) return;
    if (text.includes('€')) this.#symbol = 'EUR';
    else if (text.includes('£')) this.#symbol = 'GBP';
    else if (/\p{L}/u.test(text)) this.#symbol = currencyInHeader(text);
  }

  /** Whether more rows could hardly change what these say. */
  get settled(): boolean {
    const { open, order } = this.#dates.verdict;
    const signed = this.#signs.hasSigns || this.#debits.positive + this.#debits.negative > 0;
    return order !== null && !open && this.#decimals.verdict(2) !== null && signed;
  }

  /** `exponent`: of the account's currency. */
  conclude(mapping: CsvMapping, exponent: number): Conventions {
    const { separator, headers, columns, profile } = this.#structure;
    const invertSign = mapping.invertSign ?? profile?.invertSign ?? undefined;
    const decimalMark =
      mapping.decimalMark ?? this.#decimals.verdict(exponent) ?? (separator === ';' ? ',' : '.');
    const told = this.#dates.verdict;
    const european = separator === ';' || decimalMark === ',';
    const dateOrder = mapping.dateOrder ?? told.order ?? (european ? 'dmy' : 'mdy');
    const signs = this.#signs.verdict;
    const chosenSign = mapping.columns?.sign;
    const useWords = chosenSign === undefined ? signs.useWords : chosenSign !== null;
    const byHeaders =
      signsByHeaders(headers) ||
      (headers.length === 0 && !this.#signs.hasSigns && isOfCard(this.#structure.sample));
    const days = [this.#firstDay, this.#lastDay].map((day) => parseDay(unwrapped(day), dateOrder));
    const [most] = [...this.#currencies].sort((a, b) => b[1] - a[1]);
    return {
      dateOrder,
      datesOpen: mapping.dateOrder === undefined && told.open,
      decimalMark,
      signs: {
        useWords: useWords && columns.roles.sign !== null,
        blankIs: signs.blankIs,
        unmarkedOut: signs.unmarkedOut,
        invert: invertSign ?? (signs.invert || (byHeaders && !useWords && columns.sums.length > 0)),
      },
      onlyPositive: signs.onlyPositive && invertSign === undefined && !byHeaders,
      negativeDebits: this.#debits.negative > this.#debits.positive,
      negativeCredits: this.#credits.negative > this.#credits.positive,
      latestDay: days.reduce((latest, day) => ((latest ?? '') > (day ?? '') ? latest : day), null),
      currency: columns.sums[0]?.currency ?? most?.[0] ?? this.#symbol,
      byAccount: this.#accounts.size <= MOST_ACCOUNTS,
    };
  }
}
