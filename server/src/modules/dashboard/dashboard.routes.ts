import { getDashboard, startDemo } from '@picture/contract';
import { type Binding, bind } from '../../platform/http/route.ts';
import { asHeaders } from '../auth/index.ts';
import { type DashboardService, variantsOf } from './dashboard.service.ts';
import { etagOf, holdsEtag } from './etag.ts';

export const dashboardRoutes = (dashboard: DashboardService): Binding[] => [
  bind(getDashboard, async ({ who, query, request, reply }) => {
    const version = await dashboard.version(who);
    const etag = etagOf(version, ...variantsOf(who, query.range), who.language);
    reply.header('etag', etag);
    if (holdsEtag(request.headers['if-none-match'], etag)) return reply.status(304).send();
    return dashboard.read(who, query.range, version);
  }),
  bind(startDemo, async ({ body, request, reply }) => {
    const { householdId, cookies } = await dashboard.startDemo(
      request.ip,
      asHeaders(request),
      body.language,
    );
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return { householdId };
  }),
];
