import type { Body, splitLoanPayment } from '@picture/contract';
import { AppError } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountRow } from '../accounts/index.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import {
  gatherPayment,
  merchantKeyOf,
  type PaymentContext,
  partCategory,
} from './loan-facts.service.ts';
import { listHabits, saveHabit } from './loan-habits.repository.ts';
import { dividePayment, type PaymentParts } from './loan-payment.ts';
import { handAttachments, setLines, tie, untie } from './row-parts.service.ts';
import { splitRow } from './split-lines.service.ts';
import { assertCategory } from './transaction-change.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';
import type { LoanHabitRow, LoanPaymentRow } from './transactions.tables.ts';
import { linkPairs } from './transfer-links.service.ts';

type Wish = Omit<Body<typeof splitLoanPayment>, 'version' | 'loanAccountId'>;

/** How a payment is divided as it is wished for, or as the last one was; null if that does not add up. */
export function partsOf(
  row: FullTransaction,
  { loan, owedMinor, counter, habit }: PaymentContext,
  wish: Wish,
): PaymentParts | null {
  const facts = {
    paymentMinor: 0 - row.amount_minor,
    owedMinor,
    rate: loan.interest_rate,
    toldPrincipalMinor: counter?.amount_minor,
    interestMinor: wish.interestMinor,
    escrowMinor: wish.escrowMinor,
  };
  const asBefore = habit?.escrow_minor || undefined;
  const isOpen = wish.escrowMinor === undefined && wish.interestMinor === undefined;
  const parts = isOpen && asBefore ? dividePayment({ ...facts, escrowMinor: asBefore }) : null;
  return parts ?? dividePayment(facts);
}

/** What was done with a payment, for the log. */
export interface Divided extends PaymentParts {
  transactionId: string;
  counterId: string | null;
  loanAccountId: string;
  postedOn: string;
  accountIds: [string, string];
  /** The lines it became. */
  lineIds: string[];
}

/** Divides a payment as it is wished for; what was decided is remembered for the merchant and the loan. */
export async function divide(
  ledger: LedgerEdit,
  reader: Reader,
  row: FullTransaction,
  loanAccountId: string,
  wish: Wish = {},
): Promise<Divided> {
  const context = await gatherPayment(ledger.tx, reader, row, loanAccountId);
  const { loan, counter } = context;
  const parts = partsOf(row, context, wish);
  if (!parts) {
    throw new AppError('loan_parts_differ', 'Principal, interest and escrow must add up.');
  }
  for (const id of [wish.interestCategoryId, wish.escrowCategoryId]) {
    if (id !== undefined) assertCategory(ledger.categories, id);
  }
  const categories = {
    interest: wish.interestCategoryId ?? partCategory(ledger.categories, context, 'interest'),
    escrow: wish.escrowCategoryId ?? partCategory(ledger.categories, context, 'escrow'),
  };
  const isTold = wish.interestMinor !== undefined || counter !== null;
  // What comes before the opening balance explains it: what was owed then follows from the payment.
  const isKnown = row.posted_on >= loan.opened_on;
  const rate = isTold || !isKnown ? null : loan.interest_rate;
  const written = await writeDivided(ledger, reader, row, {
    loan,
    counter,
    parts,
    categories,
    rate,
  });
  await remember(ledger, row, loan.id, {
    is_refused: 0,
    amount_minor: 0 - row.amount_minor,
    escrow_minor: parts.escrowMinor,
    interest_category_id: categories.interest,
    escrow_category_id: categories.escrow,
  });
  return {
    ...parts,
    ...written,
    transactionId: row.id,
    loanAccountId: loan.id,
    postedOn: row.posted_on,
    accountIds: [row.account_id, loan.id],
  };
}

interface Division {
  loan: AccountRow;
  /** The row on the loan that tells the principal; without one, one is made. */
  counter: FullTransaction | null;
  parts: Omit<PaymentParts, 'owedAfterMinor'>;
  categories: { interest: string; escrow: string };
  /** The yearly rate the interest was computed at; null where it was told. */
  rate: string | null;
}

/**
 * Writes a payment as its parts: what repays is linked as a transfer with its row on the loan, which
 * is made where there is none; interest and escrow are lines of their own.
 */
export async function writeDivided(
  ledger: LedgerEdit,
  reader: Reader,
  row: FullTransaction,
  division: Division,
): Promise<Pick<Divided, 'counterId' | 'lineIds'>> {
  const { loan, parts, categories, rate } = division;
  const lineIds = await writeParts(ledger, row, parts, categories);
  const counter = await linkCounter(ledger, reader, row, division);
  const link = {
    household_id: ledger.householdId,
    transaction_id: row.id,
    loan_account_id: loan.id,
    counter_id: counter?.id ?? null,
    is_made: counter?.isMade ? 1 : 0,
    interest_rate: rate,
    interest_minor: rate === null ? null : parts.interestMinor,
  };
  await tie(ledger, 'loan_payments', link, row.account_id);
  return { lineIds, counterId: link.counter_id };
}

interface Whole {
  payment: LoanPaymentRow;
  row: FullTransaction;
  rest: readonly FullTransaction[];
  splitId: string | null;
}

/** Takes from a divided payment its lines and its tie; the row itself and the one on the loan stay. */
export async function takeApart(
  ledger: LedgerEdit,
  { payment, row, rest, splitId }: Whole,
): Promise<void> {
  await untie(ledger, 'loan_payments', payment, row.account_id);
  await handAttachments(ledger, rest, row);
  await ledger.deleteAll(rest);
  if (splitId !== null) await setLines(ledger, splitId, [], row.account_id);
}

/** The row itself becomes what repays, or the first of what does not where nothing repays. */
async function writeParts(
  ledger: LedgerEdit,
  row: FullTransaction,
  { principalMinor, interestMinor, escrowMinor }: Division['parts'],
  categories: Division['categories'],
): Promise<string[]> {
  const lines = [
    { amountMinor: 0 - principalMinor, categoryId: row.category_id },
    { amountMinor: 0 - interestMinor, categoryId: categories.interest },
    { amountMinor: 0 - escrowMinor, categoryId: categories.escrow },
  ].filter((line) => line.amountMinor !== 0);
  const [first, ...rest] = lines;
  if (!first) return [row.id];
  if (rest.length > 0) return splitRow(ledger, row, [{ ...first, transactionId: row.id }, ...rest]);
  await ledger.update(row, {
    category_id: first.categoryId,
    category_source: 'user',
    confidence: null,
    review_on: null,
  });
  return [row.id];
}

/** Links what repays with its row on the loan; null where nothing does. */
async function linkCounter(
  ledger: LedgerEdit,
  reader: Reader,
  row: FullTransaction,
  { loan, counter, parts: { principalMinor } }: Division,
): Promise<{ id: string; isMade: boolean } | null> {
  if (principalMinor === 0) return null;
  const id = counter?.id ?? newId();
  if (!counter) {
    await ledger.insert(
      {
        household_id: ledger.householdId,
        id,
        account_id: loan.id,
        kind: 'standard',
        posted_on: row.posted_on,
        amount_minor: principalMinor,
        descriptor_id: row.descriptor_id,
        category_id: row.category_id,
        category_source: 'transfer',
        confidence: null,
        review_on: null,
        check_number: null,
        // It goes when the import goes that brought its payment.
        import_id: row.import_id,
        import_key: null,
        transfer_id: null,
        is_pending: 0,
        is_hidden: 0,
        created_at: ledger.at,
        version: 1,
      },
      loan.currency,
    );
  }
  await linkPairs(ledger, reader, [[row.id, id]]);
  return { id, isMade: !counter };
}

type Decided = Omit<
  LoanHabitRow,
  'household_id' | 'merchant_key' | 'account_id' | 'loan_account_id' | 'decided_at'
>;

/** Remembers what was decided of a merchant and a loan, for the next time. */
export async function remember(
  ledger: LedgerEdit,
  row: FullTransaction,
  loanAccountId: string,
  decided: Decided,
): Promise<void> {
  const habit = {
    household_id: ledger.householdId,
    merchant_key: merchantKeyOf(row),
    account_id: row.account_id,
    loan_account_id: loanAccountId,
    ...decided,
    decided_at: ledger.at,
  };
  if (habit.merchant_key === '') return;
  const before = (await listHabits(ledger.tx, ledger.householdId)).find(
    (one) =>
      one.merchant_key === habit.merchant_key &&
      one.account_id === habit.account_id &&
      one.loan_account_id === loanAccountId,
  );
  await saveHabit(ledger.tx, habit);
  ledger.keep('loan_habits', before ?? null, habit, row.account_id);
}

/** The rows a divided payment became, with the one on the loan. */
export const rowsOf = (ledger: LedgerEdit, reader: Reader, { lineIds, counterId }: Divided) =>
  listTransactionsById(ledger.tx, reader, [...lineIds, ...(counterId ? [counterId] : [])]);
