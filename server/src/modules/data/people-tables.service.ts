import { minorToDecimal } from '@picture/contract';
import type { Transaction } from 'kysely';
import { type AccountsTables, listVisibleAccounts } from '../accounts/index.ts';
import { categoryName, listCategoryRows, type TransactionsTables } from '../transactions/index.ts';
import type { CsvColumn } from './csv.ts';
import { type Eyes, seenBy } from './eyes.repository.ts';

type Tx = Transaction<AccountsTables & TransactionsTables>;

/** A table for people: what it is called, its columns, and its rows as they come. */
export interface PeopleTable {
  name: string;
  about: string;
  columns: readonly CsvColumn<never>[];
  rows: AsyncIterable<unknown> | Iterable<unknown>;
}

const ROWS_AT_ONCE = 500;

const table = <Row>(
  name: string,
  about: string,
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly CsvColumn<Row>[],
): PeopleTable => ({ name, about, columns: columns as readonly CsvColumn<never>[], rows });

const text = <Row>(title: string, of: (row: Row) => string | null): CsvColumn<Row> => ({
  title,
  kind: 'text',
  of,
});
const plain = <Row>(title: string, of: (row: Row) => string | null): CsvColumn<Row> => ({
  title,
  kind: 'plain',
  of,
});

/** The household's accounts, transactions, balances, categories and rates, with names for ids. */
export async function peopleTables(
  tx: Tx,
  eyes: Eyes,
  language: 'en' | 'es',
): Promise<PeopleTable[]> {
  const { householdId } = eyes;
  const accounts = await listVisibleAccounts(tx, eyes);
  const accountOf = new Map(accounts.map((row) => [row.id, row]));
  const categories = await listCategoryRows(tx, householdId);
  const categoryOf = new Map(categories.map((row) => [row.id, row]));
  const tags = await tagsByRow(tx, householdId);
  const accountName = (id: string) => accountOf.get(id)?.name ?? null;
  const currency = (id: string) => accountOf.get(id)?.currency ?? '';
  const amount = (minor: number, accountId: string) => minorToDecimal(minor, currency(accountId));
  const category = (id: string | null) => {
    const row = id === null ? undefined : categoryOf.get(id);
    return row ? categoryName(row, language) : null;
  };
  const group = (id: string) => category(categoryOf.get(id)?.parent_id ?? id);
  return [
    table('accounts', 'Accounts, with what they begin with.', accounts, [
      text('Account', (row) => row.name),
      plain('Kind', (row) => row.kind),
      plain('Currency', (row) => row.currency),
      text('Institution', (row) => row.institution),
      plain('Opened on', (row) => row.opened_on),
      plain('Closed on', (row) => row.closed_on),
      plain('Starting on', (row) => row.starting_on),
      plain('Starting balance', (row) => amount(row.starting_minor, row.id)),
      plain('Id', (row) => row.id),
    ]),
    table('transactions', 'Every transaction.', transactionsByDay(tx, eyes), [
      plain('Date', (row) => row.posted_on),
      text('Account', (row) => accountName(row.account_id)),
      text('Payee', (row) => row.payee),
      plain('Amount', (row) => amount(row.amount_minor, row.account_id)),
      plain('Currency', (row) => currency(row.account_id)),
      text('Category', (row) => category(row.category_id)),
      text('Group', (row) => group(row.category_id)),
      text('Tags', (row) => tags.get(row.id)?.join(', ') ?? null),
      text('Note', (row) => row.note),
      text('Memo', (row) => row.memo),
      text('Original payee', (row) => row.original_payee),
      text('Check number', (row) => row.check_number),
      plain('Transfer', (row) => row.transfer_id),
      plain('Split', (row) => row.split_id),
      plain('Line', (row) => (row.position === null ? null : String(row.position + 1))),
      plain('Left out', (row) => (row.is_hidden === 1 ? 'yes' : null)),
      plain('Pending', (row) => (row.is_pending === 1 ? 'yes' : null)),
      plain('Id', (row) => row.id),
    ]),
    table('balances', 'Balances at the end of each day they changed.', days(tx, eyes), [
      plain('Date', (row) => row.on_day),
      text('Account', (row) => accountName(row.account_id)),
      plain('Balance', (row) => amount(row.balance_minor, row.account_id)),
      plain('Currency', (row) => currency(row.account_id)),
    ]),
    table('categories', 'Categories and their groups.', categories, [
      text('Category', (row) => category(row.id)),
      text('Group', (row) => category(row.parent_id)),
      plain('Type', (row) => row.type),
      plain('Archived', (row) => (row.archived_at === null ? null : 'yes')),
      plain('Id', (row) => row.id),
    ]),
    table('exchange-rates', 'Exchange rates typed by hand.', rates(tx, householdId), [
      plain('From', (row) => row.currency),
      plain('To', (row) => row.home_currency),
      plain('Since', (row) => row.on_day),
      plain('Rate', (row) => row.rate),
    ]),
  ];
}

/** The tags of every row that has some: read before rows are streamed, which keeps the connection. */
async function tagsByRow(tx: Tx, householdId: string): Promise<Map<string, string[]>> {
  const tagged = await tx
    .selectFrom('transaction_tags as tagged')
    .innerJoin('tags as tag', (join) =>
      join
        .onRef('tag.household_id', '=', 'tagged.household_id')
        .onRef('tag.id', '=', 'tagged.tag_id'),
    )
    .select(['tagged.transaction_id as id', 'tag.name'])
    .where('tagged.household_id', '=', householdId)
    .orderBy('tag.name')
    .execute();
  const tags = new Map<string, string[]>();
  for (const { id, name } of tagged) tags.set(id, [...(tags.get(id) ?? []), name]);
  return tags;
}

const transactionsByDay = (tx: Tx, eyes: Eyes) =>
  tx
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .leftJoin('split_lines as line', (join) =>
      join
        .onRef('line.household_id', '=', 't.household_id')
        .onRef('line.transaction_id', '=', 't.id'),
    )
    .select(['t.id', 't.account_id', 't.posted_on', 't.amount_minor', 't.category_id'])
    .select(['t.check_number', 't.transfer_id', 't.is_hidden', 't.is_pending'])
    .select(['text.payee', 'text.original_payee', 'text.memo', 'text.note'])
    .select(['line.split_id', 'line.position'])
    .where('t.household_id', '=', eyes.householdId)
    .where(seenBy(eyes, 'transactions', { account: 'account_id' }))
    .orderBy('t.posted_on')
    .orderBy('t.id')
    .stream(ROWS_AT_ONCE);

const days = (tx: Tx, eyes: Eyes) =>
  tx
    .selectFrom('account_days as t')
    .select(['account_id', 'on_day', 'balance_minor'])
    .where('household_id', '=', eyes.householdId)
    .where(seenBy(eyes, 'account_days', { account: 'account_id' }))
    .orderBy('account_id')
    .orderBy('on_day')
    .stream(ROWS_AT_ONCE);

const rates = (tx: Tx, householdId: string) =>
  tx
    .selectFrom('exchange_rates')
    .select(['currency', 'home_currency', 'on_day', 'rate'])
    .where('household_id', '=', householdId)
    .stream(ROWS_AT_ONCE);
