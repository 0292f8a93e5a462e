import { currencyExponent } from '@picture/contract';

/** One unit of `currency` is `rate` units of the home currency from the day on. */
export interface Rate {
  currency: string;
  on: string;
  rate: string;
}

const RATE_DECIMALS = 12;

/**
 * Converts minor units by a decimal rate, exactly, rounding half away from zero once at the end:
 * (1000, 'EUR', '1.0842', 'USD') → 1084; (1000, 'JPY', '0.0067', 'USD') → 670.
 * Throws RangeError for a currency ISO 4217 does not know.
 */
export function convertMinor(
  amountMinor: number,
  currency: string,
  rate: string,
  homeCurrency: string,
): number {
  const from = currencyExponent(currency);
  const to = currencyExponent(homeCurrency);
  if (from === null || to === null) throw new RangeError('Unknown currency');
  const [whole = '0', fraction = ''] = rate.split('.');
  const scaledRate = BigInt(whole + fraction.padEnd(RATE_DECIMALS, '0').slice(0, RATE_DECIMALS));
  const numerator = BigInt(amountMinor) * scaledRate * 10n ** BigInt(to);
  const denominator = 10n ** BigInt(RATE_DECIMALS + from);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return Number(numerator < 0n ? -rounded : rounded);
}

/**
 * A converter into the home currency. The rate of a day is the newest not after it; before the
 * first known rate that first one serves, so that history is told rather than left out.
 * Gives null where no rate is known at all: never zero, never one to one.
 */
export function converter(
  homeCurrency: string,
  rates: readonly Rate[],
): (amountMinor: number, currency: string, day: string) => number | null {
  const byCurrency = new Map<string, Rate[]>();
  for (const rate of [...rates].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    byCurrency.set(rate.currency, [...(byCurrency.get(rate.currency) ?? []), rate]);
  }
  return (amountMinor, currency, day) => {
    if (currency === homeCurrency) return amountMinor;
    const known = byCurrency.get(currency);
    if (!known) return null;
    const rate = known.findLast((one) => one.on <= day) ?? known[0];
    return rate ? convertMinor(amountMinor, currency, rate.rate, homeCurrency) : null;
  };
}
