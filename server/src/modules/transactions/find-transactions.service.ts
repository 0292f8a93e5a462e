import type { listTransactions, Query } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import type { Who } from '../../platform/http/who.ts';
import { listCategoryRows } from './categories.repository.ts';
import { filterOfSearch } from './search-terms.service.ts';
import { withChildren } from './transaction-change.ts';
import type { TransactionFilter } from './transaction-filter.repository.ts';
import type { ReadTables } from './transactions.repository.ts';

export type FilterWish = Omit<
  Query<typeof listTransactions>,
  'cursor' | 'limit' | 'sort' | 'order'
>;

/** What a request asks of transactions, by its single parts and by its typed search. */
export async function gatherFilter(
  db: Db<ReadTables>,
  who: Who,
  { search, ...wish }: FilterWish,
): Promise<TransactionFilter> {
  const categoryIds = wish.categoryIds
    ? withChildren(wish.categoryIds, await listCategoryRows(db, who.householdId))
    : undefined;
  const { from, to, ...typed } = await filterOfSearch(db, who, search ?? '');
  const [first, last] = [[wish.from, from].filter(isSaid), [wish.to, to].filter(isSaid)];
  return {
    ...wish,
    categoryIds,
    ...typed,
    from: first.toSorted().at(-1),
    to: last.toSorted().at(0),
  };
}

const isSaid = (day: string | undefined): day is string => day !== undefined;
