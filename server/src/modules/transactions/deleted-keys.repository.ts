import { bulkInsert, type Db, inGroups, type Tx } from '../../platform/db/index.ts';
import type { DeletedKeyRow, TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

const COLUMNS = [
  'household_id',
  'account_id',
  'import_key',
  'became_id',
  'deleted_at',
] as const satisfies readonly (keyof DeletedKeyRow)[];

/** Adds them, and sets those that are there already. */
export const saveDeletedKeys = (tx: Tx<Own>, rows: readonly DeletedKeyRow[]): Promise<void> =>
  bulkInsert(
    tx,
    'deleted_import_keys',
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column])),
    {
      key: ['household_id', 'account_id', 'import_key'],
      set: ['became_id', 'deleted_at'],
    },
  );

const KEYS_AT_ONCE = 1000;

/** Of these rows of an account's bank the ones that are not to come again. */
export async function listDeletedKeys(
  db: Db<Own>,
  householdId: string,
  accountId: string,
  keys: readonly string[],
): Promise<DeletedKeyRow[]> {
  return inGroups(keys, (some) =>
    db
      .selectFrom('deleted_import_keys')
      .selectAll()
      .where('household_id', '=', householdId)
      .where('account_id', '=', accountId)
      .where('import_key', 'in', some)
      .execute(),
  );
}

/** What these transactions were called while they were pending. */
export async function listFormerKeys(
  db: Db<Own>,
  householdId: string,
  transactionIds: readonly string[],
): Promise<DeletedKeyRow[]> {
  return inGroups(transactionIds, (some) =>
    db
      .selectFrom('deleted_import_keys')
      .selectAll()
      .where('household_id', '=', householdId)
      .where('became_id', 'in', some)
      .execute(),
  );
}

/** The accounts of which anything is not to come again. */
export const listAccountsWithDeletedKeys = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('deleted_import_keys')
    .select('account_id')
    .distinct()
    .where('household_id', '=', householdId)
    .execute();

export async function forgetDeletedKeys(
  tx: Tx<Own>,
  householdId: string,
  accountId: string,
  keys: readonly string[],
): Promise<void> {
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    await tx
      .deleteFrom('deleted_import_keys')
      .where('household_id', '=', householdId)
      .where('account_id', '=', accountId)
      .where('import_key', 'in', keys.slice(at, at + KEYS_AT_ONCE))
      .execute();
  }
}
