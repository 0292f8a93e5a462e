/** What of a payment repays a loan. Amounts are minor units without a sign. */
export interface PaymentParts {
  /** Below zero when the interest is more than the payment: what is owed grows by it. */
  principalMinor: number;
  interestMinor: number;
  /** Escrow and fees. */
  escrowMinor: number;
  /** Below zero when more was repaid than was owed. */
  owedAfterMinor: number;
}

export interface PaymentFacts {
  paymentMinor: number;
  /** At the start of the day; nothing is owed at zero and below. */
  owedMinor: number;
  /** Yearly, in percent, as decimal text: "6.25". Null where it is not known: no interest. */
  rate: string | null;
  /** What the loan's own statement tells as repaid: the rest is interest and escrow. */
  toldPrincipalMinor?: number | undefined;
  interestMinor?: number | undefined;
  escrowMinor?: number | undefined;
}

const MONTHS_PERCENT = 12n * 100n;

/**
 * The interest of one month on what is owed: balance × yearly rate / 12, rounded half away from zero
 * to the minor unit. This is how consumer loans with monthly payments amortise in the United States,
 * where each month counts the same whatever its days: the "actuarial method" of Regulation Z,
 * 12 CFR 1026 appendix J, with a unit period of one month. A 30-year loan of 100,000.00 at 6 % is paid
 * at 599.55 a month: the first payment is 500.00 of interest and 99.55 of principal.
 * Throws for a rate that is no plain decimal.
 */
export function monthlyInterest(owedMinor: number, rate: string): number {
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(rate) ?? [];
  if (whole === '') throw new Error(`No yearly rate: ${rate}`);
  if (owedMinor <= 0) return 0;
  const dividend = BigInt(owedMinor) * BigInt(whole + part);
  const divisor = MONTHS_PERCENT * 10n ** BigInt(part.length);
  // Half up, as neither is below zero.
  return Number((2n * dividend + divisor) / (2n * divisor));
}

/**
 * Divides a payment. Interest and escrow that are told stand; what is left is principal, and interest
 * that is not told is the month's. With the principal told by the loan's statement, what is not told
 * of the rest is interest. The parts add up to the payment, unless all three were told and do not:
 * then null. So does a told part below zero.
 */
export function dividePayment(facts: PaymentFacts): PaymentParts | null {
  const { paymentMinor, owedMinor, rate, toldPrincipalMinor } = facts;
  const told = (parts: Omit<PaymentParts, 'owedAfterMinor'>): PaymentParts | null =>
    parts.interestMinor < 0 || parts.escrowMinor < 0
      ? null
      : { ...parts, owedAfterMinor: owedMinor - parts.principalMinor };
  if (toldPrincipalMinor === undefined) {
    const escrowMinor = facts.escrowMinor ?? 0;
    const interestMinor =
      facts.interestMinor ?? (rate === null ? 0 : monthlyInterest(owedMinor, rate));
    const principalMinor = paymentMinor - interestMinor - escrowMinor;
    return told({ principalMinor, interestMinor, escrowMinor });
  }
  const restMinor = paymentMinor - toldPrincipalMinor;
  const interestMinor =
    facts.interestMinor ??
    (facts.escrowMinor === undefined
      ? likelyInterest(restMinor, owedMinor, rate)
      : restMinor - facts.escrowMinor);
  const escrowMinor = facts.escrowMinor ?? restMinor - interestMinor;
  if (interestMinor + escrowMinor !== restMinor) return null;
  return told({ principalMinor: toldPrincipalMinor, interestMinor, escrowMinor });
}

/**
 * Of what did not repay, the interest: all of it, unless the rate says that it is clearly less, as
 * with a mortgage whose payment carries taxes and insurance too.
 */
function likelyInterest(restMinor: number, owedMinor: number, rate: string | null): number {
  if (rate === null || owedMinor <= 0) return restMinor;
  const monthMinor = monthlyInterest(owedMinor, rate);
  // Lenders that count days differ by a few days of a month.
  return monthMinor > 0 && restMinor > monthMinor * 1.15 ? monthMinor : restMinor;
}
