import type { Transaction } from '@picture/contract';

/** A line as it is typed: sizes without a sign, which is that of the whole. */
export interface LineDraft {
  /** Tells the lines apart while they come and go. */
  key: number;
  transactionId?: string;
  amount: string;
  categoryId: string;
  note: string;
  /** Takes what the others leave over, until somebody types an amount. */
  isRest?: boolean;
}

/** What the lines leave over of the whole, all in minor units without a sign. */
export const leftOver = (wholeMinor: number, linesMinor: readonly (number | null)[]): number =>
  linesMinor.reduce<number>((rest, minor) => rest - (minor ?? 0), Math.abs(wholeMinor));

/** The whole in equal parts, the first ones a cent larger where it does not divide. */
export function equalParts(wholeMinor: number, count: number): number[] {
  const size = Math.abs(wholeMinor);
  const part = Math.floor(size / count);
  return Array.from({ length: count }, (_, at) => part + (at < size - part * count ? 1 : 0));
}

/** The lines a form begins with: those there are, or the whole and an empty one. */
export const firstLines = (
  row: Transaction,
  lines: readonly Transaction[],
  write: (minor: number) => string,
): LineDraft[] => {
  const present = lines.length > 0 ? lines : [row];
  const drafts = present.map((line, key) => ({
    key,
    transactionId: line.id,
    amount: write(Math.abs(line.amount.amountMinor)),
    categoryId: line.categoryId,
    note: line.note ?? '',
  }));
  return lines.length > 0
    ? drafts
    : [...drafts, { key: 1, amount: '', categoryId: row.categoryId, note: '', isRest: true }];
};

/** The lines after one was changed: the one that takes the rest follows. */
export function withChange(
  drafts: readonly LineDraft[],
  key: number,
  part: Partial<LineDraft>,
  rest: (others: readonly LineDraft[]) => string,
): LineDraft[] {
  const typed = part.amount !== undefined;
  const changed = drafts.map((one) =>
    one.key === key ? { ...one, ...part, ...(typed && { isRest: false }) } : one,
  );
  if (!typed) return changed;
  return changed.map((one) =>
    one.isRest ? { ...one, amount: rest(changed.filter((other) => other !== one)) } : one,
  );
}
