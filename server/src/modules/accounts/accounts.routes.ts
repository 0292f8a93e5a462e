import {
  closeAccount,
  deleteAccount,
  deleteExchangeRate,
  editAccount,
  getAccount,
  getAccountBalances,
  listAccounts,
  listExchangeRates,
  openAccount,
  recordExchangeRate,
  reopenAccount,
  reorderAccounts,
} from '@picture/contract';
import { type Binding, bind } from '../../platform/http/route.ts';
import type { Accounts } from './accounts.service.ts';

export const accountsRoutes = (accounts: Accounts): Binding[] => [
  bind(listAccounts, ({ who }) => accounts.list(who)),
  bind(openAccount, ({ who, body }) => accounts.open(who, body)),
  bind(reorderAccounts, ({ who, body }) => accounts.reorder(who, body.ids)),
  bind(getAccount, ({ who, params }) => accounts.get(who, params.id)),
  bind(editAccount, ({ who, params, body }) => accounts.edit(who, params.id, body)),
  bind(closeAccount, ({ who, params, body }) => accounts.close(who, params.id, body.closedOn)),
  bind(reopenAccount, ({ who, params }) => accounts.reopen(who, params.id)),
  bind(deleteAccount, ({ who, params }) => accounts.delete(who, params.id)),
  bind(getAccountBalances, ({ who, params, query }) =>
    accounts.balances(who, params.id, query.from, query.to),
  ),
  bind(listExchangeRates, ({ who }) => accounts.listRates(who)),
  bind(recordExchangeRate, ({ who, params, body }) => accounts.recordRate(who, params, body)),
  bind(deleteExchangeRate, ({ who, params }) => accounts.deleteRate(who, params)),
];
