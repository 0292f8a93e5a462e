import { sql } from 'kysely';
import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { isVisible, type ReadTables } from './transactions.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;
type NameRow = Own['merchant_names'];

const selectNamed = (db: Db<ReadTables>, { householdId, hiddenAccountIds }: Reader) => {
  const query = db
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .where('t.household_id', '=', householdId)
    .where('t.kind', '=', 'standard')
    .where('text.payee', '<>', '')
    .where(isVisible);
  return hiddenAccountIds.length > 0
    ? query.where('t.account_id', 'not in', hiddenAccountIds)
    : query;
};

/** A row that moves money between own accounts, or is said to. */
const isTransfer = sql<boolean>`(t.transfer_id is not null or t.category_id in (select own.id
  from categories as own where own.household_id = t.household_id and own.type = 'transfer'))`;

/** Names that money was paid under, or came under; a name of transfers alone is no merchant's. */
export const countByMerchant = (db: Db<ReadTables>, reader: Reader) =>
  selectNamed(db, reader)
    .select((eb) => [
      'text.payee as name',
      eb.fn.countAll<number>().as('transactions'),
      eb.fn.max('t.posted_on').as('lastOn'),
    ])
    .groupBy('text.payee')
    .having(sql<boolean>`min(case when ${isTransfer} then 1 else 0 end) = 0`)
    .orderBy('transactions', 'desc')
    .orderBy('name')
    .execute();

export const listIdsOfMerchants = (
  db: Db<ReadTables>,
  reader: Reader,
  names: readonly string[],
  most: number,
) => selectNamed(db, reader).select('t.id').where('text.payee', 'in', names).limit(most).execute();

/** Texts under which transactions are told with this word, each with how many are of it. */
export const countTexts = (db: Db<ReadTables>, reader: Reader, word: string) =>
  selectNamed(db, reader)
    .select((eb) => [
      'text.id',
      'text.payee',
      'text.original_payee',
      eb.fn.countAll<number>().as('transactions'),
    ])
    .where(sql<boolean>`instr(text.search_text, ${word}) > 0`)
    .groupBy(['text.id', 'text.payee', 'text.original_payee'])
    .execute();

export const listIdsOfTexts = (
  db: Db<ReadTables>,
  reader: Reader,
  texts: readonly string[],
  most: number,
) => selectNamed(db, reader).select('t.id').where('text.id', 'in', texts).limit(most).execute();

export const listMerchantNames = (db: Db<Own>, householdId: string) =>
  db.selectFrom('merchant_names').selectAll().where('household_id', '=', householdId).execute();

const COLUMNS = ['household_id', 'merchant_key', 'name', 'named_at'] as const;

export const saveMerchantNames = (tx: Tx<Own>, rows: readonly NameRow[]): Promise<void> =>
  bulkInsert(
    tx,
    'merchant_names',
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column])),
    { key: ['household_id', 'merchant_key'], set: ['name', 'named_at'] },
  );

export const forgetMerchantName = (tx: Tx<Own>, householdId: string, merchantKey: string) =>
  tx
    .deleteFrom('merchant_names')
    .where('household_id', '=', householdId)
    .where('merchant_key', '=', merchantKey)
    .execute();
