import { addDays, isLoan } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { type AccountRow, listAccountRows, listHiddenAccountIds } from '../accounts/index.ts';
import { changeHousehold } from '../settings/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { nameKey, tellingText } from './categorization.ts';
import { type Days, dayWindows } from './day-windows.repository.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { computeAnew } from './loan-anew.service.ts';
import {
  type FoundPayment,
  findLoanPayments,
  type Loan,
  MOST_LOAN_DAYS,
  type Payment,
  pointsAnywhere,
} from './loan-detection.ts';
import { gatherPayment } from './loan-facts.service.ts';
import { listHabits } from './loan-habits.repository.ts';
import { type Divided, divide } from './loan-ties.service.ts';
import { namesAccount, saysLoan, saysMortgage } from './loan-words.ts';
import { hasStatementRows, listCredits, listPaid } from './loans.repository.ts';
import { gatherRefusals, refuseWhenUndone } from './refusals.repository.ts';
import { type FullTransaction, findTransaction } from './transactions.repository.ts';

type Read = Db<LedgerTables>;

/** So far back payments are suggested. */
const LOOK_BACK_DAYS = 400;

/** What looks like a payment to a loan in the last thirteen months, the oldest first. */
export const suggestLoanPayments = (
  db: Read,
  reader: Reader,
  today: string,
): Promise<FoundPayment[]> =>
  detect(db, reader, { from: addDays(today, -LOOK_BACK_DAYS), to: '9999-12-31' });

/**
 * Splits the payments of these days that are like the last one somebody decided, of the same merchant
 * and about the same amount to the same loan: after an import, as a step of its own; taken back, they
 * are not split by themselves again. Gives how many.
 */
export async function splitKnownPayments(
  database: Database<LedgerTables>,
  clock: Clock,
  actor: { householdId: string; userId: string },
  days: Days,
): Promise<number> {
  const { householdId, userId } = actor;
  const hiddenAccountIds = await listHiddenAccountIds(database.read, householdId, userId);
  const reader = { householdId, hiddenAccountIds };
  if ((await listHabits(database.read, householdId)).length === 0) return 0;
  // What came in may be the row on the loan, whose payment is there already.
  const around = {
    from: addDays(days.from, -MOST_LOAN_DAYS),
    to: addDays(days.to, MOST_LOAN_DAYS),
  };
  const known = (await detect(database.read, reader, around)).filter((one) => one.isKnown);
  if (known.length === 0) return 0;
  return changeHousehold(database, clock, actor, async (change) => {
    const ledger = await LedgerEdit.open(change, actor);
    const split: Divided[] = [];
    for (const { paymentId, loanAccountId } of known) {
      // Somebody may have changed it since it was looked at.
      const row = await findTransaction(change.tx, reader, paymentId);
      if (!row || !(await isDivisible(change.tx, reader, row, loanAccountId))) continue;
      const divided = await divide(ledger, reader, row, loanAccountId);
      refuseWhenUndone(ledger, 'loan_payment', [paymentId, loanAccountId], row.account_id);
      await ledger.settle();
      split.push(divided);
    }
    const anew = await computeAnew(ledger, reader, split);
    const after = { split: split.map(({ lineIds: _lines, ...one }) => one), anew };
    await ledger.post({ action: 'loan_payment.find', entityId: householdId, after });
    return split.length;
  });
}

async function isDivisible(
  db: Read,
  reader: Reader,
  row: FullTransaction,
  loanAccountId: string,
): Promise<boolean> {
  try {
    await gatherPayment(db, reader, row, loanAccountId);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

async function detect(db: Read, reader: Reader, days: Days): Promise<FoundPayment[]> {
  const { householdId, hiddenAccountIds } = reader;
  const accounts = (await listAccountRows(db, householdId)).filter(
    (row) => !hiddenAccountIds.includes(row.id),
  );
  const lenders = accounts.filter((row) => isLoan(row.kind));
  const payers = accounts.filter((row) => !isLoan(row.kind));
  if (lenders.length === 0 || payers.length === 0) return [];
  const loans: Loan[] = [];
  for (const row of lenders) loans.push(await loanOf(db, row));
  const habits = (await listHabits(db, householdId)).map((row) => ({
    merchantKey: row.merchant_key,
    accountId: row.account_id,
    loanAccountId: row.loan_account_id,
    isRefused: row.is_refused === 1,
    amountMinor: row.amount_minor,
  }));
  const keys = new Map(
    (await listCategoryRows(db, householdId)).map((row) => [row.id, row.key_name]),
  );
  const payments: Payment[] = [];
  for await (const own of dayWindows(db, householdId, days)) {
    const paid = await paymentsOf(db, householdId, payers, lenders, keys, own);
    payments.push(...paid.filter((one) => pointsAnywhere(one, { loans, habits })));
  }
  const credits = await listCredits(
    db,
    householdId,
    lenders.map((row) => row.id),
    { from: addDays(days.from, -MOST_LOAN_DAYS), to: days.to },
  );
  const isRefused = await gatherRefusals(db, householdId, 'loan_payment');
  return findLoanPayments({ payments, loans, credits, habits, isRefused });
}

const loanOf = async (db: Read, row: AccountRow): Promise<Loan> => ({
  id: row.id,
  currency: row.currency,
  isMortgage: row.kind === 'mortgage',
  from: row.opened_on,
  to: row.closed_on === null ? '9999-12-31' : '',
  instalmentMinor: row.minimum_payment_minor,
  hasRate: row.interest_rate !== null,
  hasStatements: await hasStatementRows(db, row.household_id, row.id),
});

async function paymentsOf(
  db: Read,
  householdId: string,
  payers: readonly AccountRow[],
  lenders: readonly AccountRow[],
  keys: ReadonlyMap<string, string | null>,
  days: Days,
): Promise<Payment[]> {
  const currencies = new Map(payers.map((row) => [row.id, row.currency]));
  const rows = await listPaid(db, householdId, [...currencies.keys()], days);
  const merchants = new Map<string, string>();
  const merchantOf = (text: string): string => {
    const key = merchants.get(text) ?? nameKey(text);
    merchants.set(text, key);
    return key;
  };
  return rows.map((row) => {
    const text = row.search_text;
    const key = keys.get(row.category_id) ?? '';
    const isRent = /\b(rent|alquiler)\b/.test(text);
    return {
      id: row.id,
      accountId: row.account_id,
      currency: currencies.get(row.account_id) ?? '',
      postedOn: row.posted_on,
      amountMinor: 0 - row.amount_minor,
      merchantKey: merchantOf(
        tellingText({ payee: row.original_payee ?? row.payee, memo: row.memo }),
      ),
      saysLoan:
        saysLoan(text) || ['loans', 'auto_payment', 'student_loan', 'loan_interest'].includes(key),
      saysMortgage:
        saysMortgage(text) || key === 'mortgage_interest' || (key === 'mortgage_rent' && !isRent),
      names: lenders
        .filter((loan) => namesAccount(text, [loan.name, loan.institution]))
        .map((loan) => loan.id),
    };
  });
}
