import { Trans, useLingui } from '@lingui/react/macro';
import type { ImportRow, RowDecision, RowReason } from '@picture/contract';

/** A decision in a word or two. */
export function DecisionWord({ decision }: { decision: RowDecision }) {
  const words: Record<RowDecision, React.ReactNode> = {
    add: <Trans>add</Trans>,
    duplicate: <Trans>already there</Trans>,
    confirm: <Trans>confirm yours</Trans>,
    look: <Trans>needs a look</Trans>,
    skip: <Trans>leave out</Trans>,
  };
  return words[decision];
}

/** Why a row is not simply added, in a sentence. */
export function useReasonText(): (row: ImportRow) => string {
  const { t } = useLingui();
  return (row) => {
    const reasons: Record<RowReason, string> = {
      key: t`This row of your bank is in your ledger already.`,
      deleted: t`You deleted this transaction before, so it does not come again by itself.`,
      moved: t`You moved it to another account.`,
      typed: t`You typed it by hand: same amount, a like name, and a day close by.`,
      pending: t`It was pending, and your bank booked it.`,
      alike: t`Another file brought it: same amount and a like name.`,
      other_day: t`Same amount and a like name on another day. It may be a purchase of its own.`,
      amount: t`It was pending with another amount; the name is alike.`,
      unlike: t`The amount is the same, the name is another.`,
      several: t`More than one transaction fits.`,
    };
    return row.reason ? reasons[row.reason] : t`Nothing in your ledger looks like it.`;
  };
}
