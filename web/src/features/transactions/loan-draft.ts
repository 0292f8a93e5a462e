/** The parts of a loan payment as they are typed, in minor units without a sign. */
export interface Parts {
  principal: number;
  interest: number;
  escrow: number;
}

/**
 * The parts after one was changed; together they stay the payment. What is typed as interest or
 * escrow is taken from the principal, and a principal that is typed from the interest. Where the
 * loan's own row tells the principal, interest and escrow make way for each other.
 */
export function withPart(
  parts: Parts,
  which: keyof Parts,
  minor: number,
  isPrincipalTold: boolean,
): Parts {
  const whole = parts.principal + parts.interest + parts.escrow;
  const next = { ...parts, [which]: minor };
  const yields: keyof Parts =
    which === 'principal'
      ? 'interest'
      : isPrincipalTold
        ? which === 'interest'
          ? 'escrow'
          : 'interest'
        : 'principal';
  const others = next.principal + next.interest + next.escrow - next[yields];
  return { ...next, [yields]: whole - others };
}
