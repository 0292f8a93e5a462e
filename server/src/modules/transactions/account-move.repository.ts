import type { Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountsTables } from '../accounts/index.ts';
import { holdHousehold, type SettingsTables } from '../settings/index.ts';
import { insertAttachments } from './attachments.repository.ts';
import { assertNoBatchUnderWay } from './batches.service.ts';
import { listCategoryRows } from './categories.repository.ts';
import { foldText } from './descriptor.ts';
import { DESCRIPTOR_COLUMNS } from './ledger.repository.ts';
import { forgetHabitsOf, listHabits, saveHabit } from './loan-habits.repository.ts';
import { rebuildMonthlyTotals } from './month-rebuild.repository.ts';
import {
  deleteLinksOf,
  deleteParts,
  listParts,
  ROW_PARTS,
  saveLines,
  saveLinks,
} from './row-parts.repository.ts';
import { NO_CATEGORY } from './rules.ts';
import { forgetIndexed } from './search-index.repository.ts';
import { keepMarks, listMarked, NewMarks } from './search-marks.repository.ts';
import { insertTag, insertTagged, listTagRows } from './tags.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables & AccountsTables & SettingsTables;

interface Move {
  from: string;
  to: string;
  accountIds: readonly string[];
  firstDayOfMonth: number;
}

/**
 * Takes the transactions of these accounts along into another household, whose accounts are there
 * already. Categories are found by their key or taken along too; a transfer that would span both
 * households is one no more.
 */
export async function moveAccountTransactions(tx: Tx<Own>, move: Move): Promise<void> {
  const { from, to, accountIds } = move;
  await assertNoBatchUnderWay(tx, from);
  await unlinkSpanning(tx, move);
  const texts = await copyDescriptors(tx, move);
  await takeParts(tx, move);
  const categories = await mapCategories(tx, from, to);
  for (const [before, after] of [...categories, [NO_CATEGORY, NO_CATEGORY] as const]) {
    for (const table of ['transactions', 'category_rules'] as const) {
      await tx
        .updateTable(table)
        .set({ household_id: to, category_id: after })
        .where('household_id', '=', from)
        .where('account_id', 'in', accountIds)
        .where('category_id', '=', before)
        .execute();
    }
  }
  await holdHousehold(tx, to);
  await keepMarks(tx, to, NewMarks.of(await listMarked(tx, to, texts)));
  await leaveRules(tx, move);
  for (const table of ['account_values', 'deleted_import_keys'] as const) {
    await tx
      .updateTable(table)
      .set({ household_id: to })
      .where('household_id', '=', from)
      .where('account_id', 'in', accountIds)
      .execute();
  }
  await tx
    .deleteFrom('monthly_totals')
    .where('household_id', '=', from)
    .where('account_id', 'in', accountIds)
    .execute();
  await forgetUnused(tx, from, texts);
  await rebuildMonthlyTotals(tx, to, move.firstDayOfMonth);
}

/** A rule that stays finds no transfers with an account that is gone, nor one that goes with one that stays. */
async function leaveRules(tx: Tx<Own>, { from, to, accountIds }: Move): Promise<void> {
  await tx
    .deleteFrom('category_rules')
    .where('household_id', '=', from)
    .where('transfer_to', 'in', accountIds)
    .execute();
  await tx
    .updateTable('category_rules')
    .set({ transfer_to: null })
    .where('household_id', '=', to)
    .where('account_id', 'in', accountIds)
    .where('transfer_to', 'not in', accountIds)
    .execute();
}

async function unlinkSpanning(tx: Tx<Own>, { from, accountIds }: Move): Promise<void> {
  const sides = await tx
    .selectFrom('transactions')
    .select(['transfer_id', 'account_id'])
    .where('household_id', '=', from)
    .where('transfer_id', 'in', (eb) =>
      eb
        .selectFrom('transactions as moved')
        .select('moved.transfer_id')
        .where('moved.household_id', '=', from)
        .where('moved.account_id', 'in', accountIds)
        .where('moved.transfer_id', 'is not', null),
    )
    .execute();
  const spanning = new Set(
    sides.filter((side) => !accountIds.includes(side.account_id)).map((side) => side.transfer_id),
  );
  for (const transferId of spanning) {
    await tx
      .updateTable('transactions')
      .set((eb) => ({ transfer_id: null, version: eb('version', '+', 1) }))
      .where('household_id', '=', from)
      .where('transfer_id', '=', transferId)
      .execute();
  }
}

/** Splits, attachments and ties go along; tags become those of the same name there. */
async function takeParts(tx: Tx<Own>, { from, to, accountIds }: Move): Promise<void> {
  const moved = (
    await tx
      .selectFrom('transactions')
      .select('id')
      .where('household_id', '=', from)
      .where('account_id', 'in', accountIds)
      .execute()
  ).map((row) => row.id);
  const lines = await listParts(tx, 'split_lines', from, moved);
  const tagged = await listParts(tx, 'transaction_tags', from, moved);
  const attached = await listParts(tx, 'attachments', from, moved);
  const [refunds, payments] = await listLinksWithin(tx, from, moved);
  await deleteLinksOf(tx, from, 'account_id', accountIds);
  for (const table of ROW_PARTS) await deleteParts(tx, table, from, moved);
  await saveLines(
    tx,
    lines.map((line) => ({ ...line, household_id: to })),
  );
  await insertAttachments(
    tx,
    attached.map((part) => ({ ...part, household_id: to })),
  );
  await saveLinks(
    tx,
    'refunds',
    refunds.map((tie) => ({ ...tie, household_id: to })),
  );
  await saveLinks(
    tx,
    'loan_payments',
    payments.map((tie) => ({ ...tie, household_id: to })),
  );
  await takeHabits(tx, { from, to, accountIds });
  const tags = await mapTags(tx, from, to, new Set(tagged.map((part) => part.tag_id)));
  await insertTagged(
    tx,
    tagged.map((part) => ({
      ...part,
      household_id: to,
      tag_id: tags.get(part.tag_id) ?? part.tag_id,
    })),
  );
}

/** The ties both of whose ends go along. */
async function listLinksWithin(tx: Tx<Own>, from: string, moved: readonly string[]) {
  const ids = new Set(moved);
  const refunds = await listParts(tx, 'refunds', from, moved);
  const payments = await listParts(tx, 'loan_payments', from, moved);
  return [
    refunds.filter((tie) => ids.has(tie.purchase_id)),
    payments.filter((tie) => tie.counter_id !== null && ids.has(tie.counter_id)),
  ] as const;
}

/** What was decided of payments is theirs whose accounts both are; categories are chosen anew. */
async function takeHabits(tx: Tx<Own>, { from, to, accountIds }: Omit<Move, 'firstDayOfMonth'>) {
  const own = (await listHabits(tx, from)).filter(
    (row) => accountIds.includes(row.account_id) && accountIds.includes(row.loan_account_id),
  );
  await forgetHabitsOf(tx, from, accountIds);
  const anew = { household_id: to, interest_category_id: null, escrow_category_id: null };
  for (const row of own) await saveHabit(tx, { ...row, ...anew });
}

async function mapTags(
  tx: Tx<Own>,
  from: string,
  to: string,
  used: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const there = await listTagRows(tx, to);
  const mapped = new Map<string, string>();
  for (const row of await listTagRows(tx, from)) {
    if (!used.has(row.id)) continue;
    const same = there.find((one) => foldText(one.name) === foldText(row.name));
    mapped.set(row.id, same?.id ?? newId());
    if (!same) await insertTag(tx, { ...row, household_id: to, id: mapped.get(row.id) ?? '' });
  }
  return mapped;
}

/** Gives the ids of the texts that were copied. */
async function copyDescriptors(tx: Tx<Own>, { from, to, accountIds }: Move): Promise<string[]> {
  const used = await tx
    .selectFrom('transactions')
    .select('descriptor_id')
    .distinct()
    .where('household_id', '=', from)
    .where('account_id', 'in', accountIds)
    .execute();
  const ids = used.map((row) => row.descriptor_id);
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    await tx
      .insertInto('descriptors')
      .columns(DESCRIPTOR_COLUMNS)
      .expression((eb) =>
        eb
          .selectFrom('descriptors')
          .select((one) => [one.val(to).as('household_id'), ...DESCRIPTOR_COLUMNS.slice(1)])
          .where('household_id', '=', from)
          .where('id', 'in', ids.slice(at, at + IDS_AT_ONCE)),
      )
      .execute();
  }
  return ids;
}

const IDS_AT_ONCE = 500;

/** What was private must not stay behind in the words that are searched, nor in their index. */
async function forgetUnused(tx: Tx<Own>, householdId: string, ids: readonly string[]) {
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const unused = await tx
      .selectFrom('descriptors')
      .select(['id', 'search_number'])
      .where('household_id', '=', householdId)
      .where('id', 'in', ids.slice(at, at + IDS_AT_ONCE))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('transactions')
              .select('transactions.id')
              .whereRef('transactions.household_id', '=', 'descriptors.household_id')
              .whereRef('transactions.descriptor_id', '=', 'descriptors.id'),
          ),
        ),
      )
      .execute();
    if (unused.length === 0) continue;
    await forgetIndexed(
      tx,
      householdId,
      unused.flatMap((text) => text.search_number ?? []),
    );
    await tx
      .deleteFrom('descriptors')
      .where('household_id', '=', householdId)
      .where(
        'id',
        'in',
        unused.map((text) => text.id),
      )
      .execute();
  }
}

/** Which category of the new household stands for each of the old one. */
async function mapCategories(tx: Tx<Own>, from: string, to: string): Promise<Map<string, string>> {
  const source = await listCategoryRows(tx, from);
  const target = await listCategoryRows(tx, to);
  const byKey = new Map(target.map((row) => [row.key_name, row.id]));
  const mapped = new Map<string, string>();
  // Groups come before what is in them, which needs to know where its group went.
  const groupsFirst = [...source].sort(
    (a, b) => Number(a.parent_id !== null) - Number(b.parent_id !== null),
  );
  for (const row of groupsFirst) {
    const same = row.key_name === null ? undefined : byKey.get(row.key_name);
    mapped.set(row.id, same ?? newId());
    if (same !== undefined) continue;
    await tx
      .insertInto('categories')
      .values({
        ...row,
        household_id: to,
        id: mapped.get(row.id) ?? '',
        parent_id: row.parent_id === null ? null : (mapped.get(row.parent_id) ?? null),
      })
      .execute();
  }
  return mapped;
}
