import { setImmediate as nextTurn } from 'node:timers/promises';
import { ahead } from '../../platform/ahead.ts';
import type { Reader } from '../../platform/http/who.ts';
import { listCategoryRows } from './categories.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { findTexts } from './matching-texts.repository.ts';
import { listTies } from './refunds.repository.ts';
import { applyChanges } from './row-edits.service.ts';
import { listParts } from './row-parts.repository.ts';
import { tagUntagged } from './row-parts.service.ts';
import { pairsOf } from './rule-transfers.service.ts';
import { ruledTransfer } from './ruled-rows.service.ts';
import { findEnd, listRuleSubjects, type SubjectRow, subjectOf } from './rules.repository.ts';
import { follower, type RuleFact, type RuleOutcome, sharesOf } from './rules.ts';
import { splitRows } from './split-lines.service.ts';
import { listTagRows } from './tags.repository.ts';
import { type Changed, changeOf } from './transaction-change.ts';
import { areFew, textParts } from './transaction-leads.repository.ts';
import { listTransactionsById } from './transactions.repository.ts';
import { linkPairs } from './transfer-links.service.ts';

type Read = Parameters<typeof pairsOf>[0];

const ROWS_AT_ONCE = 5000;
/** The more are changed together, the more of them change alike, and are written as one. */
const EFFECTS_AT_ONCE = 20_000;

/** Which rows rules are followed on: those of one import, or all there are. */
export interface RuleScope {
  importId?: string;
  /** Of an import, the rows written from this instant on. */
  since?: string | undefined;
}

export interface Effect {
  row: SubjectRow;
  outcome: RuleOutcome;
}

/** What rules would do: to which rows, and which pairs would become transfers. */
export interface Effects {
  effects: Effect[];
  matching: SubjectRow[];
  pairs: [string, string][];
}

/**
 * What rules would change, row by row. A category that a person chose, a transfer or a refund made stays; what
 * is split stays split; a category, tag or part that is gone is left out.
 */
export async function effectsOf(
  db: Read,
  reader: Reader,
  rules: readonly RuleFact[],
  scope: RuleScope = {},
): Promise<Effects> {
  const categories = new Map(
    (await listCategoryRows(db, reader.householdId)).map((row) => [row.id, row]),
  );
  const tags = new Set((await listTagRows(db, reader.householdId)).map((row) => row.id));
  const matched: { row: SubjectRow; outcome: RuleOutcome }[] = [];
  const outcomeOf = follower(rules);
  for await (const rows of ahead(subjectsOf(db, reader, rules, scope))) {
    for (const row of rows) {
      const outcome = outcomeOf(subjectOf(row));
      if (outcome) matched.push({ row, outcome: lasting(outcome, categories, tags) });
    }
  }
  const ids = matched.map(({ row }) => row.id);
  const tagged = new Set(
    (await listParts(db, 'transaction_tags', reader.householdId, ids)).map(
      (part) => `${part.transaction_id} ${part.tag_id}`,
    ),
  );
  const pairs = await pairsOf(
    db,
    reader,
    matched.flatMap(({ row, outcome }) => ruledTransfer(row, outcome)),
  );
  const ties = await listTies(db, reader.householdId, ids);
  const refunds = new Set(ties.map((tie) => tie.refundId));
  const tied = new Set(ties.flatMap((tie) => [tie.refundId, tie.purchaseId]));
  const paired = new Set(pairs.flat());
  const transferId = [...categories.values()].find((row) => row.key_name === 'transfer')?.id;
  const effects = matched.flatMap(({ row, outcome }) => {
    const open = row.transfer_id === null && !refunds.has(row.id);
    // What waits for its other side is no income or spending meanwhile.
    const isMarked = categories.get(row.category_id)?.type === 'transfer';
    const waitsAs = outcome.transfer && !isMarked && !paired.has(row.id) ? transferId : undefined;
    const chosen = outcome.categoryId ?? waitsAs ?? null;
    const isOpen = open && row.split_id === null;
    const changed: RuleOutcome = {
      categoryId:
        open && row.category_source !== 'user' && chosen !== row.category_id ? chosen : null,
      transfer: isOpen ? outcome.transfer : null,
      payee: outcome.payee === row.payee ? null : outcome.payee,
      note: row.note === null ? outcome.note : null,
      addTagIds: outcome.addTagIds.filter((tagId) => !tagged.has(`${row.id} ${tagId}`)),
      isHidden: outcome.isHidden && row.is_hidden === 0,
      isReviewed: outcome.isReviewed && row.review_on !== null,
      split: isOpen && !tied.has(row.id) ? outcome.split : [],
    };
    const isChanged = paired.has(row.id) || !isNothing(changed);
    return isChanged ? [{ row, outcome: changed }] : [];
  });
  return { effects, matching: matched.map(({ row }) => row), pairs };
}

/** The rows that these rules could be about, some thousands at a time, by their texts where one word finds few. */
async function* subjectsOf(
  db: Read,
  reader: Reader,
  rules: readonly RuleFact[],
  { importId, since }: RuleScope,
): AsyncGenerator<SubjectRow[]> {
  const [only] = rules;
  if (!only) return;
  if (rules.length === 1 && only.contains !== '' && importId === undefined) {
    const texts = await findTexts(db, reader.householdId, [{ word: only.contains }], []);
    if (areFew(texts)) {
      for await (const part of textParts(texts)) {
        yield await listRuleSubjects(db, reader, { part });
        await nextTurn();
      }
      return;
    }
  }
  const endOf = (after: string) =>
    findEnd(db, reader.householdId, { importId, since, after, rows: ROWS_AT_ONCE });
  let after = '';
  for (let upTo = await endOf(after); upTo !== null; upTo = await endOf(after)) {
    yield await listRuleSubjects(db, reader, { importId, since, ids: { after, upTo } });
    after = upTo;
    await nextTurn();
  }
}

const isNothing = (outcome: RuleOutcome): boolean =>
  outcome.categoryId === null &&
  outcome.payee === null &&
  outcome.note === null &&
  outcome.addTagIds.length + outcome.split.length === 0 &&
  !outcome.isHidden &&
  !outcome.isReviewed;

function lasting(
  outcome: RuleOutcome,
  categories: ReadonlyMap<string, unknown>,
  tags: ReadonlySet<string>,
): RuleOutcome {
  const { categoryId, split } = outcome;
  return {
    ...outcome,
    categoryId: categoryId !== null && categories.has(categoryId) ? categoryId : null,
    addTagIds: outcome.addTagIds.filter((id) => tags.has(id)),
    split: split.every((share) => categories.has(share.categoryId)) ? split : [],
  };
}

/** Makes these changes in the ledger; gives what was changed, for the log. */
export async function applyEffects(
  ledger: LedgerEdit,
  reader: Reader,
  { effects, pairs }: Pick<Effects, 'effects' | 'pairs'>,
): Promise<{ id: string; accountId: string }[]> {
  for (let at = 0; at < effects.length; at += EFFECTS_AT_ONCE) {
    await applyOwn(ledger, reader, effects.slice(at, at + EFFECTS_AT_ONCE));
  }
  const own = effects.map(({ row }) => ({ id: row.id, accountId: row.account_id }));
  const linked = await linkPairs(ledger, reader, pairs, { skipChanged: true });
  const sides = linked.flatMap(({ transactionIds, accountIds }) =>
    transactionIds.map((id, at) => ({ id, accountId: accountIds[at] ?? '' })),
  );
  return [...new Map([...own, ...sides].map((one) => [one.id, one])).values()];
}

/** What changes each row for itself. */
async function applyOwn(
  ledger: LedgerEdit,
  reader: Reader,
  effects: readonly Effect[],
): Promise<void> {
  await applyChanges(
    ledger,
    effects.map(({ row, outcome }) => ({ row, changed: changedBy(row, outcome) })),
  );
  const byTag = Map.groupBy(
    effects.flatMap(({ row, outcome }) => outcome.addTagIds.map((tagId) => ({ tagId, row }))),
    ({ tagId }) => tagId,
  );
  for (const [tagId, tagged] of byTag) {
    await tagUntagged(
      ledger,
      tagged.map(({ row }) => row),
      tagId,
    );
  }
  await splitAll(
    ledger,
    reader,
    new Map(
      effects
        .filter(({ outcome }) => outcome.split.length > 0)
        .map(({ row, outcome }) => [row.id, outcome.split]),
    ),
  );
}

function changedBy(row: SubjectRow, outcome: RuleOutcome): Changed {
  const { columns, text } = changeOf(row, {
    ...(outcome.payee !== null && { payee: outcome.payee }),
    ...(outcome.note !== null && { note: outcome.note }),
    ...(outcome.isHidden && { isHidden: true }),
    ...((outcome.isReviewed || outcome.categoryId !== null) && { needsReview: false }),
  });
  if (outcome.categoryId === null) return { columns, text };
  const decided = { category_id: outcome.categoryId, category_source: 'rule', confidence: 1000 };
  return { columns: { ...columns, ...decided } as Changed['columns'], text };
}

/** Splits these rows, as they are now, by the shares of each. */
async function splitAll(
  ledger: LedgerEdit,
  reader: Reader,
  sharesById: ReadonlyMap<string, RuleOutcome['split']>,
): Promise<void> {
  const rows = await listTransactionsById(ledger.tx, reader, [...sharesById.keys()]);
  await splitRows(
    ledger,
    rows.map((row) => {
      const shares = sharesById.get(row.id) ?? [];
      const parts = sharesOf(
        row.amount_minor,
        shares.map((share) => share.percent),
      );
      const lines = shares.map(({ categoryId, note }, at) => ({
        amountMinor: parts[at] ?? 0,
        categoryId,
        ...(note !== null && { note }),
      }));
      return { row, lines };
    }),
  );
}
