import type { Db } from '../../platform/db/index.ts';
import type { LoanCredit } from './loan-detection.ts';
import { isNoRefund } from './refunds.repository.ts';
import { isVisible, type ReadTables } from './transactions.repository.ts';
import type { LoanPaymentRow } from './transactions.tables.ts';

type Read = Db<ReadTables>;

/** What came in on these loans on these days and is no side of a transfer. */
export const listCredits = async (
  db: Read,
  householdId: string,
  loanAccountIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<LoanCredit[]> =>
  loanAccountIds.length === 0
    ? []
    : db
        .selectFrom('transactions as t')
        .select([
          't.id',
          't.account_id as accountId',
          't.posted_on as postedOn',
          't.amount_minor as amountMinor',
        ])
        .where('t.household_id', '=', householdId)
        .where('t.account_id', 'in', loanAccountIds)
        .where('t.posted_on', '>=', from)
        .where('t.posted_on', '<=', to)
        .where('t.amount_minor', '>', 0)
        .where('t.transfer_id', 'is', null)
        .where('t.kind', '=', 'standard')
        .where(isNoRefund)
        .where(isVisible)
        .execute();

/** Whether rows of an account come from files. */
export const hasStatementRows = async (
  db: Read,
  householdId: string,
  accountId: string,
): Promise<boolean> =>
  (await db
    .selectFrom('transactions as t')
    .select('t.id')
    .where('t.household_id', '=', householdId)
    .where('t.account_id', '=', accountId)
    .where('t.import_key', 'is not', null)
    .where(isVisible)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** What went out of these accounts on these days, and is not tied to anything yet. */
export const listPaid = (
  db: Read,
  householdId: string,
  accountIds: readonly string[],
  { from, to }: { from: string; to: string },
) =>
  db
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .select(['t.id', 't.account_id', 't.posted_on', 't.amount_minor', 't.category_id'])
    .select(['text.payee', 'text.original_payee', 'text.memo', 'text.search_text'])
    .where('t.household_id', '=', householdId)
    .where('t.account_id', 'in', accountIds)
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.amount_minor', '<', 0)
    .where('t.transfer_id', 'is', null)
    .where('t.kind', '=', 'standard')
    .where(isNoRefund)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('split_lines as line')
            .select('line.split_id')
            .whereRef('line.household_id', '=', 't.household_id')
            .whereRef('line.transaction_id', '=', 't.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('loan_payments as paid')
            .select('paid.transaction_id')
            .whereRef('paid.household_id', '=', 't.household_id')
            .whereRef('paid.transaction_id', '=', 't.id'),
        ),
      ),
    )
    .where(isVisible)
    .execute();

/** Payments to a loan after a day of which the interest was computed, not told. */
export const listComputedAfter = (
  db: Read,
  householdId: string,
  loanAccountId: string,
  after: string,
): Promise<LoanPaymentRow[]> =>
  db
    .selectFrom('loan_payments as paid')
    .innerJoin('transactions as t', (join) =>
      join
        .onRef('t.household_id', '=', 'paid.household_id')
        .onRef('t.id', '=', 'paid.transaction_id'),
    )
    .selectAll('paid')
    .where('paid.household_id', '=', householdId)
    .where('paid.loan_account_id', '=', loanAccountId)
    .where('paid.interest_rate', 'is not', null)
    .where('t.posted_on', '>', after)
    .where(isVisible)
    .execute();
