/**
 * Statement files on their way into the ledger.
 * Owns imports, the files themselves, their staged rows, and what was learned of a household's
 * files (column mappings, which account a statement belongs to). A file is read in a worker thread,
 * shown with a decision on each row, then added whole or not at all, and can be taken back whole.
 * Refuses a file it cannot read with one sentence and the line; adds nothing of it.
 */
export {
  type ParseJson,
  readStatements,
  type StatementSource,
  toParseJson,
  UnreadableStatement,
} from './formats/index.ts';

import type { Transaction } from 'kysely';
import {
  type AccountsTables,
  accountDeleted,
  accountsMoved,
  listAccountRows,
} from '../accounts/index.ts';
import { memberLeaving } from '../settings/index.ts';
import { discardUnseen, moveImports } from './imports.repository.ts';
import type { ImportsTables } from './imports.tables.ts';
import { forgetLeft } from './left-rows.service.ts';

export { importsRoutes } from './imports.routes.ts';
export { createImports, isSeenBy } from './imports.service.ts';
export type { ImportsTables } from './imports.tables.ts';

/** Ties the imports to what happens further left; once per process. */
export function listenForImports(): void {
  accountsMoved.on(async (tx, { from, to, accountIds }) => {
    await moveImports(tx as Transaction<ImportsTables>, from, to, accountIds);
    await forgetLeft(tx as Transaction<ImportsTables>, from, accountIds);
  });
  accountDeleted.on((tx, { householdId, accountId }) =>
    forgetLeft(tx as Transaction<ImportsTables>, householdId, [accountId]),
  );
  memberLeaving.on(async (tx, { householdId, userId }) => {
    const left = await listAccountRows(tx as Transaction<AccountsTables>, householdId);
    const accountIds = left.map((row) => row.id);
    await discardUnseen(tx as Transaction<ImportsTables>, { householdId, userId, accountIds });
  });
}
