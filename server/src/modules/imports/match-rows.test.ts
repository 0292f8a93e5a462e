import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileRow, type LedgerRow, matchRows } from './match-rows.ts';

const COVER = { from: '2026-01-01', to: '2026-12-31' };
let count = 0;

const row = (wish: Partial<FileRow> = {}): FileRow => {
  count += 1;
  return {
    importKey: `20260210key${String(count).padStart(6, '0')}`,
    postedOn: '2026-02-10',
    amountMinor: -475,
    names: ['blue bottle'],
    isPending: false,
    ...wish,
  };
};
const held = (wish: Partial<LedgerRow> = {}): LedgerRow => {
  count += 1;
  return {
    id: `t${String(count).padStart(6, '0')}`,
    postedOn: '2026-02-10',
    amountMinor: -475,
    names: ['blue bottle'],
    importKey: null,
    isPending: false,
    isFixed: false,
    isHold: false,
    ...wish,
  };
};
const TEXT_KEY = '20260210aaaaaaaaaaaaaaaaaa';
const ID_KEY = 'idbbbbbbbbbbbbbbbbbb';

/** The decisions in the order of the rows; null where a row is new. */
const decided = (file: FileRow[], ledger: LedgerRow[], cover = COVER) => {
  const verdicts = matchRows(file, ledger, cover);
  return file.map((one) => verdicts.get(one)?.decision ?? null);
};

describe('a row typed by hand', () => {
  it('is the bank’s row of the same amount, a few days later, whatever the bank puts around its name', () => {
    expect(decided([row({ postedOn: '2026-02-12' })], [held()])).toEqual(['confirm']);
    expect(decided([row({ names: ['blue bottle coffee'] })], [held()])).toEqual(['confirm']);
    expect(decided([row({ postedOn: '2026-02-18' })], [held()])).toEqual([null]);
    expect(decided([row({ postedOn: '2026-02-06' })], [held()])).toEqual([null]);
  });

  it('is asked for where only the amount speaks for it', () => {
    expect(decided([row({ names: ['city garage'] })], [held()])).toEqual(['look']);
    expect(decided([row({ names: [] })], [held()])).toEqual(['look']);
  });

  it('is asked for beside whatever else it could be, the nearest first', () => {
    const ledger = [
      held({ names: ['bus pass'], postedOn: '2026-02-11' }),
      held({ names: ['lunch'] }),
    ];
    const file = [row({ names: ['city transit'] })];
    const verdict = matchRows(file, ledger, COVER).get(file[0] as FileRow);
    expect(verdict?.ledgerIds).toEqual([ledger[1]?.id, ledger[0]?.id]);
  });

  it('is one of two equal purchases, and not both', () => {
    const file = [row(), row()];
    expect(decided(file, [held()])).toEqual(['confirm', null]);
  });

  it('is asked for where another one fits as well', () => {
    const ledger = [
      held({ names: ['blue bottle oakland'] }),
      held({ names: ['blue bottle ferry'] }),
    ];
    const file = [row()];
    const verdict = matchRows(file, ledger, COVER).get(file[0] as FileRow);
    expect(verdict).toMatchObject({ decision: 'look', reason: 'several' });
    expect(verdict?.ledgerIds).toHaveLength(2);
  });

  it('goes to the nearest day', () => {
    const near = held({ postedOn: '2026-02-09' });
    const file = [row()];
    const verdicts = matchRows(file, [held({ postedOn: '2026-02-07' }), near], COVER);
    expect(verdicts.get(file[0] as FileRow)?.ledgerIds).toEqual([near.id]);
  });
});

describe('a pending row', () => {
  const pending = (wish: Partial<LedgerRow> = {}) =>
    held({ importKey: ID_KEY, isPending: true, ...wish });
  const posted = (wish: Partial<FileRow> = {}) => row({ importKey: 'idccc', ...wish });

  it('is booked under another id, and days later', () => {
    expect(decided([posted({ postedOn: '2026-02-20' })], [pending()])).toEqual(['confirm']);
  });

  it('is booked with a tip, and with less where the bank held more', () => {
    const meal = pending({ amountMinor: -5000 });
    expect(decided([posted({ amountMinor: -6000 })], [meal])).toEqual(['confirm']);
    expect(decided([posted({ amountMinor: -4000 })], [meal])).toEqual(['look']);
    expect(decided([posted({ amountMinor: -20_000 })], [meal])).toEqual([null]);
    expect(decided([posted({ amountMinor: 6000 })], [meal])).toEqual([null]);
    const pump = pending({ amountMinor: -10_000, isHold: true });
    expect(decided([posted({ amountMinor: -4321 })], [pump])).toEqual(['confirm']);
    const token = pending({ amountMinor: -100, isHold: true });
    expect(decided([posted({ amountMinor: -4321 })], [token])).toEqual(['confirm']);
  });

  it('is not taken for another merchant’s, nor for one of two', () => {
    const meal = pending({ amountMinor: -5000 });
    expect(decided([posted({ amountMinor: -5500, names: ['shell'] })], [meal])).toEqual([null]);
    const two = [posted({ amountMinor: -5500 }), posted({ amountMinor: -5600 })];
    expect(decided(two, [meal])).toEqual(['look', 'look']);
  });

  it('is asked for where its amount follows from others', () => {
    const side = pending({ amountMinor: -5000, isFixed: true });
    expect(decided([posted({ amountMinor: -5500 })], [side])).toEqual(['look']);
  });

  it('of an older file is asked for where it was booked since', () => {
    const booked = held({ importKey: TEXT_KEY, postedOn: '2026-02-12' });
    expect(decided([row({ isPending: true })], [booked])).toEqual(['look']);
    expect(decided([row({ isPending: true, postedOn: '2026-02-13' })], [booked])).toEqual([null]);
  });
});

describe('a row of another source', () => {
  it('is there already on its day, and on another day that this file tells as well', () => {
    const ofx = held({ importKey: ID_KEY });
    expect(decided([row()], [ofx])).toEqual(['duplicate']);
    expect(decided([row({ postedOn: '2026-02-12' })], [ofx])).toEqual(['duplicate']);
  });

  it('is asked for at the seam of two files, where both may be purchases', () => {
    const last = held({ importKey: ID_KEY, postedOn: '2026-02-10' });
    const first = row({ postedOn: '2026-02-11' });
    expect(decided([first], [last], { from: '2026-02-11', to: '2026-03-01' })).toEqual(['look']);
  });

  it('is never one with a row of the same source that has another id', () => {
    const file = [row({ importKey: 'idother' })];
    expect(decided(file, [held({ importKey: ID_KEY })])).toEqual([null]);
  });

  it('is asked for where the bank’s text for it changed', () => {
    expect(decided([row()], [held({ importKey: TEXT_KEY })])).toEqual(['look']);
    expect(decided([row({ names: ['shell'] })], [held({ importKey: TEXT_KEY })])).toEqual([null]);
  });
});

const day = fc.integer({ min: 1, max: 12 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
const amount = fc.constantFrom(-475, -500, -550, -1000);
const names = fc.constantFrom(['blue bottle'], ['blue bottle coffee'], ['shell'], []);
const key = fc.tuple(fc.constantFrom('id', '20260210'), fc.nat()).map((parts) => parts.join('x'));
const files = fc.uniqueArray(
  fc.record({ importKey: key, postedOn: day, amountMinor: amount, names, isPending: fc.boolean() }),
  { selector: (one) => one.importKey, maxLength: 14 },
);
const ledgers = fc.uniqueArray(
  fc.record({
    id: fc.nat().map(String),
    postedOn: day,
    amountMinor: amount,
    names,
    importKey: fc.option(key),
    isPending: fc.boolean(),
    isFixed: fc.boolean(),
    isHold: fc.boolean(),
  }),
  { selector: (one) => one.id, maxLength: 14 },
);
const told = (verdicts: ReturnType<typeof matchRows>) =>
  new Map([...verdicts].map(([one, verdict]) => [one.importKey, verdict]));

describe('matching', () => {
  it('does not depend on the order of either side', () => {
    fc.assert(
      fc.property(
        files.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ledgers.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([file, shuffled], [ledger, mixed]) => {
          expect(told(matchRows(shuffled, mixed, COVER))).toEqual(
            told(matchRows(file, ledger, COVER)),
          );
        },
      ),
    );
  });

  it('claims no ledger row twice, and asks only for rows nobody claims', () => {
    fc.assert(
      fc.property(files, ledgers, (file, ledger) => {
        const verdicts = [...matchRows(file, ledger, COVER).values()];
        const settled = verdicts.filter((one) => one.decision !== 'look');
        const claimed = settled.flatMap((one) => one.ledgerIds);
        expect(new Set(claimed).size).toBe(claimed.length);
        expect(claimed).toHaveLength(settled.length);
        for (const one of verdicts.filter((verdict) => verdict.decision === 'look')) {
          expect(one.ledgerIds.length).toBeGreaterThan(0);
          expect(one.ledgerIds.some((id) => claimed.includes(id))).toBe(false);
        }
      }),
    );
  });

  it('finds as many of equal rows as there are on both sides', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9 }), fc.nat({ max: 9 }), (n, k) => {
        const file = Array.from({ length: n }, () => row());
        const found = matchRows(
          file,
          Array.from({ length: k }, () => held()),
          COVER,
        );
        expect(found.size).toBe(Math.min(n, k));
      }),
    );
  });

  it('never takes two ids of one source for one', () => {
    fc.assert(
      fc.property(files, ledgers, (file, ledger) => {
        const byId = new Map(ledger.map((one) => [one.id, one]));
        for (const [one, verdict] of matchRows(file, ledger, COVER)) {
          if (one.isPending || !one.importKey.startsWith('id')) continue;
          for (const id of verdict.ledgerIds) {
            const other = byId.get(id);
            expect(other?.importKey?.startsWith('id') && !other.isPending).not.toBe(true);
          }
        }
      }),
    );
  });

  it('finds everything again that was typed from the same file', () => {
    fc.assert(
      fc.property(files, (file) => {
        const posted = file.map((one) => ({ ...one, isPending: false }));
        const ledger = posted.map((one) => held({ ...one, importKey: null }));
        const found = matchRows(posted, ledger, COVER);
        const exactDay = posted.filter((one) => found.has(one));
        expect(exactDay).toHaveLength(posted.length);
      }),
    );
  });
});
