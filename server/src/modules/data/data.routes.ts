import {
  deleteDataExport,
  deleteHousehold,
  deletePerson,
  downloadDataExport,
  exportLedger,
  getDeletion,
  keepHousehold,
  keepPerson,
  listAuditLog,
  listDataExports,
  startDataExport,
} from '@picture/contract';
import { type Binding, bind } from '../../platform/http/route.ts';
import type { Data } from './index.ts';

export const dataRoutes = ({ auditLog, exports, ledgerExports, deletions }: Data): Binding[] => [
  bind(listAuditLog, ({ who, query }) => auditLog.list(who, query)),
  bind(exportLedger, async ({ who, query, reply }) => {
    const { type, name, content } = await ledgerExports.open(who, query);
    return reply
      .header('content-type', type)
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(content);
  }),
  bind(listDataExports, ({ who }) => exports.list(who)),
  bind(startDataExport, ({ who }) => exports.start(who)),
  bind(downloadDataExport, async ({ who, params, reply }) => {
    const { name, bytes, content } = await exports.open(who, params.id);
    return reply
      .header('content-type', 'application/zip')
      .header('content-length', bytes)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(content);
  }),
  bind(deleteDataExport, ({ who, params }) => exports.delete(who, params.id)),
  bind(getDeletion, ({ who }) => deletions.get(who)),
  bind(deletePerson, ({ who }) => deletions.askForPerson(who)),
  bind(keepPerson, ({ who }) => deletions.keepPerson(who)),
  bind(deleteHousehold, ({ who, body }) => deletions.askForHousehold(who, body.name)),
  bind(keepHousehold, ({ who }) => deletions.keepHousehold(who)),
];
