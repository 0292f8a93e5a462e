/**
 * What people's data is to themselves: who did what with it, taking all of it along, and its end.
 * Stands at the end of the line of modules, because an export and a deletion touch every table.
 */
import type { Database } from '../../platform/db/index.ts';
import { createAuditLog } from './audit.service.ts';
import type { AuditTables } from './data.tables.ts';

export { dataRoutes } from './data.routes.ts';
export type { AuditTables } from './data.tables.ts';

export type Data = ReturnType<typeof createData>;

export const createData = (database: Database<AuditTables>) => ({
  auditLog: createAuditLog(database),
});
