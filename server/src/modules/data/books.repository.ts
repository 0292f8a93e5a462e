import { addDays } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import { listVisibleAccounts } from '../accounts/index.ts';
import { categoryName, isVisible, listCategoryRows, listPeers } from '../transactions/index.ts';
import type { WholeTables } from './data.tables.ts';
import type { Book, BookEntry, BookLine } from './ledger-formats/ledger-book.ts';

export interface BookWish {
  householdId: string;
  hiddenAccountIds: readonly string[];
  language: 'en' | 'es';
  accountIds?: readonly string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

type Read = Db<WholeTables>;
type Row = Awaited<ReturnType<typeof listRows>>[number];

/**
 * The accounts somebody sees, one after another with everything booked in each: never more than one
 * account is in memory. A few queries an account.
 */
export async function* readBooks(tx: Read, wish: BookWish): AsyncGenerator<Book> {
  const accounts = await listVisibleAccounts(tx, wish);
  const names = new Map(accounts.map((row) => [row.id, row.name]));
  const categoryOf = await categoryPaths(tx, wish);
  for (const account of accounts) {
    if (wish.accountIds && !wish.accountIds.includes(account.id)) continue;
    const rows = await listRows(tx, wish, account.id);
    const lines = await listLines(tx, wish.householdId, account.id);
    const tags = await listTags(tx, wish.householdId, account.id);
    const peers = await listPeers(tx, wish.householdId, rows);
    const lineOf = (row: Row): BookLine => ({
      amountMinor: row.amount_minor,
      ...categoryOf(row.category_id),
      note: row.note,
      tags: tags.get(row.id) ?? [],
    });
    const bySplit = Map.groupBy(rows, (row) => lines.get(row.id)?.splitId ?? row.id);
    const entries = [...bySplit.values()].map((own): BookEntry => {
      const ordered = own.toSorted(
        (a, b) => (lines.get(a.id)?.position ?? 0) - (lines.get(b.id)?.position ?? 0),
      );
      const [first, ...rest] = ordered as [Row, ...Row[]];
      return {
        id: first.id,
        postedOn: first.posted_on,
        amountMinor: ordered.reduce((sum, row) => sum + row.amount_minor, 0),
        payee: first.payee,
        originalPayee: first.original_payee,
        memo: first.memo,
        checkNumber: first.check_number,
        isPending: first.is_pending === 1,
        transferWith: names.get(peers.get(first.id)?.account_id ?? '') ?? null,
        lines: [lineOf(first), ...rest.map(lineOf)],
      };
    });
    const { from } = wish;
    const isCut = from !== undefined && from > account.starting_on;
    yield {
      account: {
        id: account.id,
        name: account.name,
        kind: account.kind,
        currency: account.currency,
        openedOn: account.opened_on,
        startingMinor: isCut
          ? await balanceBefore(tx, wish.householdId, account.id, from)
          : account.starting_minor,
        startingOn: isCut ? addDays(from, -1) : account.starting_on,
      },
      entries,
    };
  }
}

async function categoryPaths(tx: Read, { householdId, language }: BookWish) {
  const rows = new Map((await listCategoryRows(tx, householdId)).map((row) => [row.id, row]));
  return (id: string): Pick<BookLine, 'category' | 'categoryType'> => {
    const row = rows.get(id);
    const parent = row?.parent_id ? rows.get(row.parent_id) : undefined;
    const own = row ? categoryName(row, language) : '';
    return {
      category: parent ? [categoryName(parent, language), own] : [own],
      categoryType: row?.type ?? 'expense',
    };
  };
}

function listRows(tx: Read, { householdId, from, to }: BookWish, accountId: string) {
  let query = tx
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .select(['t.id', 't.posted_on', 't.amount_minor', 't.category_id', 't.check_number'])
    .select('t.transfer_id')
    .select(['t.is_pending', 'text.payee', 'text.original_payee', 'text.memo', 'text.note'])
    .where('t.household_id', '=', householdId)
    .where('t.account_id', '=', accountId)
    .where(isVisible)
    .orderBy('t.posted_on')
    .orderBy('t.id');
  if (from !== undefined) query = query.where('t.posted_on', '>=', from);
  if (to !== undefined) query = query.where('t.posted_on', '<=', to);
  return query.execute();
}

async function listLines(tx: Read, householdId: string, accountId: string) {
  const rows = await tx
    .selectFrom('split_lines as line')
    .innerJoin('transactions as t', (join) =>
      join
        .onRef('t.household_id', '=', 'line.household_id')
        .onRef('t.id', '=', 'line.transaction_id'),
    )
    .select(['line.transaction_id as id', 'line.split_id as splitId', 'line.position'])
    .where('line.household_id', '=', householdId)
    .where('t.account_id', '=', accountId)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function listTags(tx: Read, householdId: string, accountId: string) {
  const rows = await tx
    .selectFrom('transaction_tags as tagged')
    .innerJoin('tags as tag', (join) =>
      join
        .onRef('tag.household_id', '=', 'tagged.household_id')
        .onRef('tag.id', '=', 'tagged.tag_id'),
    )
    .innerJoin('transactions as t', (join) =>
      join
        .onRef('t.household_id', '=', 'tagged.household_id')
        .onRef('t.id', '=', 'tagged.transaction_id'),
    )
    .select(['tagged.transaction_id as id', 'tag.name'])
    .where('tagged.household_id', '=', householdId)
    .where('t.account_id', '=', accountId)
    .orderBy('tag.name')
    .execute();
  const tags = new Map<string, string[]>();
  for (const row of rows) tags.set(row.id, [...(tags.get(row.id) ?? []), row.name]);
  return tags;
}

async function balanceBefore(
  tx: Read,
  householdId: string,
  accountId: string,
  day: string,
): Promise<number> {
  const row = await tx
    .selectFrom('account_days')
    .select('balance_minor')
    .where('household_id', '=', householdId)
    .where('account_id', '=', accountId)
    .where('on_day', '<', day)
    .orderBy('on_day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.balance_minor ?? 0;
}
