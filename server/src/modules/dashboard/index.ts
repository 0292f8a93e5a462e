/**
 * The household's financial picture in one read, and the sample household.
 * Owns no tables: it reads the daily balances, monthly totals and exchange rates that the accounts
 * and transactions modules keep, never the transactions one by one, so its cost does not grow with
 * their number. Every total is in the home currency; an account in a currency without a rate is in
 * none of them and is named. Writes only through the front doors of other modules, and only to fill
 * a sample household. Refuses more than ten sample households a minute from one address.
 */
export { dashboardRoutes } from './dashboard.routes.ts';
export { createDashboard } from './dashboard.service.ts';
