import { type Account, classOf } from '@picture/contract';
import type { AccountRow } from './accounts.tables.ts';

export function present(
  row: AccountRow,
  balanceMinor: number,
  lastActivityOn: string | null,
  home: { homeCurrency: string; homeMinor: number | null },
  owner: Account['owner'],
): Account {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    class: classOf(row.kind),
    institution: row.institution,
    currency: row.currency,
    openedOn: row.opened_on,
    openingBalance: { amountMinor: row.opening_balance_minor, currency: row.currency },
    balance: { amountMinor: balanceMinor, currency: row.currency },
    homeBalance:
      home.homeMinor === null ? null : { amountMinor: home.homeMinor, currency: home.homeCurrency },
    creditLimitMinor: row.credit_limit_minor,
    interestRate: row.interest_rate,
    minimumPaymentMinor: row.minimum_payment_minor,
    hiddenFromNetWorth: row.hidden_from_net_worth === 1,
    isPrivate: row.is_private === 1,
    owner,
    closedOn: row.closed_on,
    position: row.position,
    transactionCount: row.transaction_count,
    reviewCount: row.review_count,
    lastActivityOn,
    version: row.version,
  };
}
