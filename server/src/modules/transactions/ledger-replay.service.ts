import { AppError } from '../../platform/errors.ts';
import { listAccountRows } from '../accounts/index.ts';
import {
  deleteCategoryRow,
  deleteRuleRow,
  forgetChoices,
  insertCategories,
  insertRule,
  isCategoryUsed,
  listChoicesOf,
  listRuleRows,
  saveChoices,
  updateRule,
} from './categories.repository.ts';
import { changeCategory } from './categories.service.ts';
import { listDescriptorIds } from './ledger.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import {
  type Cells,
  groupedBy,
  isAsLeft,
  type RowChange,
  runsOf,
  type StepTable,
} from './row-changes.ts';
import { tellValue, untellValue } from './told-values.service.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';
import type { CategoryRow, TransactionRow, TransactionsTables } from './transactions.tables.ts';
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
  account_values: replayValues,
  categories: replayCategories,
  category_rules: replayRules,
  merchant_choices: replayChoices,
};

const overtaken = (count: number) =>
  new AppError(
    'step_overtaken',
    count === 1
      ? 'Something this changed was changed again since. Take that back first.'
      : `${count} of the rows this changed were changed again since. Take that back first.`,
    { params: { count } },
  );

const IDS_AT_ONCE = 500;

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
  await ledger.deleteAll(found(run.filter((change) => change.after === null)));
  const changed = run.filter((change) => change.before !== null && change.after !== null);
  for (const group of groupedBy(changed, (change) => change.after)) {
    await ledger.updateAll(found(group), group[0]?.after as Partial<TransactionRow>);
  }
}

const idOf = (change: RowChange): string => String(change.key['id']);

async function rowsOf(
  ledger: LedgerEdit,
  run: readonly RowChange[],
): Promise<Map<string, FullTransaction>> {
  const everything = { householdId: ledger.householdId, hiddenAccountIds: [] };
  const ids = run.map(idOf);
  const rows = new Map<string, FullTransaction>();
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const part = ids.slice(at, at + IDS_AT_ONCE);
    for (const row of await listTransactionsById(ledger.tx, everything, part)) {
      rows.set(row.id, row);
    }
  }
  return rows;
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
    if (next && !ledger.categories.has(next.category_id)) throw overtaken(1);
    if (row && next) await updateRule(ledger.tx, next);
    else if (next) await insertRule(ledger.tx, next);
    else if (row) await deleteRuleRow(ledger.tx, ledger.householdId, row.id);
  }
}

/** What was learned is followed as far as nothing was learned since. */
async function replayChoices(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  type Choice = TransactionsTables['merchant_choices'];
  const merchants = [...new Set(run.map((change) => String(change.key['merchant_key'])))];
  const known = await listChoicesOf(ledger.tx, ledger.householdId, merchants);
  const saved: Choice[] = [];
  const forgotten: Choice[] = [];
  for (const change of run) {
    const row = known.find(
      (one) =>
        one.merchant_key === change.key['merchant_key'] &&
        one.direction === change.key['direction'],
    );
    if (!isAsLeft(row, change.before)) continue;
    const next = rowOf<Choice>(ledger, row, change.after);
    if (next && ledger.categories.has(next.category_id)) saved.push(next);
    else if (row) forgotten.push(row);
  }
  await saveChoices(ledger.tx, saved);
  await forgetChoices(ledger.tx, ledger.householdId, forgotten);
}

const rowOf = <Row>(
  ledger: LedgerEdit,
  row: Row | undefined,
  cells: Cells | null,
): Row | undefined =>
  cells === null ? undefined : ({ household_id: ledger.householdId, ...row, ...cells } as Row);
