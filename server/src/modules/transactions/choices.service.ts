import { listChoicesOf, saveChoices } from './categories.repository.ts';
import { choiceKey, type Merchant, tellingText } from './categorization.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Choice = TransactionsTables['merchant_choices'];

/** Remembers what the household chose for these merchants, for the next time they turn up. */
export async function rememberChoices(
  ledger: LedgerEdit,
  rows: readonly Merchant[],
  categoryId: string,
): Promise<void> {
  const chosen = new Map<string, Choice>();
  for (const row of rows) {
    const key = choiceKey(tellingText(row), row.amountMinor);
    if (key === null) continue;
    const { merchant, direction } = key;
    const known = chosen.get(`${direction} ${merchant}`);
    chosen.set(`${direction} ${merchant}`, {
      household_id: ledger.householdId,
      merchant_key: merchant,
      direction,
      category_id: categoryId,
      times: (known?.times ?? 0) + 1,
      chosen_at: ledger.at,
    });
  }
  if (chosen.size === 0) return;
  const merchants = [...new Set([...chosen.values()].map((row) => row.merchant_key))];
  const old = new Map(
    (await listChoicesOf(ledger.tx, ledger.householdId, merchants)).map((row) => [
      `${row.direction} ${row.merchant_key}`,
      row,
    ]),
  );
  const rowsNow = [...chosen].map(([key, row]) => ({
    ...row,
    times: row.times + (old.get(key)?.times ?? 0),
  }));
  await saveChoices(ledger.tx, rowsNow);
  for (const row of rowsNow) {
    ledger.keep('merchant_choices', old.get(`${row.direction} ${row.merchant_key}`) ?? null, row);
  }
}
