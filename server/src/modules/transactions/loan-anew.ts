import { monthlyInterest } from './loan-payment.ts';

/** A payment whose interest was computed. Amounts are minor units without a sign. */
export interface ComputedPayment {
  on: string;
  /** What the ledger has as owed at the start of its day. */
  owedMinor: number;
  /** Yearly, in percent, as decimal text. */
  rate: string;
  interestMinor: number;
}

/**
 * The interest of each payment, in order of their days, once each is computed from what those before
 * it leave owed. A cent less interest repays a cent more, so all later days owe a cent less; payments
 * of one day are all computed from what is owed as it starts.
 */
export function interestAnew(payments: readonly ComputedPayment[]): number[] {
  let [day, movedMinor, todayMinor] = ['', 0, 0];
  return payments.map(({ on, owedMinor, rate, interestMinor }) => {
    if (on !== day) [day, movedMinor, todayMinor] = [on, movedMinor + todayMinor, 0];
    const anewMinor = monthlyInterest(owedMinor + movedMinor, rate);
    todayMinor += anewMinor - interestMinor;
    return anewMinor;
  });
}
