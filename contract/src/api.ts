import * as accounts from './accounts.ts';
import * as attachments from './attachments.ts';
import * as auth from './auth.ts';
import * as bulk from './bulk.ts';
import * as categories from './categories.ts';
import * as connectedApps from './connected-apps.ts';
import * as dashboard from './dashboard.ts';
import * as data from './data.ts';
import type { Endpoint } from './endpoint.ts';
import * as households from './households.ts';
import * as importRows from './import-rows.ts';
import * as imports from './imports.ts';
import * as ledgerExport from './ledger-export.ts';
import * as ledgerSteps from './ledger-steps.ts';
import * as loanPayments from './loan-payments.ts';
import * as merchants from './merchants.ts';
import * as oauth from './oauth.ts';
import * as pictures from './pictures.ts';
import * as refunds from './refunds.ts';
import * as rules from './rules.ts';
import * as savedSearches from './saved-searches.ts';
import * as security from './security.ts';
import * as settings from './settings.ts';
import * as splits from './splits.ts';
import * as tags from './tags.ts';
import * as transactions from './transactions.ts';
import * as transfers from './transfers.ts';

type EndpointsIn<M> = Extract<M[keyof M], Endpoint>;
type AnyEndpoint =
  | EndpointsIn<typeof auth>
  | EndpointsIn<typeof security>
  | EndpointsIn<typeof connectedApps>
  | EndpointsIn<typeof oauth>
  | EndpointsIn<typeof settings>
  | EndpointsIn<typeof households>
  | EndpointsIn<typeof data>
  | EndpointsIn<typeof pictures>
  | EndpointsIn<typeof accounts>
  | EndpointsIn<typeof categories>
  | EndpointsIn<typeof transactions>
  | EndpointsIn<typeof attachments>
  | EndpointsIn<typeof transfers>
  | EndpointsIn<typeof refunds>
  | EndpointsIn<typeof loanPayments>
  | EndpointsIn<typeof bulk>
  | EndpointsIn<typeof splits>
  | EndpointsIn<typeof merchants>
  | EndpointsIn<typeof tags>
  | EndpointsIn<typeof rules>
  | EndpointsIn<typeof savedSearches>
  | EndpointsIn<typeof ledgerExport>
  | EndpointsIn<typeof ledgerSteps>
  | EndpointsIn<typeof importRows>
  | EndpointsIn<typeof imports>
  | EndpointsIn<typeof dashboard>;

/** Every endpoint by what a client writes: `Api['GET /accounts/:id']`. */
export type Api = { [E in AnyEndpoint as `${E['method']} ${E['path']}`]: E };

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'reply' in value;

/** Every endpoint, for the tests that walk them all. */
export const ENDPOINTS: readonly Endpoint[] = [
  auth,
  security,
  connectedApps,
  oauth,
  settings,
  households,
  data,
  pictures,
  accounts,
  categories,
  transactions,
  attachments,
  transfers,
  refunds,
  loanPayments,
  bulk,
  splits,
  merchants,
  tags,
  rules,
  savedSearches,
  ledgerExport,
  ledgerSteps,
  importRows,
  imports,
  dashboard,
].flatMap((module) => Object.values(module).filter(isEndpoint));
