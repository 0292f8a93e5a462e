import { MAX_SPLIT_LINES } from '@picture/contract';
import type { Decision } from '../transactions/index.ts';
import type { StagedRow, StagedSplit } from './findings.ts';
import type { ParsedSplit, ParsedTransaction } from './formats/index.ts';

type Extras = Pick<StagedRow, 'isPending' | 'isHidden' | 'tags' | 'note' | 'splits'>;

/** What a row says beside its texts, with nothing for what it does not. */
export function extrasOf(
  row: ParsedTransaction,
  decideLine: (split: ParsedSplit) => Decision,
): Extras {
  const { isPending, isHidden, tags } = row;
  const note = row.note?.trim();
  const splits = linesOf(row);
  return {
    ...(isPending && { isPending }),
    ...(isHidden && { isHidden }),
    ...(tags && { tags }),
    ...(note && { note }),
    ...(splits && {
      splits: splits.map(
        (split): StagedSplit => ({
          amountMinor: split.amountMinor,
          category: decideLine(split),
          ...(split.memo?.trim() && { note: split.memo.trim() }),
          ...(split.tags && { tags: split.tags }),
        }),
      ),
    }),
  };
}

/** Lines that make the whole; parts that do not were told of, and leave the row whole. */
function linesOf({ splits, amountMinor }: ParsedTransaction): ParsedSplit[] | null {
  if (splits === null || splits.length < 2 || splits.length > MAX_SPLIT_LINES) return null;
  const sum = splits.reduce((total, split) => total + split.amountMinor, 0);
  return sum === amountMinor ? splits : null;
}

/** Of a single part its category is that of the whole. */
export const fileCategoryOf = ({ category, splits }: ParsedTransaction): string | null =>
  category ?? (splits?.length === 1 ? (splits[0]?.category ?? null) : null);

/** The memo without what is said as note or as the bank's text already. */
export function memoBeside(row: ParsedTransaction): string | null {
  const memo = row.memo?.trim() || null;
  const { note, originalPayee } = row;
  if (memo === null || (note === undefined && originalPayee === undefined)) return memo;
  if (memo === note?.trim() || memo === originalPayee) return null;
  const end = ` · ${note}`;
  return note && memo.endsWith(end) ? memo.slice(0, -end.length) : memo;
}
