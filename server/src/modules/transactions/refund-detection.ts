import { addDays } from '@picture/contract';

/** A transaction that could be a purchase (below zero) or its refund (above). */
export interface Movement {
  id: string;
  accountId: string;
  currency: string;
  postedOn: string;
  /** Of a purchase what has not come back yet. */
  amountMinor: number;
  /** The same for all texts of one business. */
  merchantKey: string;
  /** Its text says refund, return, reversal and the like, or its category does. */
  saysRefund: boolean;
}

export interface FoundRefund {
  purchaseId: string;
  refundId: string;
  refundedOn: string;
  /** Whether nothing else is likely: one that can be tied without asking. */
  isSure: boolean;
}

/** Shops take goods back for some months. */
export const MOST_REFUND_DAYS = 120;

/**
 * What is likely a refund of what: money that came in from a merchant on the day of a purchase there
 * or within 120 days after, in the same currency and not more than is left of the purchase.
 * Equal amounts go first, the latest purchase before each; then smaller ones, where the money says
 * that it is a refund or came to the account that paid. Each refund is of one purchase; together they
 * are never more than it. Sure is an equal amount with no other purchase or refund like it. The
 * order of the rows does not matter.
 */
export function findRefunds(
  rows: readonly Movement[],
  isRefused: (purchaseId: string, refundId: string) => boolean,
): FoundRefund[] {
  return [...Map.groupBy(rows, (row) => `${row.currency} ${row.merchantKey}`)]
    .filter(([key]) => !key.endsWith(' '))
    .flatMap(([, own]) => findAtMerchant(own, isRefused));
}

function findAtMerchant(
  rows: readonly Movement[],
  isRefused: (purchaseId: string, refundId: string) => boolean,
): FoundRefund[] {
  const latestFirst = rows.toSorted(
    (a, b) => compare(b.postedOn, a.postedOn) || compare(b.id, a.id),
  );
  const purchases = latestFirst.filter((row) => row.amountMinor < 0);
  const refunds = latestFirst.filter((row) => row.amountMinor > 0).reverse();
  const byAmount = Map.groupBy([...purchases, ...refunds], (row) => row.amountMinor);
  const left = new Map(purchases.map((row) => [row.id, -row.amountMinor]));
  // Days as texts, since a merchant may have thousands of rows and each pair is looked at.
  const earliest = new Map(
    refunds.map((row) => [row.id, addDays(row.postedOn, -MOST_REFUND_DAYS)]),
  );
  const fits = (purchase: Movement, refund: Movement) =>
    purchase.postedOn <= refund.postedOn &&
    purchase.postedOn >= (earliest.get(refund.id) ?? '') &&
    !isRefused(purchase.id, refund.id);
  const found: FoundRefund[] = [];
  const done = new Set<string>();
  const take = (purchase: Movement, refund: Movement, isSure: boolean) => {
    done.add(refund.id);
    left.set(purchase.id, (left.get(purchase.id) ?? 0) - refund.amountMinor);
    found.push({
      purchaseId: purchase.id,
      refundId: refund.id,
      refundedOn: refund.postedOn,
      isSure,
    });
  };
  for (const refund of refunds) {
    const equal = (byAmount.get(-refund.amountMinor) ?? []).filter((one) => fits(one, refund));
    const open = equal.filter((one) => left.get(one.id) === refund.amountMinor);
    const purchase = open.find((one) => one.accountId === refund.accountId) ?? open[0];
    if (!purchase) continue;
    const twins = (byAmount.get(refund.amountMinor) ?? []).filter((one) =>
      equal.some((two) => fits(two, one)),
    );
    const isTold = refund.saysRefund || purchase.accountId === refund.accountId;
    take(purchase, refund, isTold && equal.length === 1 && twins.length === 1);
  }
  const oldestFirst = purchases.toReversed();
  let before = 0;
  for (const refund of refunds) {
    while ((oldestFirst[before]?.postedOn ?? '9') <= refund.postedOn) before += 1;
    if (done.has(refund.id)) continue;
    for (let at = before - 1; at >= 0; at -= 1) {
      const purchase = oldestFirst[at];
      // What is earlier still is too long ago.
      if (!purchase || purchase.postedOn < (earliest.get(refund.id) ?? '')) break;
      const isEnough = (left.get(purchase.id) ?? 0) >= refund.amountMinor;
      const isTold = refund.saysRefund || purchase.accountId === refund.accountId;
      if (!isEnough || !isTold || !fits(purchase, refund)) continue;
      take(purchase, refund, false);
      break;
    }
  }
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
