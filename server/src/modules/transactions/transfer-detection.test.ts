import { addDays } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DetectionWish, findTransfers, type Side } from './transfer-detection.ts';
import { transferSpeaker } from './transfer-words.ts';

let next = 0;
const side = (accountId: string, amountMinor: number, day: number, part: Partial<Side> = {}) => {
  next += 1;
  return {
    id: `t${String(next).padStart(4, '0')}`,
    accountId,
    currency: 'USD',
    postedOn: addDays('2026-03-01', day),
    amountMinor,
    saysTransfer: false,
    ...part,
  };
};
const find = (sides: Side[], part: Partial<DetectionWish> = {}) =>
  findTransfers({
    sides,
    toHome: (minor, currency) => (currency === 'EUR' ? Math.round(minor * 1.1) : minor),
    isRefused: () => false,
    ...part,
  });
const says = { saysTransfer: true };

describe('finding transfers', () => {
  it('links opposite amounts in two accounts where a side says so, once and surely', () => {
    const [out, into] = [side('a', -5_000, 0, says), side('b', 5_000, 2)];
    expect(find([out, into])).toMatchObject([{ outId: out.id, inId: into.id, isSure: true }]);
    expect(find([out, side('a', 5_000, 1)])).toEqual([]);
    expect(find([out, side('b', 5_000, 6)])).toEqual([]);
    expect(find([out, side('b', 5_001, 0)])).toEqual([]);
  });

  it('asks where nothing says so, and says nothing where several could be', () => {
    const [out, into] = [side('a', -5_000, 0), side('b', 5_000, 2)];
    expect(find([out, into])).toMatchObject([{ outId: out.id, inId: into.id, isSure: false }]);
    expect(find([out, into, side('c', 5_000, 1)])).toEqual([]);
  });

  it('takes the nearest of several and is not sure of equals', () => {
    const out = side('a', -5_000, 0, says);
    const [same, later] = [side('b', 5_000, 0, says), side('c', 5_000, 3, says)];
    expect(find([out, later, same])).toMatchObject([
      { outId: out.id, inId: same.id, isSure: true },
    ]);
    const twin = side('c', 5_000, 0, says);
    expect(find([out, same, twin])).toMatchObject([{ outId: out.id, isSure: false }]);
  });

  it('finds a conversion within 3 % where both sides say so', () => {
    const out = side('a', -10_000, 0, { ...says, currency: 'EUR' });
    const arrived = (minor: number) => side('b', minor, 1, says);
    expect(find([out, arrived(10_800)])).toHaveLength(1);
    expect(find([out, arrived(10_600)])).toEqual([]);
    expect(find([out, { ...arrived(11_000), saysTransfer: false }])).toEqual([]);
    expect(find([out, arrived(11_000)], { toHome: () => null })).toEqual([]);
  });

  it('does not find again what was refused', () => {
    const sides = [side('a', -5_000, 0, says), side('b', 5_000, 0, says)];
    expect(find(sides, { isRefused: () => true })).toEqual([]);
  });

  it('uses each side once, across accounts, whatever the order of the rows', () => {
    const any = fc.record({
      accountId: fc.constantFrom('a', 'b', 'c'),
      currency: fc.constantFrom('USD', 'EUR'),
      amountMinor: fc.constantFrom(-3_300, -3_000, 3_000, 3_300),
      day: fc.integer({ min: 0, max: 12 }),
      saysTransfer: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (rows, order) => {
        const sides = rows.map(({ day, ...row }) => side(row.accountId, row.amountMinor, day, row));
        const found = find(sides);
        const ids = found.flatMap((pair) => [pair.outId, pair.inId]);
        expect(new Set(ids).size).toBe(ids.length);
        const byId = new Map(sides.map((one) => [one.id, one]));
        for (const { outId, inId } of found) {
          const [out, into] = [byId.get(outId), byId.get(inId)];
          expect(out?.accountId).not.toBe(into?.accountId);
          expect((out?.amountMinor ?? 0) < 0 && (into?.amountMinor ?? 0) > 0).toBe(true);
        }
        const shuffled = sides
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((x, y) => x.at - y.at)
          .map(({ one }) => one);
        expect(find(shuffled)).toEqual(found);
      }),
    );
  });
});

it('hears of transfers in words and in the names of own accounts', () => {
  const speaks = transferSpeaker(['Rainy day', 'ING']);
  expect(speaks('online transfer to xx123')).toBe(true);
  expect(speaks('move to rainy day 12')).toBe(true);
  expect(speaks('traspaso entre cuentas')).toBe(true);
  expect(speaks('shopping at corner')).toBe(false);
});
