import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Parts, withPart } from './loan-draft.ts';

const parts: Parts = { principal: 9_955, interest: 50_000, escrow: 0 };

it('takes interest and escrow from the principal, and a principal from the interest', () => {
  expect(withPart(parts, 'escrow', 1_000, false)).toEqual({
    ...parts,
    principal: 8_955,
    escrow: 1_000,
  });
  expect(withPart(parts, 'interest', 49_000, false)).toMatchObject({ principal: 10_955 });
  expect(withPart(parts, 'principal', 0, false)).toMatchObject({ interest: 59_955 });
});

it('leaves a principal alone that the loan tells', () => {
  expect(withPart(parts, 'interest', 40_000, true)).toEqual({
    ...parts,
    interest: 40_000,
    escrow: 10_000,
  });
  expect(withPart(parts, 'escrow', 20_000, true)).toMatchObject({
    principal: 9_955,
    interest: 30_000,
  });
});

it('always adds up to the payment', () => {
  const minor = fc.nat(1_000_000);
  fc.assert(
    fc.property(
      fc.record({ principal: minor, interest: minor, escrow: minor }),
      fc.constantFrom<keyof Parts>('principal', 'interest', 'escrow'),
      minor,
      fc.boolean(),
      (before, which, typed, told) => {
        const after = withPart(before, which, typed, told);
        expect(after[which]).toBe(typed);
        expect(after.principal + after.interest + after.escrow).toBe(
          before.principal + before.interest + before.escrow,
        );
      },
    ),
  );
});
