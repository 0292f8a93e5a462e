import type { RuleShare, RuleWish } from '@picture/contract';
import { foldText } from './descriptor.ts';
import type { TransactionsTables } from './transactions.tables.ts';

export type RuleRow = TransactionsTables['category_rules'];

/** What of a rule is not in columns of its own. */
type More = Omit<RuleWish, 'contains' | 'accountId' | 'direction' | 'categoryId' | 'transferTo'>;

/** A rule as it is followed. */
export interface RuleFact extends RuleWish {
  id: string;
}

/** What of a transaction a rule looks at. */
export interface RuleSubject {
  /** Folded: payee, what the bank wrote, memo and note. */
  searchText: string;
  accountId: string;
  amountMinor: number;
  postedOn: string;
}

/** No category: rules that choose none have this in their column. */
export const NO_CATEGORY = '';

const NOTHING: More = {
  minMinor: null,
  maxMinor: null,
  fromDay: null,
  toDay: null,
  payee: null,
  note: null,
  addTagIds: [],
  isHidden: false,
  isReviewed: false,
  isTransfer: false,
  split: [],
};

export function wishOf(row: RuleRow): RuleWish {
  const more: Partial<More> = JSON.parse(row.more_json ?? '{}');
  return {
    ...NOTHING,
    ...more,
    contains: row.contains,
    accountId: row.account_id,
    direction: row.direction,
    categoryId: row.category_id === NO_CATEGORY ? null : row.category_id,
    transferTo: row.transfer_to,
  };
}

/** The columns of a wish. */
export function columnsOf({
  contains,
  accountId,
  direction,
  categoryId,
  transferTo,
  ...more
}: RuleWish): Pick<
  RuleRow,
  'contains' | 'account_id' | 'direction' | 'category_id' | 'transfer_to' | 'more_json'
> {
  return {
    contains,
    account_id: accountId,
    direction,
    category_id: categoryId ?? NO_CATEGORY,
    transfer_to: transferTo,
    more_json: JSON.stringify(more),
  };
}

/** The categories a rule names. */
export const categoriesOf = (row: RuleRow): ReadonlySet<string> => {
  const { categoryId, split } = wishOf(row);
  return new Set([...(categoryId ? [categoryId] : []), ...split.map((share) => share.categoryId)]);
};

/** The rule with another category wherever it names one of these; null where it names none. */
export function repointed(row: RuleRow, from: readonly string[], to: string): RuleRow | null {
  if (![...categoriesOf(row)].some((id) => from.includes(id))) return null;
  const wish = wishOf(row);
  const moved = (id: string) => (from.includes(id) ? to : id);
  return {
    ...row,
    ...columnsOf({
      ...wish,
      categoryId: wish.categoryId && moved(wish.categoryId),
      split: wish.split.map((share) => ({ ...share, categoryId: moved(share.categoryId) })),
    }),
  };
}

/** The rules that are on, in their order, ready to be followed. */
export const factsOf = (rows: readonly RuleRow[]): RuleFact[] =>
  rows
    .filter((row) => row.is_active === 1)
    .map((row) => ({ ...wishOf(row), id: row.id, contains: foldText(row.contains) }));

/** Whether a rule is about a transaction. `contains` is folded. */
export function ruleMatches(rule: RuleFact, subject: RuleSubject): boolean {
  return (
    (rule.accountId === null || rule.accountId === subject.accountId) &&
    (rule.direction === null || rule.direction === (subject.amountMinor > 0 ? 'in' : 'out')) &&
    (rule.minMinor === null || Math.abs(subject.amountMinor) >= rule.minMinor) &&
    (rule.maxMinor === null || Math.abs(subject.amountMinor) <= rule.maxMinor) &&
    // A row of the very account is the other side of what the rule is about.
    rule.transferTo !== subject.accountId &&
    isOnDay(rule, Number(subject.postedOn.slice(8))) &&
    subject.searchText.includes(rule.contains)
  );
}

function isOnDay({ fromDay, toDay }: RuleFact, day: number): boolean {
  const [from, to] = [fromDay ?? 1, toDay ?? 31];
  return from <= to ? day >= from && day <= to : day >= from || day <= to;
}

/** What the rules that match say together: of each field the first that says something decides. */
export interface RuleOutcome {
  categoryId: string | null;
  /** It is a transfer, with this own account or with any; null where no rule says so. */
  transfer: { to: string | null } | null;
  payee: string | null;
  note: string | null;
  addTagIds: string[];
  isHidden: boolean;
  isReviewed: boolean;
  split: readonly RuleShare[];
}

export function outcomeOf(rules: readonly RuleFact[], subject: RuleSubject): RuleOutcome | null {
  const found = rules.filter((rule) => ruleMatches(rule, subject));
  if (found.length === 0) return null;
  const first = <K extends 'categoryId' | 'payee' | 'note'>(key: K): string | null =>
    found.find((rule) => rule[key] !== null)?.[key] ?? null;
  // What a row is for is said once: by a category, by parts with their own, or as a transfer.
  const decider = found.find((rule) => rule.categoryId !== null || isOfTransfers(rule));
  const splitter = found.findIndex((rule) => rule.split.length > 0);
  const isTransfer = decider !== undefined && isOfTransfers(decider);
  const isParted = isTransfer && splitter !== -1 && splitter < found.indexOf(decider);
  return {
    categoryId: isTransfer ? null : first('categoryId'),
    transfer: isTransfer && !isParted ? { to: decider.transferTo } : null,
    payee: first('payee'),
    note: first('note'),
    addTagIds: [...new Set(found.flatMap((rule) => rule.addTagIds))],
    isHidden: found.some((rule) => rule.isHidden),
    isReviewed: found.some((rule) => rule.isReviewed),
    split: isTransfer && !isParted ? [] : (found[splitter]?.split ?? []),
  };
}

/** What the rules say of one transaction after another: those of the same text share the look at its words. */
export function follower(rules: readonly RuleFact[]): (subject: RuleSubject) => RuleOutcome | null {
  const told = new Map<string, readonly RuleFact[]>();
  return (subject) => {
    const { searchText } = subject;
    const about =
      told.get(searchText) ?? rules.filter((rule) => searchText.includes(rule.contains));
    told.set(searchText, about);
    return outcomeOf(about, subject);
  };
}

/** Whether a rule says that what it finds is a transfer. */
export const isOfTransfers = (rule: Pick<RuleWish, 'isTransfer' | 'transferTo'>): boolean =>
  rule.isTransfer || rule.transferTo !== null;

/** Whether a rule does more than choose a category, which every new row has anyway. */
export const doesMore = (rule: RuleFact): boolean =>
  rule.payee !== null ||
  rule.note !== null ||
  rule.addTagIds.length > 0 ||
  rule.isHidden ||
  rule.isReviewed ||
  isOfTransfers(rule) ||
  rule.split.length > 0;

/**
 * An amount in parts of these percentages, to the minor unit: each is cut off towards zero, and what
 * is left over goes unit by unit to the parts that lost most (the largest remainder method).
 */
export function sharesOf(amountMinor: number, percents: readonly number[]): number[] {
  const size = BigInt(Math.abs(amountMinor));
  const hundredths = percents.map((percent) => BigInt(Math.round(percent * 100)));
  const whole = hundredths.reduce((sum, one) => sum + one, 0n);
  const parts = hundredths.map((one, at) => ({
    at,
    units: (size * one) / whole,
    lost: (size * one) % whole,
  }));
  let left = size - parts.reduce((sum, part) => sum + part.units, 0n);
  for (const part of parts.toSorted((a, b) =>
    a.lost === b.lost ? a.at - b.at : a.lost > b.lost ? -1 : 1,
  )) {
    if (left === 0n) break;
    part.units += 1n;
    left -= 1n;
  }
  const sign = amountMinor < 0 ? -1 : 1;
  return parts.map((part) => sign * Number(part.units));
}
