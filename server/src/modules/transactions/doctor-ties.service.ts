import type { Db } from '../../platform/db/index.ts';
import { listAllTies, overdrawn } from './refunds.repository.ts';
import type { ReadTables } from './transactions.repository.ts';

type Read = Db<ReadTables>;

/** A transfer has two sides in two accounts. */
export async function compareTransfers(db: Read, householdId: string): Promise<string[]> {
  const sides = await db
    .selectFrom('transactions')
    .select((eb) => [
      'transfer_id',
      eb.fn.countAll<number>().as('sides'),
      eb.fn.count<number>('account_id').distinct().as('accounts'),
    ])
    .where('household_id', '=', householdId)
    .where('transfer_id', 'is not', null)
    .groupBy('transfer_id')
    .execute();
  return sides
    .filter((row) => row.sides !== 2 || row.accounts !== 2)
    .map((row) => `transfer ${row.transfer_id} has ${row.sides} sides in ${row.accounts} accounts`);
}

/** Refunds are never more than their purchase, and a loan payment is linked with its row there. */
export async function compareTies(db: Read, householdId: string): Promise<string[]> {
  const payments = await db
    .selectFrom('loan_payments as paid')
    .innerJoin('transactions as payment', (join) =>
      join
        .onRef('payment.household_id', '=', 'paid.household_id')
        .onRef('payment.id', '=', 'paid.transaction_id'),
    )
    .innerJoin('transactions as counter', (join) =>
      join
        .onRef('counter.household_id', '=', 'paid.household_id')
        .onRef('counter.id', '=', 'paid.counter_id'),
    )
    .select(['paid.transaction_id as id', 'paid.loan_account_id as loanId'])
    .select(['payment.transfer_id as paymentTransfer', 'counter.transfer_id as counterTransfer'])
    .select('counter.account_id as counterAccountId')
    .where('paid.household_id', '=', householdId)
    .execute();
  return [
    ...overdrawn(await listAllTies(db, householdId)).map(
      (id) => `more came back of purchase ${id} than was paid, or in another currency`,
    ),
    ...payments
      .filter(
        (row) =>
          row.paymentTransfer === null ||
          row.paymentTransfer !== row.counterTransfer ||
          row.counterAccountId !== row.loanId,
      )
      .map((row) => `loan payment ${row.id} is not linked with its row on the loan`),
  ];
}
