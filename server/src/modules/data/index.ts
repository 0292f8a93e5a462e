/**
 * What people's data is to themselves: who did what with it, taking all of it along, and its end.
 * Owns data_exports. Stands at the end of the line of modules, because an export and a deletion
 * touch every table: each has its line in catalogue.ts, and a test holds that against the schema.
 * An export holds what its person may see and is handed to that person alone, for a day.
 */
import type { Transaction } from 'kysely';
import { accountsMoved } from '../accounts/index.ts';
import { moveEntries } from './audit.repository.ts';
import { createAuditLog } from './audit.service.ts';
import type { DataParts } from './data.parts.ts';
import type { WholeTables } from './data.tables.ts';
import { createDeletions } from './deletions.service.ts';
import { createErasure } from './erasure.service.ts';
import { createExportFiles } from './export-files.client.ts';
import { createExports } from './exports.service.ts';
import { createLedgerExports } from './ledger-export.service.ts';

export { dataRoutes } from './data.routes.ts';
export type { DataTables } from './data.tables.ts';

export type Data = ReturnType<typeof createData>;

export function createData(parts: DataParts) {
  const files = createExportFiles(parts.config, parts.database.url);
  return {
    auditLog: createAuditLog(parts.database),
    ledgerExports: createLedgerExports(parts),
    exports: createExports(parts, files),
    deletions: createDeletions(parts, createErasure(parts, files)),
  };
}

/** Ties this module to what happens further left; once per process. */
export function listenForData(): void {
  accountsMoved.on(async (tx, move) => {
    await moveEntries(tx as Transaction<WholeTables>, move);
  });
}
