/**
 * What banks themselves write: pay, interest, fees, transfers, card payments, cash. The sign of the
 * amount is evidence: "INTEREST" is income when positive and a charge when negative.
 */
export interface StatementPattern {
  /** Category of money out, and of an amount whose sign is not known. */
  readonly out: string;
  /** Category of money in; the same as `out` when left away. */
  readonly in?: string;
  readonly confidence: number;
  /** For money in, when it differs. */
  readonly inConfidence?: number;
  /** A decisive pattern outranks a merchant's name ("ATM WITHDRAWAL 7-ELEVEN"); a hint does not. */
  readonly decisive: boolean;
  readonly phrases: string;
}
