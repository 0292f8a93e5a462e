import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { findVisibleAccount } from '../accounts/index.ts';
import type { ImportFindings } from './findings.ts';
import { insertBlob } from './imports.repository.ts';
import type { ImportTables, Task } from './read.service.ts';

const PART_BYTES = 1024 * 1024;

/** Stores a stream in parts of a mebibyte; gives its size. */
export async function storeParts(
  database: Database<ImportTables>,
  task: Task,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let size = 0;
  let seq = 0;
  const store = async () => {
    const part = Buffer.concat(pending);
    pending = [];
    pendingBytes = 0;
    await database.write((tx) => insertBlob(tx, task.householdId, task.importId, seq, part));
    seq += 1;
  };
  for await (const piece of bytes) {
    pending.push(piece);
    pendingBytes += piece.length;
    size += piece.length;
    if (pendingBytes >= PART_BYTES) await store();
  }
  if (pendingBytes > 0) await store();
  return size;
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
