import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { ImportFindings } from './findings.ts';
import type { ImportRowRecord, ImportsTables } from './imports.tables.ts';

type Own = ImportsTables;

export const findImport = (
  db: Db<Own>,
  householdId: string,
  id: string,
): Promise<ImportRowRecord | undefined> =>
  db
    .selectFrom('imports')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();

export function listImportRecords(
  db: Db<Own>,
  householdId: string,
  before: string | undefined,
  limit: number,
): Promise<ImportRowRecord[]> {
  let query = db.selectFrom('imports').selectAll().where('household_id', '=', householdId);
  if (before !== undefined) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

export const listCommitted = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('imports')
    .select(['id', 'result_json'])
    .where('household_id', '=', householdId)
    .where('status', '=', 'committed')
    .execute();

export const findBusyImport = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('imports')
    .select('id')
    .where('household_id', '=', householdId)
    .where('status', 'in', ['committing', 'undoing'])
    .executeTakeFirst();

export const insertImport = (tx: Tx<Own>, row: ImportRowRecord) =>
  tx.insertInto('imports').values(row).execute();

export const updateImport = (
  db: Db<Own>,
  householdId: string,
  id: string,
  change: Partial<ImportRowRecord>,
) =>
  db
    .updateTable('imports')
    .set(change)
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();

/** Tables of what belongs to an import, and goes with it. */
export const IMPORT_PARTS = [
  'import_blobs',
  'import_chunks',
  'import_choices',
  'import_confirmations',
] as const;

export async function deleteImportRows(
  tx: Tx<Own>,
  householdId: string,
  importId: string,
  tables: readonly (typeof IMPORT_PARTS)[number][],
): Promise<void> {
  for (const table of tables) {
    await tx
      .deleteFrom(table)
      .where('household_id', '=', householdId)
      .where('import_id', '=', importId)
      .execute();
  }
}

export const deleteImport = (tx: Tx<Own>, householdId: string, id: string) =>
  tx.deleteFrom('imports').where('household_id', '=', householdId).where('id', '=', id).execute();

export const insertBlob = (
  tx: Tx<Own>,
  householdId: string,
  importId: string,
  seq: number,
  bytes: Uint8Array,
) =>
  tx
    .insertInto('import_blobs')
    .values({ household_id: householdId, import_id: importId, seq, bytes })
    .execute();

/** The file's bytes, part by part, from its beginning. */
export async function* readBlobs(
  db: Db<Own>,
  householdId: string,
  importId: string,
): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq += 1) {
    const part = await db
      .selectFrom('import_blobs')
      .select('bytes')
      .where('household_id', '=', householdId)
      .where('import_id', '=', importId)
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (!part) return;
    yield part.bytes;
  }
}

export const findMapping = (
  db: Db<Own>,
  householdId: string,
  accountId: string,
  fingerprint: string,
) =>
  db
    .selectFrom('csv_mappings')
    .select('mapping_json')
    .where('household_id', '=', householdId)
    .where('account_id', '=', accountId)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();

export const saveMapping = (tx: Tx<Own>, row: Own['csv_mappings']): Promise<void> =>
  bulkInsert(
    tx,
    'csv_mappings',
    ['household_id', 'account_id', 'fingerprint', 'mapping_json', 'saved_at'],
    [[row.household_id, row.account_id, row.fingerprint, row.mapping_json, row.saved_at]],
    { key: ['household_id', 'account_id', 'fingerprint'], set: ['mapping_json', 'saved_at'] },
  );

/** Files that went into these accounts alone follow them, and what was learnt of their banks. */
export async function moveImports(
  tx: Tx<Own>,
  from: string,
  to: string,
  accountIds: readonly string[],
): Promise<void> {
  for (const table of ['csv_mappings', 'account_matches'] as const) {
    await tx
      .updateTable(table)
      .set({ household_id: to })
      .where('household_id', '=', from)
      .where('account_id', 'in', accountIds)
      .execute();
  }
  const imports = await tx
    .selectFrom('imports')
    .select(['id', 'account_id', 'result_json'])
    .where('household_id', '=', from)
    .execute();
  for (const record of imports) {
    if (!isPlaced(record, (id) => accountIds.includes(id))) continue;
    for (const table of ['imports', ...IMPORT_PARTS] as const) {
      const key = table === 'imports' ? 'id' : 'import_id';
      await tx
        .updateTable(table)
        .set({ household_id: to })
        .where('household_id', '=', from)
        .where(key as 'id', '=', record.id)
        .execute();
    }
  }
}

/** Files of who leaves that nobody else would see or could put anywhere go with them. */
export async function discardUnseen(
  tx: Tx<Own>,
  who: { householdId: string; userId: string; accountIds: readonly string[] },
): Promise<void> {
  const imports = await tx
    .selectFrom('imports')
    .select(['id', 'account_id', 'result_json', 'status'])
    .where('household_id', '=', who.householdId)
    .where('user_id', '=', who.userId)
    .where('status', 'in', ['reading', 'ready', 'failed'])
    .execute();
  for (const record of imports) {
    if (record.status === 'reading') {
      throw new AppError('import_busy', 'A file is being read. Try again in a moment.');
    }
    if (isPlaced(record, (id) => who.accountIds.includes(id))) continue;
    await deleteImportRows(tx, who.householdId, record.id, IMPORT_PARTS);
    await deleteImport(tx, who.householdId, record.id);
  }
}

/** Whether it is known where all of a file belongs, and all of that is right. */
export function isPlaced(
  { account_id: named, result_json: json }: Pick<ImportRowRecord, 'account_id' | 'result_json'>,
  isRight: (accountId: string) => boolean,
): boolean {
  const findings: ImportFindings | null = JSON.parse(json ?? 'null');
  const places = findings?.statements.map((statement) => statement.accountId) ?? [named];
  return places.length > 0 && places.every((id) => id !== null && isRight(id));
}

export const listMatches = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('account_matches')
    .select(['statement_key', 'account_id'])
    .where('household_id', '=', householdId)
    .execute();

export const saveMatch = (tx: Tx<Own>, row: Own['account_matches']): Promise<void> =>
  bulkInsert(
    tx,
    'account_matches',
    ['household_id', 'statement_key', 'account_id'],
    [[row.household_id, row.statement_key, row.account_id]],
    { key: ['household_id', 'statement_key'], set: ['account_id'] },
  );
