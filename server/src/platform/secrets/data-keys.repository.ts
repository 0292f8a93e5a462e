import type { Db, Tx } from '../db/index.ts';

export interface SecretsTables {
  data_keys: {
    /** Empty for the key of the installation itself. */
    household_id: string;
    id: string;
    wrapped_by: string;
    wrapped_key: string;
    created_at: string;
  };
  /** What the whole installation keeps secret, sealed. */
  installation_secrets: { name: string; sealed: string };
}

type Own = SecretsTables;
export type DataKeyRow = Own['data_keys'];

export const findDataKey = (db: Db<Own>, householdId: string, id: string) =>
  db
    .selectFrom('data_keys')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();

export const findNewestDataKey = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('data_keys')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export const insertDataKey = (tx: Tx<Own>, row: DataKeyRow) =>
  tx.insertInto('data_keys').values(row).execute();

export const listWrappedByOthers = (db: Db<Own>, masterId: string, limit: number) =>
  db.selectFrom('data_keys').selectAll().where('wrapped_by', '<>', masterId).limit(limit).execute();

export const listMasterIds = async (db: Db<Own>): Promise<Set<string>> =>
  new Set(
    (await db.selectFrom('data_keys').select('wrapped_by').distinct().execute()).map(
      (row) => row.wrapped_by,
    ),
  );

/** Unless another process wrapped it anew meanwhile. */
export const rewrapDataKey = (
  db: Db<Own>,
  old: DataKeyRow,
  fresh: Pick<DataKeyRow, 'wrapped_by' | 'wrapped_key'>,
) =>
  db
    .updateTable('data_keys')
    .set(fresh)
    .where('household_id', '=', old.household_id)
    .where('id', '=', old.id)
    .where('wrapped_by', '=', old.wrapped_by)
    .execute();

export const findInstallationSecret = (db: Db<Own>, name: string) =>
  db
    .selectFrom('installation_secrets')
    .select('sealed')
    .where('name', '=', name)
    .executeTakeFirst();
