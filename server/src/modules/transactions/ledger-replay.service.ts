import { listAccountRows } from '../accounts/index.ts';
import { deleteCategoryRow, insertCategories, isCategoryUsed } from './categories.repository.ts';
import { changeCategory } from './categories.service.ts';
import { forgetDeletedKeys, listDeletedKeys, saveDeletedKeys } from './deleted-keys.repository.ts';
import { listDescriptorIds } from './ledger.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import {
  replayChoices,
  replayHabits,
  replayNames,
  replayRefusals,
} from './replay-learned.service.ts';
import { replayParts } from './replay-parts.service.ts';
import {
  groupedBy,
  isAsLeft,
  type RowChange,
  rowOf,
  runsOf,
  type StepTable,
} from './row-changes.ts';
import { LINK_TABLES, listLinksTo, listParts, ROW_PARTS } from './row-parts.repository.ts';
import { deleteRuleRow, insertRule, listRuleRows, updateRule } from './rules.repository.ts';
import { NO_CATEGORY } from './rules.ts';
import { overtaken } from './step-overtaken.ts';
import { deleteTagRow, insertTag, listTagged, listTagRows, updateTag } from './tags.repository.ts';
import { tellValue, untellValue } from './told-values.service.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';
import type {
  CategoryRow,
  DeletedKeyRow,
  TagRow,
  TransactionRow,
  TransactionsTables,
} from './transactions.tables.ts';
import { findValue } from './valuations.repository.ts';

/**
 * Makes these changes again, each from what it found to what it left, or takes them back when they
 * come inverted. All or nothing: if anything they touch was changed since, they are refused.
 */
export async function replay(ledger: LedgerEdit, changes: readonly RowChange[]): Promise<void> {
  for (const run of runsOf(changes)) {
    const [first] = run;
    if (first) await REPLAY[first.table](ledger, run);
  }
}

type Replay = (ledger: LedgerEdit, run: readonly RowChange[]) => Promise<void>;

const REPLAY: Record<StepTable, Replay> = {
  transactions: replayTransactions,
  split_lines: replayParts,
  transaction_tags: replayParts,
  attachments: replayParts,
  refunds: replayParts,
  loan_payments: replayParts,
  deleted_import_keys: replayDeletedKeys,
  tags: replayTags,
  account_values: replayValues,
  categories: replayCategories,
  category_rules: replayRules,
  merchant_choices: replayChoices,
  merchant_names: replayNames,
  loan_habits: replayHabits,
  refused_transfers: replayRefusals,
  refused_links: replayRefusals,
};

async function replayTransactions(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const rows = await rowsOf(ledger, run);
  const stray = run.filter((change) => !isAsLeft(rows.get(idOf(change)), change.before));
  if (stray.length > 0) throw overtaken(stray.length);
  await assertHomes(ledger, run);

  const back = run.filter((change) => change.before === null);
  const currencies = new Map(
    (await listAccountRows(ledger.tx, ledger.householdId)).map((row) => [row.id, row.currency]),
  );
  for (const { after } of back) {
    const row = { household_id: ledger.householdId, version: 1, ...after } as TransactionRow;
    await ledger.insert(row, currencies.get(row.account_id) ?? '');
  }
  const found = (changes: readonly RowChange[]) =>
    changes.flatMap((change) => rows.get(idOf(change)) ?? []);
  const going = run.filter((change) => change.after === null);
  await assertBare(ledger, going.map(idOf));
  await ledger.deleteAll(found(going));
  const changed = run.filter((change) => change.before !== null && change.after !== null);
  for (const group of groupedBy(changed, (change) => change.after)) {
    await ledger.updateAll(found(group), group[0]?.after as Partial<TransactionRow>);
  }
}

/** What belongs to them by a later change would be lost with these rows. */
async function assertBare(ledger: LedgerEdit, ids: readonly string[]): Promise<void> {
  for (const table of ROW_PARTS) {
    const parts = await listParts(ledger.tx, table, ledger.householdId, ids);
    if (parts.length > 0) throw overtaken(new Set(parts.map((part) => part.transaction_id)).size);
  }
  for (const table of LINK_TABLES) {
    const links = await listLinksTo(ledger.tx, table, ledger.householdId, ids);
    if (links.length > 0) throw overtaken(links.length);
  }
}

const idOf = (change: RowChange): string => String(change.key['id']);

async function rowsOf(
  ledger: LedgerEdit,
  run: readonly RowChange[],
): Promise<Map<string, FullTransaction>> {
  const everything = { householdId: ledger.householdId, hiddenAccountIds: [] };
  const rows = await listTransactionsById(ledger.tx, everything, run.map(idOf));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Nothing comes back into an account, a category or a text that is no more. */
async function assertHomes(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const named = (column: keyof TransactionRow) =>
    new Set(run.flatMap(({ after }) => (after?.[column] ? [String(after[column])] : [])));
  const accounts = new Set(
    (await listAccountRows(ledger.tx, ledger.householdId)).map((row) => row.id),
  );
  const texts = named('descriptor_id');
  const kept = new Set(await listDescriptorIds(ledger.tx, ledger.householdId, [...texts]));
  const gone =
    [...named('account_id')].filter((id) => !accounts.has(id)).length +
    [...named('category_id')].filter((id) => !ledger.categories.has(id)).length +
    [...texts].filter((id) => !kept.has(id)).length;
  if (gone > 0) throw overtaken(gone);
}

async function replayDeletedKeys(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const { tx, householdId } = ledger;
  for (const [accountId, own] of Map.groupBy(run, ({ key }) => String(key['account_id']))) {
    const keys = own.map(({ key }) => String(key['import_key']));
    const rows = await listDeletedKeys(tx, householdId, accountId, keys);
    const rowOfKey = ({ key }: RowChange) =>
      rows.find((one) => one.import_key === key['import_key']);
    const stray = own.filter((change) => !isAsLeft(rowOfKey(change), change.before));
    // The bank's row came again since, because somebody wanted it.
    if (stray.length > 0) throw overtaken(stray.length);
    const back = own.flatMap((change) => {
      return rowOf<DeletedKeyRow>(ledger, rowOfKey(change), change.after) ?? [];
    });
    await saveDeletedKeys(tx, back);
    const gone = own.filter(({ after }) => after === null);
    const goneKeys = gone.map(({ key }) => String(key['import_key']));
    await forgetDeletedKeys(tx, householdId, accountId, goneKeys);
  }
}

async function replayTags(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const { tx, householdId } = ledger;
  const tags = new Map((await listTagRows(tx, householdId)).map((row) => [row.id, row]));
  for (const change of run) {
    const row = tags.get(idOf(change));
    if (!isAsLeft(row, change.before)) throw overtaken(1);
    const next = rowOf<TagRow>(ledger, row, change.after);
    if (row && next) await updateTag(tx, next);
    else if (next) await insertTag(tx, next);
    else if (row) {
      if ((await listTagged(tx, householdId, row.id)).length > 0) throw overtaken(1);
      await deleteTagRow(tx, householdId, row.id);
    }
  }
}

async function replayValues(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const accounts = await listAccountRows(ledger.tx, ledger.householdId);
  for (const { key, before, after } of run) {
    const account = accounts.find((row) => row.id === key['account_id']);
    const on = String(key['on_day']);
    const told = account && (await findValue(ledger.tx, ledger.householdId, account.id, on));
    const isSame = (told?.value_minor ?? null) === (before?.['value_minor'] ?? null);
    if (!account || !isSame) throw overtaken(1);
    if (after === null) await untellValue(ledger, account.id, on);
    else await tellValue(ledger, account, on, Number(after['value_minor']));
  }
}

async function replayCategories(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  for (const change of run) {
    const row = ledger.categories.get(idOf(change));
    if (!isAsLeft(row, change.before)) throw overtaken(1);
    const next = rowOf<CategoryRow>(ledger, row, change.after);
    const { parent_id: parent } = next ?? { parent_id: null };
    if (parent !== null && !ledger.categories.has(parent)) throw overtaken(1);
    if (row && next) await changeCategory(ledger, row, next);
    else if (next) {
      await insertCategories(ledger.tx, [next]);
      ledger.categories.set(next.id, next);
    } else if (row) {
      if (await isCategoryUsed(ledger.tx, ledger.householdId, row.id)) throw overtaken(1);
      await deleteCategoryRow(ledger.tx, ledger.householdId, row.id);
      ledger.categories.delete(row.id);
    }
  }
}

async function replayRules(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const rules = new Map(
    (await listRuleRows(ledger.tx, ledger.householdId)).map((row) => [row.id, row]),
  );
  for (const change of run) {
    const row = rules.get(idOf(change));
    if (!isAsLeft(row, change.before)) throw overtaken(1);
    const next = rowOf<TransactionsTables['category_rules']>(ledger, row, change.after);
    const choosesOne = next && next.category_id !== NO_CATEGORY;
    if (choosesOne && !ledger.categories.has(next.category_id)) throw overtaken(1);
    if (row && next) await updateRule(ledger.tx, next);
    else if (next) await insertRule(ledger.tx, next);
    else if (row) await deleteRuleRow(ledger.tx, ledger.householdId, row.id);
  }
}
