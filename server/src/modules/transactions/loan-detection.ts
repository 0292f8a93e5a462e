import { daysBetween } from '@picture/contract';

/** Money that went out and could have gone to a loan. Amounts without a sign. */
export interface Payment {
  id: string;
  accountId: string;
  currency: string;
  postedOn: string;
  amountMinor: number;
  merchantKey: string;
  /** What its text and category say. */
  saysLoan: boolean;
  saysMortgage: boolean;
  /** The loans whose name or lender it names. */
  names: readonly string[];
}

export interface Loan {
  id: string;
  currency: string;
  isMortgage: boolean;
  /** From this day on its balance is known; to the last day it takes payments. */
  from: string;
  to: string;
  /** What is to be paid each month, where it is told. */
  instalmentMinor: number | null;
  /** Whether its yearly rate is told. */
  hasRate: boolean;
  /** Whether its rows come from files. */
  hasStatements: boolean;
}

/** What came in on a loan and is no side of a transfer. */
export interface LoanCredit {
  id: string;
  accountId: string;
  postedOn: string;
  amountMinor: number;
}

/** What was decided of a merchant and a loan. */
export interface Habit {
  merchantKey: string;
  accountId: string;
  loanAccountId: string;
  isRefused: boolean;
  /** Of the last payment. */
  amountMinor: number;
}

export interface FoundPayment {
  paymentId: string;
  loanAccountId: string;
  /** The row on the loan that tells the principal. */
  creditId: string | null;
  /** Its parts are known: a row on the loan tells them, or its rate where no statement will. */
  isReady: boolean;
  /** Like the last one that somebody decided: it can be split without asking. */
  isKnown: boolean;
}

export interface LoanFacts {
  payments: readonly Payment[];
  loans: readonly Loan[];
  credits: readonly LoanCredit[];
  habits: readonly Habit[];
  isRefused: (paymentId: string, loanAccountId: string) => boolean;
}

/** A lender books a payment so many days before or after the bank it comes from. */
export const MOST_LOAN_DAYS = 7;
/** What a payment may differ from the last one and still be the same. */
const SAME_WITHIN = 0.05;
/** Words alone do not tell which of two loans is meant. */
const LEAST_SCORE = 2;

/**
 * Which payments likely went to which loan. One points at a loan by naming it or its lender (3), by a
 * word for what it is (2), by the row on the loan that tells a principal below the payment (2, when
 * something else points there too), by the instalment (1) and by what was decided of the merchant
 * before (4). Of two loans as likely, none is told. A payment whose whole amount came in on the loan
 * is a plain transfer and left to those who find them. One with a known merchant and amount can be
 * split by itself, once its parts are known.
 */
export function findLoanPayments(facts: LoanFacts): FoundPayment[] {
  const used = new Set<string>();
  const byDay = facts.payments.toSorted(
    (a, b) => compare(a.postedOn, b.postedOn) || compare(a.id, b.id),
  );
  return byDay.flatMap((payment) => {
    const scored = facts.loans
      .map((loan) => ({ loan, ...lookAt(payment, loan, facts, used) }))
      .filter((one) => one.score >= LEAST_SCORE)
      .sort((a, b) => b.score - a.score || compare(a.loan.id, b.loan.id));
    const [best, second] = scored;
    if (!best || best.isPlain || best.score === second?.score) return [];
    if (best.credit) used.add(best.credit.id);
    const { hasRate, hasStatements } = best.loan;
    const isReady = best.credit !== null || (hasRate && !hasStatements);
    return {
      paymentId: payment.id,
      loanAccountId: best.loan.id,
      creditId: best.credit?.id ?? null,
      isReady,
      isKnown: best.isSame && isReady,
    };
  });
}

/** What of a payment itself points at a loan, whatever came in there; null where it cannot be one to it. */
function pointingAt(payment: Payment, loan: Loan, habits: readonly Habit[]) {
  const isWithin = payment.postedOn >= loan.from && payment.postedOn <= loan.to;
  const habit = habits.find(
    (one) =>
      one.merchantKey === payment.merchantKey &&
      one.accountId === payment.accountId &&
      one.loanAccountId === loan.id,
  );
  if (payment.currency !== loan.currency || !isWithin || habit?.isRefused) return null;
  const saysKind = loan.isMortgage ? payment.saysMortgage : payment.saysLoan;
  const isInstalment =
    loan.instalmentMinor !== null && isAbout(payment.amountMinor, loan.instalmentMinor);
  const score =
    (habit ? 4 : 0) +
    (payment.names.includes(loan.id) ? 3 : 0) +
    (saysKind ? 2 : 0) +
    (isInstalment ? 1 : 0);
  const isSame = habit !== undefined && isAbout(payment.amountMinor, habit.amountMinor);
  return score === 0 ? null : { score, isSame };
}

/** Whether a payment points at any of these loans: most are for something else, and need not be kept. */
export const pointsAnywhere = (
  payment: Payment,
  { loans, habits }: Pick<LoanFacts, 'loans' | 'habits'>,
): boolean => loans.some((loan) => pointingAt(payment, loan, habits) !== null);

function lookAt(payment: Payment, loan: Loan, facts: LoanFacts, used: ReadonlySet<string>) {
  const pointing = pointingAt(payment, loan, facts.habits);
  if (!pointing || facts.isRefused(payment.id, loan.id)) {
    return { score: 0, credit: null, isPlain: false, isSame: false };
  }
  const near = facts.credits.filter(
    (one) =>
      one.accountId === loan.id &&
      !used.has(one.id) &&
      Math.abs(daysBetween(payment.postedOn, one.postedOn)) <= MOST_LOAN_DAYS,
  );
  const credit = principalAmong(near, payment);
  const isPlain = near.some((one) => one.amountMinor === payment.amountMinor);
  return { ...pointing, score: pointing.score + (credit ? 2 : 0), credit, isPlain };
}

/** The nearest row that repays less than was paid; of two as near the larger. */
export function principalAmong<Credit extends Omit<LoanCredit, 'accountId'>>(
  credits: readonly Credit[],
  payment: Pick<Payment, 'postedOn' | 'amountMinor'>,
): Credit | null {
  const days = (one: Credit) => Math.abs(daysBetween(payment.postedOn, one.postedOn));
  const [nearest] = credits
    .filter((one) => one.amountMinor > 0 && one.amountMinor < payment.amountMinor)
    .sort((a, b) => days(a) - days(b) || b.amountMinor - a.amountMinor || compare(a.id, b.id));
  return nearest ?? null;
}

const isAbout = (oneMinor: number, otherMinor: number): boolean =>
  Math.abs(oneMinor - otherMinor) <= otherMinor * SAME_WITHIN;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
