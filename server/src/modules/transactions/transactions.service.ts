import type {
  Body,
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
import { decide } from './categorization.ts';
import { rememberChoices } from './choices.service.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { type FilterWish, gatherFilter } from './find-transactions.service.ts';
import { gatherKnowledge } from './knowledge.service.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { applyChanges, deleteWhole, otherLines, wishForOthers } from './row-edits.service.ts';
import { linkRuled } from './rule-transfers.service.ts';
import { setTags } from './tags.service.ts';
import { createTextIndexing } from './text-indexing.service.ts';
import { untellValue } from './told-values.service.ts';
import {
  assertCategory,
  assertEditable,
  assertWhole,
  changeOf,
  getOpenAccount,
  teaching,
} from './transaction-change.ts';
import { sumMatching } from './transaction-matches.repository.ts';
import { listPage } from './transaction-search.repository.ts';
import { presentAll } from './transaction-view.service.ts';
import {
  type FullTransaction,
  findTransaction,
  listTransactionsById,
} from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

type Tx = Change<LedgerTables>['tx'];

export type Transactions = ReturnType<typeof createTransactions>;

export function createTransactions(database: Database<LedgerTables>, clock: Clock) {
  const { read } = database;
  const indexing = createTextIndexing(database);

  async function list(who: Who, query: Query<typeof listTransactions>) {
    if (query.search) indexing.nudge(who.householdId);
    const entries = await listPage(read, who, await gatherFilter(read, who, query), {
      sort: query.sort,
      order: query.order,
      after: decodeCursor(query.cursor, query.sort),
      limit: query.limit + 1,
    });
    const shown = entries.slice(0, query.limit);
    const rows = await listTransactionsById(
      read,
      who,
      shown.map((entry) => entry.id),
    );
    const last = entries.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: await presentAll(read, who, rows),
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
        is_pending: 0,
        is_hidden: 0,
        created_at: clock.now().toISOString(),
        version: 1,
      };
      await edit.insert(row, account.currency);
      if (wish.tagIds.length > 0) await setTags(edit, [await getRow(tx, who, row.id)], wish.tagIds);
      if (wish.categoryId !== undefined && account.is_private === 0) {
        await rememberChoices(edit, [wish], wish.categoryId);
      }
      await linkRuled(edit, who, { from: wish.postedOn, to: wish.postedOn });
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
    { version, tagIds, ...wish }: Body<typeof editTransaction>,
  ): Promise<Transaction> {
    return changeHousehold(database, clock, who, async (change) => {
      const { tx } = change;
      const row = await getRow(tx, who, id);
      if (row.version !== version) {
        throw new AppError('stale_version', 'This transaction was changed meanwhile.', {
          current: await get(tx, who, id),
        });
      }
      const ledger = await LedgerEdit.open(change, who);
      if (wish.categoryId !== undefined) assertCategory(ledger.categories, wish.categoryId);
      const lines = await otherLines(ledger, who, [row]);
      const others = wishForOthers(wish) ?? {};
      assertWhole(row, wish, lines);
      await assertEditable(tx, who, row, wish);
      for (const line of lines) await assertEditable(tx, who, line, others);
      await applyChanges(ledger, [
        { row, changed: changeOf(row, wish) },
        ...lines.map((line) => ({ row: line, changed: changeOf(line, others) })),
      ]);
      if (tagIds !== undefined) await setTags(ledger, [row], tagIds);
      if (wish.categoryId !== undefined) {
        await rememberChoices(ledger, teaching([row]), wish.categoryId);
      }
      const after = { ...wish, ...(tagIds && { tagIds }) };
      await ledger.post({ action: 'transaction.edit', entityId: id, before: row, after });
      return get(tx, who, id);
    });
  }

  async function getRow(db: Tx | typeof read, who: Who, id: string): Promise<FullTransaction> {
    const row = await findTransaction(db, who, id);
    if (!row) throw notFound('transaction');
    return row;
  }

  async function get(db: Tx | typeof read, who: Who, id: string): Promise<Transaction> {
    const [transaction] = await presentAll(db, who, [await getRow(db, who, id)]);
    if (!transaction) throw notFound('transaction');
    return transaction;
  }

  return {
    list,
    totals: async (who: Who, query: FilterWish) => ({
      sums: await sumMatching(read, who, await gatherFilter(read, who, query)),
    }),
    record,
    edit,
    get: (who: Who, id: string) => get(read, who, id),

    delete: (who: Who, id: string) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const row = await getRow(tx, who, id);
        const ledger = await LedgerEdit.open(change, who);
        if (row.kind === 'valuation') await untellValue(ledger, row.account_id, row.posted_on);
        else await deleteWhole(ledger, who, [row]);
        await ledger.post({ action: 'transaction.delete', entityId: id, before: row });
        return { deleted: true };
      }),
  };
}
