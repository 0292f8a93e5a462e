import type { AccountKind } from '@picture/contract';

export type Language = 'en' | 'es';
export type AccountKey =
  | 'checking'
  | 'savings'
  | 'cash'
  | 'everydayCard'
  | 'travelCard'
  | 'carLoan'
  | 'mortgage'
  | 'brokerage'
  | 'retirement'
  | 'crypto'
  | 'property'
  | 'vehicle'
  | 'euro';

export interface SampleAccount {
  key: AccountKey;
  name: string;
  kind: AccountKind;
  currency: string;
  institution: string | null;
  openingBalanceMinor: number;
  creditLimitMinor?: number;
  interestRate?: string;
  minimumPaymentMinor?: number;
}

export interface SampleRow {
  account: AccountKey;
  on: string;
  /** Minor units of the account's currency. */
  amountMinor: number;
  /** As a bank writes it. */
  payee: string;
  /** The default category's key it belongs in; null where nobody but the household could know. */
  category: string | null;
  /** Both sides of a transfer carry the same number. */
  transfer: number | null;
}

/** What an account was said to be worth at the end of a day. */
export interface ToldValue {
  account: AccountKey;
  on: string;
  valueMinor: number;
}

export interface SampleRate {
  currency: string;
  on: string;
  rate: string;
}

export interface Text {
  en: string;
  es: string;
}

export const textIn = (text: string | Text, language: Language): string =>
  typeof text === 'string' ? text : text[language];

/** The rows written so far, and the verbs that add to them. Rows after `today` are not taken. */
export class SampleLedger {
  readonly rows: SampleRow[] = [];
  readonly values: ToldValue[] = [];
  readonly #today: string;
  readonly #language: Language;
  #transfers = 0;

  constructor(today: string, language: Language) {
    this.#today = today;
    this.#language = language;
  }

  move(
    account: AccountKey,
    on: string,
    amountMinor: number,
    payee: string | Text,
    category: string | null,
  ): void {
    if (on > this.#today || amountMinor === 0) return;
    const text = textIn(payee, this.#language);
    this.rows.push({ account, on, amountMinor, payee: text, category, transfer: null });
  }

  spend(
    account: AccountKey,
    on: string,
    spentMinor: number,
    payee: string | Text,
    category: string | null,
  ): void {
    this.move(account, on, -spentMinor, payee, category);
  }

  /** Between own accounts of one currency; `texts` are what each side's bank writes. */
  transfer(
    sides: { from: AccountKey; to: AccountKey },
    on: string,
    amountMinor: number,
    texts: { from: string | Text; to: string | Text },
    category: 'transfer' | 'credit_card_payment' = 'transfer',
  ): void {
    if (on > this.#today || amountMinor <= 0) return;
    this.#transfers += 1;
    const side = { on, category, transfer: this.#transfers };
    this.rows.push(
      {
        ...side,
        account: sides.from,
        amountMinor: -amountMinor,
        payee: textIn(texts.from, this.#language),
      },
      { ...side, account: sides.to, amountMinor, payee: textIn(texts.to, this.#language) },
    );
  }

  tell(account: AccountKey, on: string, valueMinor: number): void {
    if (on <= this.#today) this.values.push({ account, on, valueMinor });
  }

  /** What the rows after `after` and up to `on` add to an account. */
  moved(account: AccountKey, after: string, on: string): number {
    return this.rows.reduce(
      (sum, row) =>
        row.account === account && row.on > after && row.on <= on ? sum + row.amountMinor : sum,
      0,
    );
  }
}
