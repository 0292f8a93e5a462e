import { ACCOUNT_KINDS, addDays, classOf, isDay, isValued } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSampleHousehold, type SampleHousehold } from './sample-household.ts';
import { toldDifferences } from './told-differences.ts';

const TODAY = '2026-11-23';
const build = (seed: number, today = TODAY, language: 'en' | 'es' = 'en') =>
  buildSampleHousehold({ today, seed, language });

/** The account's balance at the end of each day on which it moves. */
function balances({ rows, values, accounts }: SampleHousehold, key: string): number[] {
  const told = new Map(
    values.filter((one) => one.account === key).map((one) => [one.on, one.valueMinor]),
  );
  const own = Map.groupBy(
    rows.filter((row) => row.account === key),
    (row) => row.on,
  );
  let balance = accounts.find((one) => one.key === key)?.openingBalanceMinor ?? Number.NaN;
  return [...new Set([...own.keys(), ...told.keys()])].sort().map((day) => {
    for (const row of own.get(day) ?? []) balance += row.amountMinor;
    balance = told.get(day) ?? balance;
    return balance;
  });
}

describe('the sample household', () => {
  it('is the same for the same day, seed and language', () => {
    expect(build(5)).toEqual(build(5));
    expect(build(5).rows).not.toEqual(build(6).rows);
  });

  it('has an account of every kind a household tells apart', () => {
    const kinds = new Set(build(1).accounts.map((account) => account.kind));
    const expected = ACCOUNT_KINDS.filter((kind) => !kind.startsWith('other_'));
    expect([...kinds].sort()).toEqual([...expected].sort());
  });

  it('speaks Spanish where a bank would, with the same amounts', () => {
    const [en, es] = [build(1), build(1, TODAY, 'es')];
    expect(es.rows.map((row) => row.amountMinor)).toEqual(en.rows.map((row) => row.amountMinor));
    expect(es.rows.some((row) => row.payee === 'NORTHWIND LABS NOMINA')).toBe(true);
    expect(es.accounts[0]?.name).toBe('Cuenta corriente');
  });

  it('leaves a handful of recent rows to be reviewed', () => {
    const puzzles = build(1).rows.filter((row) => row.category === null);
    expect(puzzles).toHaveLength(6);
    expect(puzzles.every((row) => row.on > addDays(TODAY, -30))).toBe(true);
  });

  it('has one price rise among its subscriptions', () => {
    const paid = build(1).rows.filter((row) => row.payee === 'NETFLIX.COM');
    expect(new Set(paid.map((row) => row.amountMinor))).toEqual(new Set([-15_49, -17_99]));
  });

  it('is plausible on any day, with any seed', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2025-01-01', days));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), day, (seed, today) => {
        const household = build(seed, today);
        const { rows, openedOn } = household;
        expect(rows.length).toBeGreaterThan(2250);
        expect(rows.length).toBeLessThan(2750);
        for (const row of rows) {
          expect(isDay(row.on) && row.on >= openedOn && row.on <= today).toBe(true);
          expect(Number.isSafeInteger(row.amountMinor) && row.amountMinor !== 0).toBe(true);
        }
        for (const { key, kind, creditLimitMinor } of household.accounts) {
          const held = balances(household, key);
          if (classOf(kind) === 'asset') expect(Math.min(...held)).toBeGreaterThanOrEqual(0);
          else expect(Math.max(...held)).toBeLessThanOrEqual(0);
          if (creditLimitMinor) expect(-Math.min(...held)).toBeLessThan(creditLimitMinor);
        }
        const saved = balances(household, 'savings');
        expect(saved.at(-1)).toBeGreaterThan(saved[0] ?? 0);
      }),
      { numRuns: 25 },
    );
  });

  it('moves money between own accounts as two sides of one amount', () => {
    const { rows } = build(1);
    const transfers = Map.groupBy(
      rows.filter((row) => row.transfer !== null),
      (row) => row.transfer,
    );
    expect(transfers.size).toBeGreaterThan(150);
    for (const sides of transfers.values()) {
      expect(sides).toHaveLength(2);
      expect(new Set(sides.map((side) => side.account)).size).toBe(2);
      expect(sides.reduce((sum, side) => sum + side.amountMinor, 0)).toBe(0);
    }
  });

  it('tells values of valued accounts only, and differences make them hold', () => {
    const household = build(1);
    const kinds = new Map(household.accounts.map((account) => [account.key, account.kind]));
    for (const { account } of household.values) {
      expect(isValued(kinds.get(account) ?? 'cash')).toBe(true);
    }
    for (const { account, on, valueMinor } of household.values) {
      const opening =
        household.accounts.find((one) => one.key === account)?.openingBalanceMinor ?? 0;
      const moved = household.rows.filter((row) => row.account === account && row.on <= on);
      const told = toldDifferences(household).filter(
        (one) => one.account === account && one.on <= on,
      );
      const balance =
        opening +
        moved.reduce((sum, row) => sum + row.amountMinor, 0) +
        told.reduce((sum, one) => sum + one.differenceMinor, 0);
      expect(balance).toBe(valueMinor);
    }
  });
});
