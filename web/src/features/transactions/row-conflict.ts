import type { Transaction } from '@picture/contract';

/** What of a transaction people change, by the name an edit has for it. */
export const EDITED = {
  payee: (row: Transaction) => row.payee,
  postedOn: (row: Transaction) => row.postedOn,
  amountMinor: (row: Transaction) => row.amount.amountMinor,
  accountId: (row: Transaction) => row.accountId,
  categoryId: (row: Transaction) => row.categoryId,
  tagIds: (row: Transaction) => row.tagIds.join(),
  note: (row: Transaction) => row.note ?? '',
  isHidden: (row: Transaction) => row.isHidden,
} as const;
export type EditedField = keyof typeof EDITED;

/** The fields in which a row is not what it was when somebody began to change it. */
export const changedSince = (base: Transaction, now: Transaction): EditedField[] =>
  (Object.keys(EDITED) as EditedField[]).filter(
    (field) => EDITED[field](base) !== EDITED[field](now),
  );
