import type { ExpressionBuilder } from 'kysely';
import { bulkInsert, type Db, inGroups, type Tx } from '../../platform/db/index.ts';
import type { SplitLineRow, TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

/** Tables whose rows belong to a transaction, and come and go with it. */
export const ROW_PARTS = [
  'split_lines',
  'transaction_tags',
  'attachments',
  'refunds',
  'loan_payments',
] as const;
export type RowPart = (typeof ROW_PARTS)[number];

/** Those whose rows name another transaction too, in this column: they go with either. */
export const ROW_LINKS = { refunds: 'purchase_id', loan_payments: 'counter_id' } as const;
export type RowLink = keyof typeof ROW_LINKS;
export const LINK_TABLES = Object.keys(ROW_LINKS) as RowLink[];

const IDS_AT_ONCE = 500;

/** The rows of such a table that belong to these transactions. */
export async function listParts<Table extends RowPart>(
  db: Db<Own>,
  table: Table,
  householdId: string,
  transactionIds: readonly string[],
): Promise<Own[Table][]> {
  const rows = await inGroups(transactionIds, (some) =>
    db
      .selectFrom(table as RowPart)
      .selectAll()
      .where('household_id', '=', householdId)
      .where('transaction_id', 'in', some)
      .execute(),
  );
  return rows as Own[Table][];
}

/** The rows of such a table that name these transactions as the other one. */
export async function listLinksTo<Table extends RowLink>(
  db: Db<Own>,
  table: Table,
  householdId: string,
  transactionIds: readonly string[],
): Promise<Own[Table][]> {
  const rows = await inGroups(transactionIds, (some) =>
    db
      .selectFrom(table as RowLink)
      .selectAll()
      .where('household_id', '=', householdId)
      .where(ROW_LINKS[table] as never, 'in', some as never)
      .execute(),
  );
  return rows as Own[Table][];
}

/** Unties what is tied to these transactions; gives the ties, and which of the transactions each names. */
export async function takeLinksTo(
  tx: Tx<Own>,
  table: RowLink,
  householdId: string,
  transactionIds: readonly string[],
): Promise<{ otherId: string; link: Own[RowLink] }[]> {
  const links = await listLinksTo(tx, table, householdId, transactionIds);
  await deleteParts(
    tx,
    table,
    householdId,
    links.map((link) => link.transaction_id),
  );
  return links.map((link) => ({
    otherId: String('purchase_id' in link ? link.purchase_id : link.counter_id),
    link,
  }));
}

const LINK_KEY = ['household_id', 'transaction_id'];

/** Ties transactions to others, or changes what is told of a tie. */
export const saveLinks = <Table extends RowLink>(
  tx: Tx<Own>,
  table: Table,
  rows: readonly Own[Table][],
): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Own[Table])[];
  return bulkInsert(
    tx,
    table,
    columns as string[],
    rows.map((row) => columns.map((column) => row[column])),
    { key: LINK_KEY, set: (columns as string[]).filter((column) => !LINK_KEY.includes(column)) },
  );
};

/** Unties the transactions of these accounts or imports, whichever end of a tie they are. */
export async function deleteLinksOf(
  tx: Tx<Own>,
  householdId: string,
  of: 'account_id' | 'import_id',
  values: readonly string[],
): Promise<void> {
  for (const table of LINK_TABLES) {
    for (const column of ['transaction_id', ROW_LINKS[table]] as const) {
      await tx
        .deleteFrom(table)
        .where('household_id', '=', householdId)
        .where(
          column as never,
          'in',
          (eb: ExpressionBuilder<Own, RowLink>) =>
            eb
              .selectFrom('transactions as t')
              .select('t.id')
              .where('t.household_id', '=', householdId)
              .where(`t.${of}`, 'in', values) as never,
        )
        .execute();
    }
  }
  if (of === 'import_id') return;
  await tx
    .deleteFrom('loan_payments')
    .where('household_id', '=', householdId)
    .where('loan_account_id', 'in', values)
    .execute();
}

/** Deletes these transactions' rows of such a table; only one of each, where it is named. */
export async function deleteParts(
  tx: Tx<Own>,
  table: RowPart,
  householdId: string,
  transactionIds: readonly string[],
  partId?: string,
): Promise<void> {
  const name = table === 'attachments' ? 'id' : 'tag_id';
  for (let at = 0; at < transactionIds.length; at += IDS_AT_ONCE) {
    let query = tx
      .deleteFrom(table)
      .where('household_id', '=', householdId)
      .where('transaction_id', 'in', transactionIds.slice(at, at + IDS_AT_ONCE));
    if (partId !== undefined) query = query.where(name as never, '=', partId as never);
    await query.execute();
  }
}

/** The lines of these splits, each split in order. */
export const listSplits = (
  db: Db<Own>,
  householdId: string,
  splitIds: readonly string[],
): Promise<SplitLineRow[]> =>
  splitIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('split_lines')
        .selectAll()
        .where('household_id', '=', householdId)
        .where('split_id', 'in', splitIds)
        .orderBy('split_id')
        .orderBy('position')
        .execute();

/** What each of these splits adds up to, and of how many lines. */
export const sumSplits = (db: Db<Own>, householdId: string, splitIds: readonly string[]) =>
  db
    .selectFrom('split_lines as line')
    .innerJoin('transactions as t', (join) =>
      join
        .onRef('t.household_id', '=', 'line.household_id')
        .onRef('t.id', '=', 'line.transaction_id'),
    )
    .select((eb) => [
      'line.split_id as splitId',
      eb.fn.sum<number>('t.amount_minor').as('totalMinor'),
      eb.fn.countAll<number>().as('lines'),
    ])
    .where('line.household_id', '=', householdId)
    .where('line.split_id', 'in', splitIds)
    .groupBy('line.split_id')
    .execute();

const LINE_COLUMNS = ['household_id', 'transaction_id', 'split_id', 'position'] as const;

/** Adds lines, and sets where those stand that are lines already. */
export const saveLines = (tx: Tx<Own>, lines: readonly SplitLineRow[]): Promise<void> =>
  bulkInsert(
    tx,
    'split_lines',
    LINE_COLUMNS,
    lines.map((line) => LINE_COLUMNS.map((column) => line[column])),
    { key: ['household_id', 'transaction_id'], set: ['split_id', 'position'] },
  );
