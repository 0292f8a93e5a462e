import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import { addJob, type OutboxTables } from '../../platform/outbox.ts';
import type { AttachmentRow, TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

/** The work that removes files whose rows are gone by then; its payload is `ForgetFiles`. */
export const FORGET_FILES = 'attachments.forget';

export interface ForgetFiles {
  ids: string[];
}

/** A day longer than what took them away can be undone. */
const FILE_LIFE_MS = 31 * 86_400_000;
/** Due from the first. */
const LONG_AGO = new Date(0);

const COLUMNS = [
  'household_id',
  'id',
  'transaction_id',
  'name',
  'media_type',
  'bytes',
  'sha256',
  'has_thumbnail',
  'created_at',
  'created_by',
] as const satisfies readonly (keyof AttachmentRow)[];

export const insertAttachments = (tx: Tx<Own>, rows: readonly AttachmentRow[]): Promise<void> =>
  bulkInsert(
    tx,
    'attachments',
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column] ?? null)),
  );

export const findAttachment = (
  db: Db<Own>,
  householdId: string,
  id: string,
): Promise<AttachmentRow | undefined> =>
  db
    .selectFrom('attachments')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();

/** What is attached to the transactions of an account. */
export const listAttachmentsOf = (db: Db<Own>, householdId: string, accountId: string) =>
  db
    .selectFrom('attachments as file')
    .innerJoin('transactions as t', (join) =>
      join
        .onRef('t.household_id', '=', 'file.household_id')
        .onRef('t.id', '=', 'file.transaction_id'),
    )
    .select('file.id')
    .where('file.household_id', '=', householdId)
    .where('t.account_id', '=', accountId)
    .execute();

/** Makes files those of another transaction. */
export async function setTransaction(
  tx: Tx<Own>,
  householdId: string,
  files: readonly { id: string }[],
  transactionId: string,
): Promise<void> {
  if (files.length === 0) return;
  await tx
    .updateTable('attachments')
    .set({ transaction_id: transactionId })
    .where('household_id', '=', householdId)
    .where(
      'id',
      'in',
      files.map((file) => file.id),
    )
    .execute();
}

/** Of these the ones that are attached somewhere: accounts move, with their files, to other households. */
export async function listAttachedIds(db: Db<Own>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('attachments').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map((row) => row.id));
}

/** The files of rows that are taken away: removed once that cannot be undone any more. */
export const forgetFilesLater = (
  tx: Tx<Own>,
  householdId: string,
  files: readonly { id: string }[],
  at: string,
): Promise<void> =>
  forgetFiles(tx, householdId, files, at, new Date(Date.parse(at) + FILE_LIFE_MS));

/** The files of rows that nothing brings back. */
export const forgetFilesNow = (
  tx: Tx<Own>,
  householdId: string,
  files: readonly { id: string }[],
): Promise<void> => forgetFiles(tx, householdId, files, LONG_AGO.toISOString(), LONG_AGO);

/** A file that is about to be stored: removed then, should its row never be written. */
export const forgetUpload = (
  tx: Tx<Own>,
  householdId: string,
  id: string,
  at: string,
  runAfter: Date,
): Promise<void> =>
  addJob(tx as unknown as Tx<OutboxTables>, {
    id,
    kind: FORGET_FILES,
    householdId,
    payload: { ids: [id] } satisfies ForgetFiles,
    runAfter,
    at,
  });

/** Its row is written: from now on the file goes when the row has gone, and not before. */
export const keepUpload = (tx: Tx<Own>, householdId: string, id: string) =>
  (tx as unknown as Tx<OutboxTables>)
    .deleteFrom('outbox')
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();

const FILES_A_JOB = 500;

async function forgetFiles(
  tx: Tx<Own>,
  householdId: string,
  files: readonly { id: string }[],
  at: string,
  runAfter: Date,
): Promise<void> {
  for (let start = 0; start < files.length; start += FILES_A_JOB) {
    const payload: ForgetFiles = {
      ids: files.slice(start, start + FILES_A_JOB).map((file) => file.id),
    };
    const job = { kind: FORGET_FILES, householdId, payload, runAfter, at };
    await addJob(tx as unknown as Tx<OutboxTables>, job);
  }
}
