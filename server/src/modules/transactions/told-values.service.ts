import { newId } from '../../platform/ids.ts';
import { type AccountRow, listDays } from '../accounts/index.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { findTransaction } from './transactions.repository.ts';
import { findValue, forgetValue, saveValue } from './valuations.repository.ts';

/**
 * Tells what an account is worth at the end of a day, minor units of its currency. A transaction
 * carries the difference, and keeps carrying it: whatever is later added before that day, the told
 * value still holds. Gives the value told before for that day.
 */
export async function tellValue(
  ledger: LedgerEdit,
  account: Pick<AccountRow, 'id' | 'currency'>,
  on: string,
  valueMinor: number,
): Promise<number | null> {
  const { tx, householdId } = ledger;
  await ledger.settle();
  const days = await listDays(tx, householdId, account.id, undefined, on);
  const differenceMinor = valueMinor - (days.at(-1)?.balanceMinor ?? 0);
  const told = await findValue(tx, householdId, account.id, on);
  // While its own row changes, a value must not take the change back.
  if (told) await forgetValue(tx, told);
  const all = { householdId, hiddenAccountIds: [] };
  const row = told && (await findTransaction(tx, all, told.transaction_id));
  const transactionId = row?.id ?? newId();
  if (row) {
    await ledger.update(row, { amount_minor: row.amount_minor + differenceMinor });
  } else {
    const category = [...ledger.categories.values()].find(
      (one) => one.key_name === 'balance_adjustment',
    );
    if (!category) throw new Error('The household has no balance adjustment category.');
    await ledger.insert(
      {
        household_id: householdId,
        id: transactionId,
        account_id: account.id,
        kind: 'valuation',
        posted_on: on,
        amount_minor: differenceMinor,
        descriptor_id: await ledger.keepText({ payee: '', originalPayee: null, memo: null }),
        category_id: category.id,
        category_source: 'user',
        confidence: null,
        review_on: null,
        check_number: null,
        import_id: null,
        import_key: null,
        transfer_id: null,
        is_pending: 0,
        is_hidden: 0,
        created_at: ledger.at,
        version: 1,
      },
      account.currency,
    );
  }
  await ledger.settle();
  const value = {
    household_id: householdId,
    account_id: account.id,
    on_day: on,
    value_minor: valueMinor,
    transaction_id: transactionId,
  };
  await saveValue(tx, value);
  keepValue(ledger, account.id, on, told?.value_minor ?? null, valueMinor);
  return told?.value_minor ?? null;
}

/** From now on this day's end is what its transactions make it. */
export async function untellValue(
  ledger: LedgerEdit,
  accountId: string,
  on: string,
): Promise<void> {
  const { tx, householdId } = ledger;
  const told = await findValue(tx, householdId, accountId, on);
  if (!told) return;
  const all = { householdId, hiddenAccountIds: [] };
  const row = await findTransaction(tx, all, told.transaction_id);
  await ledger.settle();
  await forgetValue(tx, told);
  if (row) await ledger.deleteAll([row]);
  await ledger.settle();
  keepValue(ledger, accountId, on, told.value_minor, null);
}

function keepValue(
  ledger: LedgerEdit,
  accountId: string,
  on: string,
  before: number | null,
  after: number | null,
): void {
  const row = (valueMinor: number | null) =>
    valueMinor === null ? null : { account_id: accountId, on_day: on, value_minor: valueMinor };
  ledger.keep('account_values', row(before), row(after), accountId);
}
