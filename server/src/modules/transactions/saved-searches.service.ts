import { type Body, MAX_SAVED_SEARCHES, parseSearch, type saveSearch } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { LedgerTables } from './ledger-edit.service.ts';
import { unclear } from './search-terms.service.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Row = TransactionsTables['saved_searches'];

export type SavedSearches = ReturnType<typeof createSavedSearches>;

/** A person's own shortcuts: they change nothing of the household, and are in no log of it. */
export function createSavedSearches(database: Database<LedgerTables>, clock: Clock) {
  return {
    list: async (who: Who) => ({ items: (await listRows(database.read, who)).map(present) }),

    save: (who: Who, wish: Body<typeof saveSearch>) =>
      database.write(async (tx) => {
        const [problem] = parseSearch(wish.search).problems;
        if (problem) throw unclear(problem);
        const others = await listRows(tx, who);
        if (others.length >= MAX_SAVED_SEARCHES) {
          throw new AppError('too_many', `At most ${MAX_SAVED_SEARCHES} searches are kept.`, {
            params: { most: MAX_SAVED_SEARCHES },
          });
        }
        const row: Row = {
          household_id: who.householdId,
          id: newId(),
          user_id: who.userId,
          ...wish,
          position: Math.max(-1, ...others.map((other) => other.position)) + 1,
          created_at: clock.now().toISOString(),
        };
        await tx.insertInto('saved_searches').values(row).execute();
        return present(row);
      }),

    rename: (who: Who, id: string, name: string) =>
      database.write(async (tx) => {
        const row = (await listRows(tx, who)).find((one) => one.id === id);
        if (!row) throw notFound('search');
        await update(tx, row, { name });
        return present({ ...row, name });
      }),

    order: (who: Who, ids: readonly string[]) =>
      database.write(async (tx) => {
        const rows = await listRows(tx, who);
        if (!ids.every((id) => rows.some((row) => row.id === id))) throw notFound('search');
        if (ids.length !== rows.length || new Set(ids).size !== ids.length) {
          throw new AppError('invalid_request', 'Name each of your saved searches once.');
        }
        for (const row of rows) await update(tx, row, { position: ids.indexOf(row.id) });
        return { items: (await listRows(tx, who)).map(present) };
      }),

    delete: (who: Who, id: string) =>
      database.write(async (tx) => {
        const row = (await listRows(tx, who)).find((one) => one.id === id);
        if (!row) throw notFound('search');
        await tx
          .deleteFrom('saved_searches')
          .where('household_id', '=', who.householdId)
          .where('id', '=', id)
          .execute();
        return { deleted: true };
      }),
  };
}

const listRows = (db: Db<LedgerTables>, { householdId, userId }: Who): Promise<Row[]> =>
  db
    .selectFrom('saved_searches')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('user_id', '=', userId)
    .orderBy('position')
    .orderBy('id')
    .execute();

const update = (
  tx: Parameters<Parameters<Database<LedgerTables>['write']>[0]>[0],
  row: Row,
  change: Partial<Row>,
) =>
  tx
    .updateTable('saved_searches')
    .set(change)
    .where('household_id', '=', row.household_id)
    .where('id', '=', row.id)
    .execute();

const present = ({ id, name, search }: Row) => ({ id, name, search });
