import type { SampleHousehold } from './sample-household.ts';
import type { ToldValue } from './sample-ledger.ts';

export interface ToldDifference extends ToldValue {
  /** What must be added at the day's end for the value to hold; minor units. */
  differenceMinor: number;
}

/** How far each told value is from what the account would hold without it. */
export function toldDifferences(household: SampleHousehold): ToldDifference[] {
  return household.accounts.flatMap(({ key, openingBalanceMinor }) => {
    const rows = household.rows.filter((row) => row.account === key);
    let balanceMinor = openingBalanceMinor;
    let next = 0;
    return household.values
      .filter((value) => value.account === key)
      .map((value) => {
        for (let row = rows[next]; row && row.on <= value.on; row = rows[next]) {
          balanceMinor += row.amountMinor;
          next += 1;
        }
        const differenceMinor = value.valueMinor - balanceMinor;
        balanceMinor = value.valueMinor;
        return { ...value, differenceMinor };
      });
  });
}
