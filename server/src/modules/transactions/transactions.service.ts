import type {
  Body,
  categorizeTransactions,
  editTransaction,
  listTransactions,
  Query,
  recordTransaction,
  Transaction,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { type Change, changeHousehold } from '../settings/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { decide } from './categorization.ts';
import { rememberChoices } from './choices.service.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { foldText } from './descriptor.ts';
import { gatherKnowledge } from './knowledge.service.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { untellValue } from './told-values.service.ts';
import {
  assertCategory,
  assertEditable,
  changeOf,
  getOpenAccount,
  merchantOf,
  withChildren,
} from './transaction-change.ts';
import { present } from './transaction-view.ts';
import {
  type FullTransaction,
  findTransaction,
  listPage,
  listTransactionsById,
} from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

type Tx = Change<LedgerTables>['tx'];

export type Transactions = ReturnType<typeof createTransactions>;

export function createTransactions(database: Database<LedgerTables>, clock: Clock) {
  const { read } = database;

  async function list(who: Who, query: Query<typeof listTransactions>) {
    const categories = query.categoryIds
      ? withChildren(query.categoryIds, await listCategoryRows(read, who.householdId))
      : undefined;
    const entries = await listPage(
      read,
      who,
      {
        ...query,
        categoryIds: categories,
        words: foldText(query.search ?? '')
          .split(/\s+/)
          .filter(Boolean),
      },
      {
        sort: query.sort,
        order: query.order,
        after: decodeCursor(query.cursor, query.sort),
        limit: query.limit + 1,
      },
    );
    const shown = entries.slice(0, query.limit);
    const rows = await listTransactionsById(
      read,
      who,
      shown.map((entry) => entry.id),
    );
    const last = entries.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: rows.map((row) => present(row, who)),
      nextCursor: last ? encodeCursor(query.sort, last) : null,
    };
  }

  async function record(who: Who, wish: Body<typeof recordTransaction>): Promise<Transaction> {
    return changeHousehold(database, clock, who, async (change) => {
      const { tx } = change;
      const account = await getOpenAccount(tx, who, wish.accountId);
      const knowledge = await gatherKnowledge(tx, who.householdId);
      const edit = await LedgerEdit.open(change, who);
      if (wish.categoryId !== undefined) assertCategory(edit.categories, wish.categoryId);
      const decision =
        wish.categoryId === undefined
          ? decide(knowledge, { ...wish, fileCategory: null })
          : { categoryId: wish.categoryId, source: 'user' as const, confidence: null };
      const row: TransactionRow = {
        household_id: who.householdId,
        id: newId(),
        account_id: account.id,
        kind: 'standard',
        posted_on: wish.postedOn,
        amount_minor: wish.amountMinor,
        descriptor_id: await edit.keepText({ ...wish, originalPayee: null }),
        category_id: decision.categoryId,
        category_source: decision.source,
        confidence: decision.confidence === null ? null : Math.round(decision.confidence * 1000),
        review_on: 'needsReview' in decision && decision.needsReview ? wish.postedOn : null,
        check_number: wish.checkNumber || null,
        import_id: null,
        import_key: null,
        transfer_id: null,
        created_at: clock.now().toISOString(),
        version: 1,
      };
      await edit.insert(row, account.currency);
      if (wish.categoryId !== undefined && account.is_private === 0) {
        await rememberChoices(edit, [wish], wish.categoryId);
      }
      const { payee, memo } = wish;
      await edit.post({
        action: 'transaction.record',
        entityId: row.id,
        after: { ...row, payee, memo, currency: account.currency },
      });
      return get(tx, who, row.id);
    });
  }

  async function edit(
    who: Who,
    id: string,
    wish: Body<typeof editTransaction>,
  ): Promise<Transaction> {
    return changeHousehold(database, clock, who, async (change) => {
      const { tx } = change;
      const row = await getRow(tx, who, id);
      if (row.version !== wish.version) {
        throw new AppError('stale_version', 'This transaction was changed meanwhile.', {
          current: present(row, who),
        });
      }
      await assertEditable(tx, who, row, wish);
      const ledger = await LedgerEdit.open(change, who);
      await ledger.update(row, await changeOf(ledger, row, wish));
      if (wish.categoryId !== undefined) {
        await rememberChoices(ledger, teaching([row]), wish.categoryId);
      }
      await ledger.post({ action: 'transaction.edit', entityId: id, before: row, after: wish });
      return get(tx, who, id);
    });
  }

  async function categorize(who: Who, wish: Body<typeof categorizeTransactions>) {
    return changeHousehold(database, clock, who, async (change) => {
      const { tx } = change;
      const rows = await listTransactionsById(tx, who, [...new Set(wish.ids)]);
      if (rows.length === 0) throw notFound('transaction');
      const ledger = await LedgerEdit.open(change, who);
      if (wish.categoryId !== undefined) assertCategory(ledger.categories, wish.categoryId);
      const standard = rows.filter((row) => row.kind === 'standard');
      const decided =
        wish.categoryId === undefined
          ? {}
          : ({
              category_id: wish.categoryId,
              category_source: 'user',
              confidence: null,
            } as const);
      await ledger.updateAll(standard, { ...decided, review_on: null });
      if (wish.categoryId !== undefined) {
        await rememberChoices(ledger, teaching(standard), wish.categoryId);
      }
      await ledger.post({
        action: 'transaction.categorize',
        entityId: who.householdId,
        before: rows.map((row) => ({
          id: row.id,
          accountId: row.account_id,
          categoryId: row.category_id,
        })),
        after: { categoryId: wish.categoryId },
      });
      return { changed: standard.length };
    });
  }

  async function getRow(db: Tx | typeof read, who: Who, id: string): Promise<FullTransaction> {
    const row = await findTransaction(db, who, id);
    if (!row) throw notFound('transaction');
    return row;
  }

  const get = async (db: Tx | typeof read, who: Who, id: string): Promise<Transaction> =>
    present(await getRow(db, who, id), who);

  return {
    list,
    record,
    edit,
    categorize,
    get: (who: Who, id: string) => get(read, who, id),

    delete: (who: Who, id: string) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const row = await getRow(tx, who, id);
        const ledger = await LedgerEdit.open(change, who);
        if (row.kind === 'valuation') {
          await untellValue(ledger, row.account_id, row.posted_on);
        } else {
          if (row.peer_id !== null) {
            // Also where the other side is private to somebody else: no transfer has one side.
            const all = { ...who, hiddenAccountIds: [] };
            await ledger.update(await getRow(tx, all, row.peer_id), { transfer_id: null });
          }
          await ledger.deleteAll([row]);
        }
        await ledger.post({ action: 'transaction.delete', entityId: id, before: row });
        return { deleted: true };
      }),
  };
}

/** What is private teaches the household nothing: others would be shown where somebody shops. */
const teaching = (rows: readonly FullTransaction[]) =>
  rows.filter((row) => row.is_private === 0).map(merchantOf);
