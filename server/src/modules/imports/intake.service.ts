import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { findVisibleAccount } from '../accounts/index.ts';
import type { ImportFindings } from './findings.ts';
import { insertBlob } from './imports.repository.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import { listLeftStatements } from './left-rows.service.ts';
import type { ImportTables, Task } from './read.service.ts';

const PART_BYTES = 1024 * 1024;

/** What of a file is not stored yet when its end is reached. */
export interface LastPart {
  seq: number;
  bytes: Buffer;
  /** Of the whole file. */
  sizeBytes: number;
}

/**
 * Stores a stream in parts of a mebibyte, all but the last: that one goes with the import itself,
 * so that a small file is there with its import or not at all. `onFirst` joins the first part's
 * transaction, to see to it that parts of an upload that was cut off do not stay.
 */
export async function storeParts(
  database: Database<ImportTables>,
  task: Task,
  bytes: AsyncIterable<Uint8Array>,
  onFirst: (tx: Tx<ImportTables>) => Promise<void>,
): Promise<LastPart> {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let sizeBytes = 0;
  let seq = 0;
  for await (const piece of bytes) {
    if (pendingBytes >= PART_BYTES) {
      const part = Buffer.concat(pending);
      await database.write(async (tx) => {
        if (seq === 0) await onFirst(tx);
        await insertBlob(tx, task.householdId, task.importId, seq, part);
      });
      [pending, pendingBytes] = [[], 0];
      seq += 1;
    }
    pending.push(piece);
    pendingBytes += piece.length;
    sizeBytes += piece.length;
  }
  return { seq, bytes: Buffer.concat(pending), sizeBytes };
}

/** What was decided on since a commit goes where the rest of its file went. */
export async function landLater(
  tx: Tx<ImportTables>,
  reader: Reader,
  record: ImportRowRecord,
  findings: ImportFindings,
): Promise<Partial<ImportRowRecord>> {
  const { left } = findings;
  if (!left || left.total === left.look) {
    throw new AppError('import_not_ready', 'Say first what becomes of the rows that were left.', {
      params: { status: record.status },
    });
  }
  for (const index of await listLeftStatements(tx, record, findings)) {
    const statement = findings.statements[index];
    if (statement) await assertLandable(tx, reader, statement);
  }
  return {
    status: 'committing',
    progress_total: left.add,
    result_json: JSON.stringify({ ...findings, laterBatch: newId() }),
  };
}

/** Refuses a statement that could not land as it is: without account, or in a closed or foreign one. */
export async function assertLandable(
  tx: Tx<ImportTables>,
  reader: Reader,
  statement: ImportFindings['statements'][number],
): Promise<void> {
  if (statement.transactionCount === 0 || statement.newAccount) return;
  const account =
    statement.accountId === null
      ? undefined
      : await findVisibleAccount(tx, reader, statement.accountId);
  if (!account) {
    throw new AppError(
      'import_account_missing',
      'Say first into which account each statement goes.',
    );
  }
  if (account.closed_on !== null) {
    throw new AppError('account_closed', `${account.name} is closed. Reopen it first.`, {
      params: { name: account.name },
    });
  }
  if (statement.currency !== null && statement.currency !== account.currency) {
    throw new AppError(
      'currency_mismatch',
      `The statement is in ${statement.currency} and ${account.name} in ${account.currency}.`,
      { params: { from: statement.currency, to: account.currency } },
    );
  }
}
