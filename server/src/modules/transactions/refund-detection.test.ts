import { addDays } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRefunds, type Movement } from './refund-detection.ts';
import { saysNoRefund, saysRefund, withoutRefundWords } from './refund-words.ts';

let next = 0;
const move = (amountMinor: number, day: number, part: Partial<Movement> = {}): Movement => {
  next += 1;
  return {
    id: `t${String(next).padStart(4, '0')}`,
    accountId: 'card',
    currency: 'USD',
    postedOn: addDays('2026-03-01', day),
    amountMinor,
    merchantKey: 'shoe shop',
    saysRefund: false,
    ...part,
  };
};
const find = (rows: Movement[]) => findRefunds(rows, () => false);
const says = { saysRefund: true };

describe('finding refunds', () => {
  it('is sure of the same amount back from the same merchant within 120 days', () => {
    const [bought, back] = [move(-5_000, 0), move(5_000, 120)];
    const pair = { purchaseId: bought.id, refundId: back.id };
    expect(find([back, bought])).toMatchObject([{ ...pair, isSure: true }]);
    expect(find([bought, move(5_000, 121)])).toMatchObject([]);
    expect(find([bought, move(5_000, -1)])).toMatchObject([]);
    expect(find([bought, move(5_000, 5, { merchantKey: 'other' })])).toMatchObject([]);
    expect(find([bought, move(5_000, 5, { currency: 'EUR' })])).toMatchObject([]);
    expect(find([move(-1, 0, { merchantKey: '' }), move(1, 0, { merchantKey: '' })])).toMatchObject(
      [],
    );
  });

  it('asks on another card, unless the text says that it is a refund', () => {
    const bought = move(-5_000, 0);
    expect(find([bought, move(5_000, 3, { accountId: 'other' })])).toMatchObject([
      { isSure: false },
    ]);
    expect(find([bought, move(5_000, 3, { accountId: 'other', ...says })])).toMatchObject([
      { isSure: true },
    ]);
  });

  it('asks for a part, and gives back no more than was paid', () => {
    const bought = move(-5_000, 0);
    const [one, two, three] = [move(2_000, 3), move(2_500, 4), move(1_000, 5)];
    expect(find([bought, one, two, three])).toMatchObject([
      { purchaseId: bought.id, refundId: one.id, isSure: false },
      { purchaseId: bought.id, refundId: two.id, isSure: false },
    ]);
  });

  it('takes the latest of equal purchases and is not sure of it', () => {
    const [first, second, back] = [move(-450, 0), move(-450, 2), move(450, 4)];
    expect(find([first, second, back])).toMatchObject([
      { purchaseId: second.id, refundId: back.id, isSure: false },
    ]);
    const again = move(450, 5);
    const found = find([first, second, back, again]);
    expect(found.map((pair) => pair.purchaseId)).toEqual([second.id, first.id]);
    expect(found.every((pair) => !pair.isSure)).toBe(true);
  });

  it('prefers what is whole to what is a part', () => {
    const [dear, cheap, back] = [move(-9_000, 3), move(-5_000, 0), move(5_000, 5)];
    expect(find([dear, cheap, back])).toMatchObject([
      { purchaseId: cheap.id, refundId: back.id, isSure: true },
    ]);
  });

  it('does not find again what was refused', () => {
    expect(findRefunds([move(-5_000, 0), move(5_000, 1)], () => true)).toEqual([]);
  });

  it('uses each refund once and no purchase up, whatever the order of the rows', () => {
    const any = fc.record({
      accountId: fc.constantFrom('a', 'b'),
      merchantKey: fc.constantFrom('shop', 'store'),
      amountMinor: fc.constantFrom(-3_300, -3_000, 1_000, 3_000, 3_300),
      day: fc.integer({ min: 0, max: 130 }),
      saysRefund: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (rows, order) => {
        const moves = rows.map(({ day, amountMinor, ...row }) => move(amountMinor, day, row));
        const byId = new Map(moves.map((one) => [one.id, one]));
        const found = find(moves);
        expect(new Set(found.map((pair) => pair.refundId)).size).toBe(found.length);
        const left = new Map(moves.map((one) => [one.id, -one.amountMinor]));
        for (const { purchaseId, refundId, isSure } of found) {
          const [bought, back] = [byId.get(purchaseId), byId.get(refundId)];
          expect(bought?.merchantKey).toBe(back?.merchantKey);
          expect((bought?.postedOn ?? '') <= (back?.postedOn ?? '')).toBe(true);
          if (isSure) expect(bought?.amountMinor).toBe(-(back?.amountMinor ?? 0));
          left.set(purchaseId, (left.get(purchaseId) ?? 0) - (back?.amountMinor ?? 0));
          expect(left.get(purchaseId)).toBeGreaterThanOrEqual(0);
        }
        const shuffled = moves
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((x, y) => x.at - y.at)
          .map(({ one }) => one);
        expect(find(shuffled)).toEqual(expect.arrayContaining(found));
      }),
    );
  });
});

it('hears of refunds in words, and names the merchant without them', () => {
  expect(saysRefund('refund shoe shop')).toBe(true);
  expect(saysRefund('devolucion zara')).toBe(true);
  expect(saysRefund('gutschrift mediamarkt')).toBe(true);
  expect(saysRefund('shoe shop')).toBe(false);
  expect(saysNoRefund('acme payroll')).toBe(true);
  expect(saysNoRefund('zelle from jane')).toBe(true);
  expect(withoutRefundWords('REFUND Shoe Shop')).toBe('Shoe Shop');
  expect(withoutRefundWords('Return')).toBe('Return');
});
