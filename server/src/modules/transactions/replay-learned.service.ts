import { forgetChoices, listChoicesOf, saveChoices } from './categories.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { forgetHabit, listHabits, saveHabit } from './loan-habits.repository.ts';
import {
  forgetMerchantName,
  listMerchantNames,
  saveMerchantNames,
} from './merchants.repository.ts';
import { forgetRefusal, type RefusalTable, saveRefusal } from './refusals.repository.ts';
import { isAsLeft, type RowChange, rowOf } from './row-changes.ts';
import type { LoanHabitRow, TransactionsTables } from './transactions.tables.ts';

/** What was learned is followed as far as nothing was learned since. */
export async function replayChoices(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
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

export async function replayNames(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const known = await listMerchantNames(ledger.tx, ledger.householdId);
  for (const { key, before, after } of run) {
    const row = known.find((one) => one.merchant_key === key['merchant_key']);
    if (!isAsLeft(row, before)) continue;
    const next = rowOf<TransactionsTables['merchant_names']>(ledger, row, after);
    if (next) await saveMerchantNames(ledger.tx, [next]);
    else if (row) await forgetMerchantName(ledger.tx, ledger.householdId, row.merchant_key);
  }
}

export async function replayHabits(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const known = await listHabits(ledger.tx, ledger.householdId);
  for (const { key, before, after } of run) {
    const row = known.find((one) =>
      Object.entries(key).every(([column, value]) => one[column as keyof LoanHabitRow] === value),
    );
    if (!isAsLeft(row, before)) continue;
    const next = rowOf<LoanHabitRow>(ledger, row, after);
    if (next) await saveHabit(ledger.tx, next);
    else if (row) await forgetHabit(ledger.tx, row);
  }
}

/** What was refused meanwhile stays refused, and what was allowed stays allowed. */
export async function replayRefusals(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  for (const { table, key, after } of run) {
    const which = { household_id: ledger.householdId, ...key };
    if (after === null) await forgetRefusal(ledger.tx, table as RefusalTable, which);
    else await saveRefusal(ledger.tx, table as RefusalTable, { ...which, ...after });
  }
}
