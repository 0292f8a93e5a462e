import { addDays } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  type DayChange,
  type DayRow,
  restart,
  withRestart,
} from './running-balance.ts';

const change = (deltaMinor: number): DayChange => ({ deltaMinor, spendingMinor: 0 });
const changes = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -9999, max: 9999 })), {
    maxLength: 20,
  })
  .map((list) => {
    const map = new Map<string, DayChange>();
    for (const [offset, delta] of list) {
      const day = addDays('2026-01-01', offset);
      map.set(day, change((map.get(day)?.deltaMinor ?? 0) + delta));
    }
    return map;
  });

/** All rows after some changes, as the repository keeps them. */
function after(rows: readonly DayRow[], made: ReadonlyMap<string, DayChange>): DayRow[] {
  const kept = new Map(rows.map((row) => [row.on, row]));
  for (const row of applyChanges(0, rows, made)) kept.set(row.on, row);
  return [...kept.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

describe('running balances', () => {
  it('ends every day with the sum of all days up to it', () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        let sum = 0;
        for (const row of after(after([], first), second)) {
          sum += row.deltaMinor;
          expect(row.balanceMinor).toBe(sum);
          expect(row.deltaMinor).toBe(
            (first.get(row.on)?.deltaMinor ?? 0) + (second.get(row.on)?.deltaMinor ?? 0),
          );
        }
      }),
    );
  });

  it('does not care in which order changes come', () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        expect(after(after([], first), second)).toEqual(after(after([], second), first));
      }),
    );
  });

  it('begins the opening day with the told balance, whatever older transactions are added', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: -5000, max: 5000 }), (made, opening) => {
        const openedOn = '2026-01-20';
        const before = { openedOn, startingOn: openedOn, startingMinor: opening };
        const next = restart(before, made);
        const rows = after(
          after([], new Map([[openedOn, change(opening)]])),
          withRestart(made, before, next),
        );
        const earlier = rows.filter((row) => row.on < openedOn).at(-1)?.balanceMinor;
        if (earlier !== undefined) expect(earlier).toBe(opening);
        const later = [...made]
          .filter(([day]) => day >= openedOn)
          .reduce((sum, [, one]) => sum + one.deltaMinor, 0);
        expect(rows.at(-1)?.balanceMinor).toBe(opening + later);
      }),
    );
  });
});
