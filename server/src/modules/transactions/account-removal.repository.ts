import type { Tx } from '../../platform/db/index.ts';
import { forgetFilesNow, listAttachmentsOf } from './attachments.repository.ts';
import { assertNoBatchUnderWay } from './batches.service.ts';
import { forgetHabitsOf } from './loan-habits.repository.ts';
import { deleteLinksOf, ROW_PARTS } from './row-parts.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

/** What an account's deletion takes with it. The other sides of its transfers stay, unlinked. */
export async function removeAccountTransactions(
  tx: Tx<TransactionsTables>,
  householdId: string,
  accountId: string,
): Promise<void> {
  await assertNoBatchUnderWay(tx, householdId);
  await tx
    .updateTable('transactions')
    .set((eb) => ({ transfer_id: null, version: eb('version', '+', 1) }))
    .where('household_id', '=', householdId)
    .where('account_id', '<>', accountId)
    .where('transfer_id', 'in', (eb) =>
      eb
        .selectFrom(
          // MySQL reads the table it changes only through a derived one.
          eb
            .selectFrom('transactions as gone')
            .select('gone.transfer_id')
            .where('gone.household_id', '=', householdId)
            .where('gone.account_id', '=', accountId)
            .where('gone.transfer_id', 'is not', null)
            .as('linked'),
        )
        .select('linked.transfer_id'),
    )
    .execute();
  await forgetFilesNow(tx, householdId, await listAttachmentsOf(tx, householdId, accountId));
  await deleteLinksOf(tx, householdId, 'account_id', [accountId]);
  await forgetHabitsOf(tx, householdId, [accountId]);
  for (const table of ROW_PARTS) {
    await tx
      .deleteFrom(table)
      .where('household_id', '=', householdId)
      .where('transaction_id', 'in', (eb) =>
        eb
          .selectFrom('transactions as gone')
          .select('gone.id')
          .where('gone.household_id', '=', householdId)
          .where('gone.account_id', '=', accountId),
      )
      .execute();
  }
  for (const table of [
    'transactions',
    'monthly_totals',
    'account_values',
    'category_rules',
    'deleted_import_keys',
  ] as const) {
    await tx
      .deleteFrom(table)
      .where('household_id', '=', householdId)
      .where('account_id', '=', accountId)
      .execute();
  }
  await tx
    .deleteFrom('category_rules')
    .where('household_id', '=', householdId)
    .where('transfer_to', '=', accountId)
    .execute();
}
