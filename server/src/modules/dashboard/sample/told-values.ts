import { addMonths, lastDayOf } from '@picture/contract';
import { sampleAccount } from './sample-accounts.ts';
import type { SampleLedger, SampleRate, ToldValue } from './sample-ledger.ts';
import { seededRandom } from './seeded-random.ts';

interface Growth {
  account: ToldValue['account'];
  /** A month's growth on average, and how far months stray from it. */
  mean: number;
  deviation: number;
  /** Values are told rounded to so many minor units. */
  roundedToMinor: number;
}

const GROWTH: readonly Growth[] = [
  { account: 'property', mean: 0.0026, deviation: 0.002, roundedToMinor: 1_000_00 },
  { account: 'vehicle', mean: -0.0115, deviation: 0.003, roundedToMinor: 50_00 },
  { account: 'brokerage', mean: 0.0075, deviation: 0.03, roundedToMinor: 1 },
  { account: 'retirement', mean: 0.0068, deviation: 0.024, roundedToMinor: 1 },
  { account: 'crypto', mean: 0.012, deviation: 0.09, roundedToMinor: 1 },
];

/** At the end of each month: what was there, what was put in, and how it grew or shrank. */
export function tellValues(ledger: SampleLedger, seed: number, from: string, months: number): void {
  for (const { account, mean, deviation, roundedToMinor } of GROWTH) {
    const random = seededRandom(seed, 'value', account);
    let worthMinor = sampleAccount(account).openingBalanceMinor;
    let after = '';
    for (let index = 0; index < months; index += 1) {
      const on = lastDayOf(addMonths(from, index));
      const putIn = ledger.moved(account, after, on);
      // Without the bounds a bad draw could take a third of a fund in a month.
      const growth = Math.max(
        mean - 2 * deviation,
        Math.min(mean + 2 * deviation, random.normal(mean, deviation)),
      );
      worthMinor = Math.round((worthMinor + putIn) * (1 + growth));
      ledger.tell(account, on, Math.round(worthMinor / roundedToMinor) * roundedToMinor);
      after = on;
    }
  }
}

const MONTHS_BETWEEN_RATES = 3;

/** Dollars for a euro at the start of each quarter of the history. */
export function euroRates(seed: number, from: string, months: number, today: string): SampleRate[] {
  const random = seededRandom(seed, 'euro');
  const rates: SampleRate[] = [];
  let rate = 1.08;
  for (let index = 0; index < months; index += MONTHS_BETWEEN_RATES) {
    const on = `${addMonths(from, index)}-01`;
    rate = Math.min(1.2, Math.max(1.02, rate * (1 + random.normal(0.003, 0.015))));
    if (on <= today) rates.push({ currency: 'EUR', on, rate: rate.toFixed(4) });
  }
  return rates;
}
