/**
 * Accounts of every kind, their running daily balances, and the exchange rates typed by hand.
 * Owns accounts, account_days and exchange_rates. Invariants: a row of account_days ends with the
 * starting balance plus all amounts up to its day; `opened_on` begins with the opening balance a
 * person told, whatever older transactions are added. The transactions module reports changes with
 * `postAccountChange`; nobody else moves a balance. An amount in a currency without a rate is never
 * converted: it stays out of totals and is said to.
 */
export { accountDeleted } from './accounts.events.ts';
export {
  findAccountRow,
  listAccountRows,
  listBalancesOn,
  listDays,
  listRates,
} from './accounts.repository.ts';
export { accountsRoutes } from './accounts.routes.ts';
export { type Accounts, createAccounts } from './accounts.service.ts';
export type { AccountRow, AccountsTables } from './accounts.tables.ts';
export { converter } from './exchange.ts';
export { postAccountChange } from './ledger-days.service.ts';
