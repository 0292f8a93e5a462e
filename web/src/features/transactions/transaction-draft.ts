import type { Tag, Transaction } from '@picture/contract';
import type { Locale } from '../../lib/locale.ts';
import { tagNames } from '../../lib/tags.ts';
import { moneyDraft } from '../../ui/money-input.tsx';
import { EDITED, type EditedField } from './row-conflict.ts';
import type { TransactionDraft } from './transaction-fields.tsx';

/** The fields an edit changes. */
export const fieldsOf = (edit: object): EditedField[] =>
  (Object.keys(EDITED) as EditedField[]).filter((field) => field in edit);

/** The tags of a draft that are there already; others are made when it is saved. */
export const idsOf = (draft: TransactionDraft, tags: readonly Tag[]): string[] =>
  draft.tags.map((name) => tags.find((tag) => tag.name === name)?.id ?? name);

export interface Wish {
  accountId: string;
  postedOn: string;
  payee: string;
  note: string | null;
  isHidden: boolean;
  amountMinor: number;
  categoryId: string;
}

export function draftOf(
  row: Transaction | null,
  tags: readonly Tag[],
  accountId: string | undefined,
  today: string,
  locale: Locale,
): TransactionDraft {
  const amount = row?.amount;
  return {
    accountId: row?.accountId ?? accountId ?? '',
    direction: amount && amount.amountMinor > 0 ? 'in' : 'out',
    amount: amount ? moneyDraft(Math.abs(amount.amountMinor), amount.currency, locale) : '',
    postedOn: row?.postedOn ?? today,
    payee: row?.payee ?? '',
    note: row?.note ?? '',
    tags: tagNames(row?.tagIds ?? [], tags),
    isHidden: row?.isHidden ?? false,
    categoryId: row?.categoryId ?? '',
    isForAll: false,
  };
}

/** Null while there is no amount or no account. */
export function wishOf(
  draft: TransactionDraft,
  accountId: string | undefined,
  size: number | null,
): Wish | null {
  if (size === null || accountId === undefined) return null;
  const { postedOn, payee, note, isHidden, categoryId, direction } = draft;
  const amountMinor = direction === 'out' ? 0 - Math.abs(size) : Math.abs(size);
  return { accountId, postedOn, payee, note: note || null, isHidden, amountMinor, categoryId };
}

/** Only what differs: an untouched category must not count as a choice. */
export function changes(row: Transaction, wish: Wish & { tagIds: string[] }) {
  return {
    ...(wish.accountId !== row.accountId && { accountId: wish.accountId }),
    ...(wish.postedOn !== row.postedOn && { postedOn: wish.postedOn }),
    ...(wish.payee !== row.payee && { payee: wish.payee }),
    ...(wish.note !== row.note && { note: wish.note }),
    ...(wish.isHidden !== row.isHidden && { isHidden: wish.isHidden }),
    ...(wish.tagIds.join() !== row.tagIds.join() && { tagIds: wish.tagIds }),
    ...(wish.amountMinor !== row.amount.amountMinor && { amountMinor: wish.amountMinor }),
    // Saved as it is, a category that waited for review is a choice too.
    ...((wish.categoryId !== row.categoryId || row.needsReview) && { categoryId: wish.categoryId }),
  };
}
