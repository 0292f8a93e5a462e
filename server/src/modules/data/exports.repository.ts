import type { Db, Tx } from '../../platform/db/index.ts';
import type { DataTables } from './data.tables.ts';

export type ExportRow = DataTables['data_exports'];

interface ExportKey {
  householdId: string;
  userId: string;
  id: string;
}

/** The newest first. */
export const listExportRows = (
  db: Db<DataTables>,
  { householdId, userId }: Omit<ExportKey, 'id'>,
): Promise<ExportRow[]> =>
  db
    .selectFrom('data_exports')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .execute();

export const findExportRow = (
  db: Db<DataTables>,
  householdId: string,
  id: string,
): Promise<ExportRow | undefined> =>
  db
    .selectFrom('data_exports')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();

export const insertExportRow = (tx: Tx<DataTables>, row: ExportRow) =>
  tx.insertInto('data_exports').values(row).execute();

/** Whether the row was still there to be changed. */
export async function updateExportRow(
  tx: Tx<DataTables>,
  { household_id, id }: Pick<ExportRow, 'household_id' | 'id'>,
  change: Pick<ExportRow, 'status' | 'size_bytes'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('data_exports')
    .set(change)
    .where('household_id', '=', household_id)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export const deleteExportRow = (
  db: Db<DataTables>,
  { household_id, id }: Pick<ExportRow, 'household_id' | 'id'>,
) =>
  db
    .deleteFrom('data_exports')
    .where('household_id', '=', household_id)
    .where('id', '=', id)
    .execute();
