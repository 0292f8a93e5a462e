import type { Import, ImportRow, Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';

/** Names of accounts, where they tell rows apart. */
export interface RowAccounts {
  /** The rows of the file go into more than one. */
  areSeveral: boolean;
  /** Into which account a row goes. */
  nameOf(row: Pick<ImportRow, 'statement'>): string | null;
  /** In which account its transaction is, where that is another one. */
  otherNameOf(row: Pick<ImportRow, 'statement'>, held: Transaction): string | null;
}

export function useRowAccounts({ statements }: Import): RowAccounts {
  const accounts = useQuery(accountQueries.list());
  const names = new Map(accounts.data?.items.map((account) => [account.id, account.name]));
  const placeOf = (index: number) => statements.find((statement) => statement.index === index);
  const nameOf = ({ statement: index }: Pick<ImportRow, 'statement'>) => {
    const place = placeOf(index);
    return names.get(place?.accountId ?? '') ?? place?.newAccount?.name ?? place?.name ?? null;
  };
  const filled = statements.filter((statement) => statement.transactionCount > 0);
  return {
    areSeveral: new Set(filled.map((one) => nameOf({ statement: one.index }))).size > 1,
    nameOf,
    otherNameOf: (row, held) =>
      held.accountId === placeOf(row.statement)?.accountId
        ? null
        : (names.get(held.accountId) ?? null),
  };
}
