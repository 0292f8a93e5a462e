import type { Body, editTransaction } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { type AccountRow, type AccountsTables, findVisibleAccount } from '../accounts/index.ts';
import type { Merchant } from './categorization.ts';
import { descriptorRow } from './descriptor.ts';
import type { FullTransaction, ReadTransaction } from './transactions.repository.ts';
import type { CategoryRow, DescriptorRow, TransactionRow } from './transactions.tables.ts';

export type Wish = Omit<Body<typeof editTransaction>, 'version' | 'tagIds'>;

/** What a change makes of a row: its columns, and its text where that becomes another. */
export interface Changed {
  columns: Partial<TransactionRow>;
  text: DescriptorRow | null;
}

/** The columns an edit changes. A changed payee keeps what the bank wrote beside it. */
export function changeOf(row: ReadTransaction, wish: Wish): Changed {
  const postedOn = wish.postedOn ?? row.posted_on;
  const waits = wish.needsReview ?? (row.review_on !== null && wish.categoryId === undefined);
  const text = textOf(row, wish);
  const reviewOn = waits ? postedOn : null;
  const columns: Partial<TransactionRow> = {
    ...(wish.postedOn !== undefined && { posted_on: postedOn }),
    ...(reviewOn !== row.review_on && { review_on: reviewOn }),
    ...(wish.accountId !== undefined && { account_id: wish.accountId }),
    ...(wish.amountMinor !== undefined && { amount_minor: wish.amountMinor }),
    ...(wish.checkNumber !== undefined && { check_number: wish.checkNumber || null }),
    ...(wish.isHidden !== undefined && { is_hidden: wish.isHidden ? 1 : 0 }),
    ...(wish.categoryId !== undefined && {
      category_id: wish.categoryId,
      category_source: 'user',
      confidence: null,
    }),
    // Who says that a guess is right has chosen it.
    ...(wish.needsReview === false &&
      row.review_on !== null && { category_source: 'user', confidence: null }),
    ...(text && { descriptor_id: text.id }),
  };
  return { columns, text };
}

function textOf(row: ReadTransaction, { payee, memo, note }: Wish): DescriptorRow | null {
  if (payee === undefined && memo === undefined && note === undefined) return null;
  const named = payee ?? row.payee;
  const renamed = row.import_id !== null && named !== row.payee;
  return descriptorRow(row.household_id, {
    payee: named,
    originalPayee: row.original_payee ?? (renamed ? row.payee : null),
    memo: memo === undefined ? row.memo : memo,
    note: note === undefined ? row.note : note,
  });
}

/** What all lines of a split share, of what a wish for one of them says. */
export const sharedBySplit = ({ accountId, postedOn, payee, memo, checkNumber }: Wish): Wish => ({
  ...(accountId !== undefined && { accountId }),
  ...(postedOn !== undefined && { postedOn }),
  ...(payee !== undefined && { payee }),
  ...(memo !== undefined && { memo }),
  ...(checkNumber !== undefined && { checkNumber }),
});

/** Refuses an edit that would break a told value, a transfer, or the currency of an amount. */
export async function assertEditable(
  db: Db<Pick<AccountsTables, 'accounts'>>,
  reader: Reader,
  row: FullTransaction,
  wish: Wish,
): Promise<void> {
  if (row.kind === 'valuation') {
    throw new AppError('invalid_request', 'This row keeps a told value. Tell the value again.');
  }
  const moves = wish.accountId !== undefined && wish.accountId !== row.account_id;
  const revalues = wish.amountMinor !== undefined && wish.amountMinor !== row.amount_minor;
  if (row.transfer_id !== null && (moves || revalues)) {
    throw new AppError(
      'transfer_already_linked',
      'Unlink this transfer before changing its amount or account.',
    );
  }
  if (!moves || wish.accountId === undefined) return;
  const target = await getOpenAccount(db, reader, wish.accountId);
  if (target.currency !== row.currency) {
    throw new AppError(
      'currency_mismatch',
      `The amount is in ${row.currency} and that account in ${target.currency}.`,
      { params: { from: row.currency, to: target.currency } },
    );
  }
}

/** Refuses to change the amount of one line of a split: the lines add up to what was booked. */
export function assertWhole(
  row: FullTransaction,
  wish: Wish,
  otherLines: readonly FullTransaction[],
): void {
  const revalues = wish.amountMinor !== undefined && wish.amountMinor !== row.amount_minor;
  if (revalues && otherLines.length > 0) {
    throw new AppError(
      'split_amount',
      'This is one line of a split. Change the amounts of its lines together.',
    );
  }
}

export async function getOpenAccount(
  db: Db<Pick<AccountsTables, 'accounts'>>,
  reader: Reader,
  id: string,
): Promise<AccountRow> {
  const account = await findVisibleAccount(db as Db<AccountsTables>, reader, id);
  if (!account) throw notFound('account');
  if (account.closed_on !== null) {
    throw new AppError('account_closed', `${account.name} is closed. Reopen it first.`, {
      params: { name: account.name },
    });
  }
  return account;
}

export function assertCategory(categories: ReadonlyMap<string, CategoryRow>, id: string): void {
  if (!categories.has(id)) throw notFound('category');
}

export const merchantOf = (row: FullTransaction): Merchant => ({
  payee: row.original_payee ?? row.payee,
  memo: row.memo,
  amountMinor: row.amount_minor,
});

/** A group stands for itself and everything in it. */
export function withChildren(ids: readonly string[], categories: readonly CategoryRow[]): string[] {
  const children = categories.filter(
    (row) => row.parent_id !== null && ids.includes(row.parent_id),
  );
  return [...new Set([...ids, ...children.map((row) => row.id)])];
}

/** What is private teaches the household nothing: others would be shown where somebody shops. */
export const teaching = (rows: readonly FullTransaction[]): Merchant[] =>
  rows.filter((row) => row.is_private === 0).map(merchantOf);
