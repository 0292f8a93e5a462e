import { listAuditLog } from '@picture/contract';
import { type Binding, bind } from '../../platform/http/route.ts';
import type { Data } from './index.ts';

export const dataRoutes = ({ auditLog }: Data): Binding[] => [
  bind(listAuditLog, ({ who, query }) => auditLog.list(who, query)),
];
