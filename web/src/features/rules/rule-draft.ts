import type { Rule, RuleWish } from '@picture/contract';

/** A rule as it is typed. */
export interface RuleDraft {
  contains: string;
  accountId: string;
  direction: '' | 'in' | 'out';
  /** Sizes in units, as typed. */
  min: string;
  max: string;
  fromDay: string;
  toDay: string;
  categoryId: string;
  payee: string;
  note: string;
  tags: string[];
  isHidden: boolean;
  isReviewed: boolean;
  /** Empty where it is no transfer, else the account it is with or `any`. */
  transfer: string;
  shares: { key: number; percent: string; categoryId: string }[];
}

/** A transfer with whichever own account has the other side. */
export const ANY_ACCOUNT = 'any';

export const draftOf = (
  rule: Rule | null,
  write: (minor: number) => string,
  tags: string[],
): RuleDraft => ({
  contains: rule?.contains ?? '',
  accountId: rule?.accountId ?? '',
  direction: rule?.direction ?? '',
  min: rule?.minMinor == null ? '' : write(rule.minMinor),
  max: rule?.maxMinor == null ? '' : write(rule.maxMinor),
  fromDay: rule?.fromDay?.toString() ?? '',
  toDay: rule?.toDay?.toString() ?? '',
  categoryId: rule?.categoryId ?? '',
  payee: rule?.payee ?? '',
  note: rule?.note ?? '',
  tags,
  isHidden: rule?.isHidden ?? false,
  isReviewed: rule?.isReviewed ?? false,
  transfer: rule?.transferTo ?? (rule?.isTransfer ? ANY_ACCOUNT : ''),
  shares: (rule?.split ?? []).map((share, key) => ({
    key,
    percent: String(share.percent),
    categoryId: share.categoryId,
  })),
});

const dayOf = (text: string): number | null => (/^\d{1,2}$/.test(text) ? Number(text) : null);

/** The rule a draft stands for; null while it says too little or something that cannot be read. */
export function wishOf(
  draft: RuleDraft,
  read: (text: string) => number | null,
  tagIds: string[],
): RuleWish | null {
  const [minMinor, maxMinor] = [draft.min, draft.max].map((text) => (text ? read(text) : null));
  const isTransfer = draft.transfer !== '';
  // A transfer has its own category and no parts.
  const shares = (isTransfer ? [] : draft.shares).map((share) => ({
    percent: Number(share.percent.replace(',', '.')),
    categoryId: share.categoryId,
    note: null,
  }));
  const wish: RuleWish = {
    contains: draft.contains.trim(),
    accountId: draft.accountId || null,
    direction: draft.direction || null,
    minMinor: minMinor ?? null,
    maxMinor: maxMinor ?? null,
    fromDay: dayOf(draft.fromDay),
    toDay: dayOf(draft.toDay),
    categoryId: isTransfer ? null : draft.categoryId || null,
    payee: draft.payee.trim() || null,
    note: draft.note.trim() || null,
    addTagIds: tagIds,
    isHidden: draft.isHidden,
    isReviewed: draft.isReviewed,
    isTransfer,
    transferTo: isTransfer && draft.transfer !== ANY_ACCOUNT ? draft.transfer : null,
    split: shares,
  };
  const isUnread = (draft.min && minMinor === null) || (draft.max && maxMinor === null);
  const asks =
    wish.contains.length >= 2 ||
    [wish.accountId, wish.direction, wish.minMinor, wish.maxMinor, wish.fromDay, wish.toDay].some(
      (value) => value !== null,
    );
  const does =
    [wish.categoryId, wish.payee, wish.note].some((value) => value !== null) ||
    tagIds.length + draft.tags.length + shares.length > 0 ||
    wish.isHidden ||
    wish.isReviewed ||
    isTransfer;
  const isWhole =
    shares.length === 0 ||
    (shares.length > 1 &&
      shares.every((share) => share.percent > 0 && share.categoryId !== '') &&
      Math.round(shares.reduce((sum, share) => sum + share.percent, 0) * 100) === 100_00);
  return asks && does && isWhole && !isUnread ? wish : null;
}
