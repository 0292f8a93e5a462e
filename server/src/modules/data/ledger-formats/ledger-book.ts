import type { AccountKind, CategoryType } from '@picture/contract';

/** An account as other programs know it. Amounts are minor units of its currency. */
export interface BookAccount {
  id: string;
  name: string;
  kind: AccountKind;
  currency: string;
  openedOn: string;
  startingMinor: number;
  startingOn: string;
}

/** One category of a booked amount; of one that is not split, all of it. */
export interface BookLine {
  amountMinor: number;
  /** The group and what is in it, or the group alone. */
  category: readonly [string, ...string[]];
  categoryType: CategoryType;
  note: string | null;
  tags: readonly string[];
}

/** What a bank booked, with its lines: they add up to it. */
export interface BookEntry {
  /** Of its first line; stays the same from export to export. */
  id: string;
  postedOn: string;
  amountMinor: number;
  payee: string;
  originalPayee: string | null;
  memo: string | null;
  checkNumber: string | null;
  isPending: boolean;
  /** The name of the account on the other side, for one side of a transfer. */
  transferWith: string | null;
  lines: readonly [BookLine, ...BookLine[]];
}

/** An account with everything booked in it, in order of day. */
export interface Book {
  account: BookAccount;
  entries: readonly BookEntry[];
}

export type Books = AsyncIterable<Book>;

/** One line of text whatever stood in it. */
export const oneLine = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
