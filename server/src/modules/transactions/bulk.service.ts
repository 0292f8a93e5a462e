import {
  type Body,
  type BulkChange,
  type bulkDeleteTransactions,
  type bulkEditTransactions,
  MAX_BULK_MATCHING,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { type Change, changeHousehold } from '../settings/index.ts';
import { rememberChoices } from './choices.service.ts';
import { gatherFilter } from './find-transactions.service.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { applyChanges, deleteWhole, otherLines, wishForOthers } from './row-edits.service.ts';
import { addTag, removeTag } from './row-parts.service.ts';
import { assertTags } from './tags.service.ts';
import { toldOf } from './told-rows.ts';
import { assertCategory, changeOf, teaching } from './transaction-change.ts';
import { listAllIds } from './transaction-matches.repository.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';

export type Bulk = ReturnType<typeof createBulk>;

/** The same change to many transactions, as one step. */
export function createBulk(database: Database<LedgerTables>, clock: Clock) {
  return {
    edit: (who: Who, { change: wish, ...which }: Body<typeof bulkEditTransactions>) =>
      changeHousehold(database, clock, who, async (change) => {
        const rows = await getStandardRows(change, who, which);
        const ledger = await LedgerEdit.open(change, who);
        const { addTagIds = [], removeTagIds = [], ...edit } = wish;
        if (edit.categoryId !== undefined) assertCategory(ledger.categories, edit.categoryId);
        await assertTags(ledger, [...addTagIds, ...removeTagIds]);
        const others = wishForOthers(edit);
        const lines = others ? await otherLines(ledger, who, rows) : [];
        await applyChanges(ledger, [
          ...rows.map((row) => ({ row, changed: changeOf(row, edit) })),
          ...lines.map((row) => ({ row, changed: changeOf(row, others ?? {}) })),
        ]);
        for (const tagId of addTagIds) await addTag(ledger, rows, tagId);
        for (const tagId of removeTagIds) await removeTag(ledger, rows, tagId);
        if (edit.categoryId !== undefined) {
          await rememberChoices(ledger, teaching(rows), edit.categoryId);
        }
        await ledger.post({
          action: actionOf(wish),
          entityId: who.householdId,
          before: toldRows(rows),
          after: wish,
        });
        return { changed: rows.length };
      }),

    delete: (who: Who, which: Which) =>
      changeHousehold(database, clock, who, async (change) => {
        const rows = await getStandardRows(change, who, which);
        const ledger = await LedgerEdit.open(change, who);
        const deleted = await deleteWhole(ledger, who, rows);
        await ledger.post({
          action: 'transaction.bulk_delete',
          entityId: who.householdId,
          before: toldRows(rows),
        });
        return { deleted };
      }),
  };
}

type Which = Body<typeof bulkDeleteTransactions>;

async function listMatching(
  tx: Change<LedgerTables>['tx'],
  who: Who,
  { filter, count }: NonNullable<Which['matching']>,
): Promise<string[]> {
  const wanted = await gatherFilter(tx, who, filter);
  const ids = await listAllIds(tx, who, wanted, MAX_BULK_MATCHING);
  if (ids.length !== count) {
    throw new AppError(
      'count_changed',
      `${ids.length} transactions match now, not ${count}. Look again before changing them.`,
      { params: { count: ids.length } },
    );
  }
  return ids;
}

/** Told values are told again, not edited with others. */
async function getStandardRows(
  { tx }: Change<LedgerTables>,
  who: Who,
  { ids, matching }: Which,
): Promise<FullTransaction[]> {
  const named = matching ? await listMatching(tx, who, matching) : [...new Set(ids)];
  const rows = await listTransactionsById(tx, who, named);
  if (rows.length === 0) throw notFound('transaction');
  return rows.filter((row) => row.kind === 'standard');
}

const actionOf = (wish: BulkChange): string =>
  Object.keys(wish).every((key) => key === 'categoryId' || key === 'needsReview')
    ? 'transaction.categorize'
    : 'transaction.bulk_edit';

const toldRows = (rows: readonly FullTransaction[]) =>
  toldOf(
    rows.map((row) => ({ id: row.id, accountId: row.account_id, categoryId: row.category_id })),
    (row) => [row.accountId],
  );
