import type { Body, editTransaction } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { type AccountRow, type AccountsTables, findVisibleAccount } from '../accounts/index.ts';
import type { Merchant } from './categorization.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import type { FullTransaction } from './transactions.repository.ts';
import type { CategoryRow, TransactionRow } from './transactions.tables.ts';

type Wish = Omit<Body<typeof editTransaction>, 'version'>;

/** The columns an edit changes. A changed payee keeps what the bank wrote beside it. */
export async function changeOf(
  ledger: LedgerEdit,
  row: FullTransaction,
  wish: Wish,
): Promise<Partial<TransactionRow>> {
  const postedOn = wish.postedOn ?? row.posted_on;
  const waits = wish.needsReview ?? (row.review_on !== null && wish.categoryId === undefined);
  const change: Partial<TransactionRow> = {
    posted_on: postedOn,
    review_on: waits ? postedOn : null,
    ...(wish.accountId !== undefined && { account_id: wish.accountId }),
    ...(wish.amountMinor !== undefined && { amount_minor: wish.amountMinor }),
    ...(wish.checkNumber !== undefined && { check_number: wish.checkNumber || null }),
  };
  if (wish.categoryId !== undefined) {
    assertCategory(ledger.categories, wish.categoryId);
    Object.assign(change, {
      category_id: wish.categoryId,
      category_source: 'user',
      confidence: null,
    } satisfies Partial<TransactionRow>);
  }
  if (wish.payee !== undefined || wish.memo !== undefined) {
    const payee = wish.payee ?? row.payee;
    const renamed = row.import_id !== null && payee !== row.payee;
    change.descriptor_id = await ledger.keepText({
      payee,
      originalPayee: row.original_payee ?? (renamed ? row.payee : null),
      memo: wish.memo === undefined ? row.memo : wish.memo,
    });
  }
  return change;
}

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
