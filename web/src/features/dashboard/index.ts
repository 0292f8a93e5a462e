export { dashboardQuery, FIRST_RANGE } from './dashboard.queries.ts';
export { DashboardPage } from './dashboard-page.tsx';
