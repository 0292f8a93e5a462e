import type { Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { TransactionRow } from './transaction-row.tsx';

/** A few transactions on another page: the same rows, without selection. */
export function TransactionRows({
  rows,
  onOpen,
}: {
  rows: readonly Transaction[];
  onOpen: (id: string) => void;
}) {
  const categories = useQuery(categoryQueries.list());
  const accounts = useQuery(accountQueries.list());
  const category = (id: string) => categories.data?.items.find((one) => one.id === id);
  const account = (id: string | undefined) => accounts.data?.items.find((one) => one.id === id);
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <TransactionRow
            row={row}
            category={category(row.categoryId)}
            account={undefined}
            peer={account(row.transfer?.accountId)}
            withDay
            onOpen={() => onOpen(row.id)}
          />
        </li>
      ))}
    </ul>
  );
}
