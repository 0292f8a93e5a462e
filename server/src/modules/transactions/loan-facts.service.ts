import { addDays, isLoan } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { type AccountRow, balanceBefore } from '../accounts/index.ts';
import { nameKey, tellingText } from './categorization.ts';
import type { LedgerTables } from './ledger-edit.service.ts';
import { MOST_LOAN_DAYS, principalAmong } from './loan-detection.ts';
import { listHabits } from './loan-habits.repository.ts';
import { hasStatementRows, listCredits } from './loans.repository.ts';
import { listTies } from './refunds.repository.ts';
import { listParts } from './row-parts.repository.ts';
import { getOpenAccount, merchantOf } from './transaction-change.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';
import type { CategoryRow, LoanHabitRow } from './transactions.tables.ts';

type Read = Db<LedgerTables>;

/** What is known of a payment to a loan before it is divided. */
export interface PaymentContext {
  loan: AccountRow;
  owedMinor: number;
  /** The row on the loan that tells the principal, or the whole where nothing is to be divided. */
  counter: FullTransaction | null;
  hasStatements: boolean;
  habit: LoanHabitRow | null;
}

/** Looks at a payment and its loan; refuses what cannot be divided. */
export async function gatherPayment(
  db: Read,
  reader: Reader,
  row: FullTransaction,
  loanAccountId: string,
): Promise<PaymentContext> {
  const loan = await getOpenAccount(db, reader, loanAccountId);
  assertLoan(row, loan);
  await assertWholeAndFree(db, reader, row);
  const counter = await findCounter(db, reader, row, loan.id);
  const day = counter && counter.posted_on < row.posted_on ? counter.posted_on : row.posted_on;
  const balance =
    day <= loan.starting_on
      ? loan.starting_minor
      : await balanceBefore(db, reader.householdId, loan.id, day);
  const key = merchantKeyOf(row);
  const habits = await listHabits(db, reader.householdId);
  return {
    loan,
    owedMinor: 0 - balance,
    counter,
    hasStatements: await hasStatementRows(db, reader.householdId, loan.id),
    habit:
      habits.find(
        (one) =>
          one.merchant_key === key &&
          one.account_id === row.account_id &&
          one.loan_account_id === loan.id &&
          one.is_refused === 0,
      ) ?? null,
  };
}

export const merchantKeyOf = (row: FullTransaction): string =>
  nameKey(tellingText(merchantOf(row)));

function assertLoan(row: FullTransaction, loan: AccountRow): void {
  if (!isLoan(loan.kind)) {
    throw new AppError('account_kind_not_loan', `${loan.name} is neither a loan nor a mortgage.`);
  }
  if (row.kind === 'valuation' || row.amount_minor >= 0 || row.account_id === loan.id) {
    throw new AppError('invalid_request', 'A loan payment is money that goes out elsewhere.');
  }
  if (row.currency !== loan.currency) {
    throw new AppError('currency_mismatch', 'The payment is in another currency than the loan.', {
      params: { from: row.currency, to: loan.currency },
    });
  }
}

async function assertWholeAndFree(db: Read, { householdId }: Reader, row: FullTransaction) {
  if (row.transfer_id !== null) {
    throw new AppError('transfer_already_linked', 'This belongs to a linked transfer already.');
  }
  const parts = [
    ...(await listParts(db, 'split_lines', householdId, [row.id])),
    ...(await listParts(db, 'loan_payments', householdId, [row.id])),
  ];
  const ties = await listTies(db, householdId, [row.id]);
  if (parts.length + ties.length > 0) {
    throw new AppError(
      'loan_payment_split',
      'This is split already, or tied to a refund. Undo that first.',
    );
  }
}

/** The row on the loan of the same amount, else the one that tells the principal. */
async function findCounter(
  db: Read,
  reader: Reader,
  row: FullTransaction,
  loanAccountId: string,
): Promise<FullTransaction | null> {
  const credits = await listCredits(db, reader.householdId, [loanAccountId], {
    from: addDays(row.posted_on, -MOST_LOAN_DAYS),
    to: addDays(row.posted_on, MOST_LOAN_DAYS),
  });
  const payment = { postedOn: row.posted_on, amountMinor: 0 - row.amount_minor };
  const found =
    // A cent more than the payment is what a row of the same amount is below.
    principalAmong(
      credits.filter((one) => one.amountMinor === payment.amountMinor),
      { ...payment, amountMinor: payment.amountMinor + 1 },
    ) ?? principalAmong(credits, payment);
  return found ? ((await listTransactionsById(db, reader, [found.id]))[0] ?? null) : null;
}

/** The category of interest or escrow: the one chosen before, else the product's own. */
export function partCategory(
  categories: ReadonlyMap<string, CategoryRow>,
  { loan, habit }: Pick<PaymentContext, 'loan' | 'habit'>,
  part: 'interest' | 'escrow',
): string {
  const before = part === 'interest' ? habit?.interest_category_id : habit?.escrow_category_id;
  if (before && categories.has(before)) return before;
  const isMortgage = loan.kind === 'mortgage';
  const keys =
    part === 'interest'
      ? [isMortgage ? 'mortgage_interest' : 'loan_interest', 'financial']
      : [isMortgage ? 'mortgage_rent' : 'bank_fee', 'fees_charges'];
  for (const key of [...keys, 'uncategorized']) {
    const row = [...categories.values()].find((one) => one.key_name === key);
    if (row && row.type === 'expense') return row.id;
  }
  throw new Error('The household has no uncategorized category.');
}
