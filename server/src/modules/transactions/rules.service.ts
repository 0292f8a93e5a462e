import type {
  Body,
  createRule,
  editRule,
  FoundSum,
  getRuleOffer,
  Query,
  Rule,
  RuleWish,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { findVisibleAccount, listHiddenAccountIds } from '../accounts/index.ts';
import { type Change, changeHousehold } from '../settings/index.ts';
import { listChoicesOf } from './categories.repository.ts';
import { choiceKey, tellingText } from './categorization.ts';
import { foldText } from './descriptor.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { isNowTwice, nameToKeep } from './merchants.service.ts';
import { applyEffects, effectsOf } from './rule-effects.service.ts';
import { linkRuled } from './rule-transfers.service.ts';
import {
  deleteRuleRow,
  findDays,
  insertRule,
  listRuleRows,
  type SubjectRow,
  updateRule,
} from './rules.repository.ts';
import { columnsOf, doesMore, factsOf, outcomeOf, type RuleRow, wishOf } from './rules.ts';
import { assertTags } from './tags.service.ts';
import { toldOf } from './told-rows.ts';
import { assertCategory, merchantOf } from './transaction-change.ts';
import { presentAll } from './transaction-view.service.ts';
import { findTransaction, listTransactionsById } from './transactions.repository.ts';

const EXAMPLES = 20;

export type Rules = ReturnType<typeof createRules>;

export function createRules(database: Database<LedgerTables>, clock: Clock) {
  const { read } = database;

  const seen = async (db: Change<LedgerTables>['tx'] | typeof read, who: Who) =>
    (await listRuleRows(db, who.householdId)).filter(
      (row) => !accountsOf(row).some((id) => who.hiddenAccountIds.includes(id)),
    );

  async function getRule(tx: Change<LedgerTables>['tx'], who: Who, id: string): Promise<RuleRow> {
    const rule = (await seen(tx, who)).find((row) => row.id === id);
    if (!rule) throw notFound('rule');
    return rule;
  }

  /** Follows a rule on what is there; gives what it changed. */
  async function applied(ledger: LedgerEdit, who: Who, row: RuleRow, wanted: boolean) {
    if (!wanted || row.is_active === 0) return [];
    return applyEffects(ledger, who, await effectsOf(ledger.tx, who, factsOf([row])));
  }

  return {
    list: async (who: Who) => ({ items: (await seen(read, who)).map(present) }),

    /** A new rule is tried before older ones: whoever writes it has just seen what they do. */
    create: (who: Who, { applyToExisting, ...wish }: Body<typeof createRule>) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const ledger = await LedgerEdit.open(change, who);
        await assertWish(ledger, who, wish);
        const others = await listRuleRows(tx, who.householdId);
        const row: RuleRow = {
          household_id: who.householdId,
          id: newId(),
          position: Math.min(1, ...others.map((other) => other.position)) - 1,
          ...columnsOf(wish),
          is_active: 1,
          created_at: change.at,
        };
        await insertRule(tx, row);
        ledger.keep('category_rules', null, row, accountsOf(row)[0]);
        const changed = await applied(ledger, who, row, applyToExisting);
        const after = { ...row, changed: toldChanged(changed) };
        await ledger.post({ action: 'rule.create', entityId: row.id, after });
        return { rule: present(row), changedTransactions: changed.length };
      }),

    edit: (who: Who, id: string, wish: Body<typeof editRule>) =>
      changeHousehold(database, clock, who, async (change) => {
        const { applyToExisting, isActive, ...told } = wish;
        const before = await getRule(change.tx, who, id);
        const ledger = await LedgerEdit.open(change, who);
        await assertWish(ledger, who, told);
        const row = { ...before, ...columnsOf(told), is_active: isActive ? 1 : 0 };
        await updateRule(change.tx, row);
        ledger.keep('category_rules', before, row, accountsOf(row)[0]);
        const changed = await applied(ledger, who, row, applyToExisting);
        const after = { ...row, changed: toldChanged(changed) };
        await ledger.post({ action: 'rule.edit', entityId: id, before, after });
        return { rule: present(row), changedTransactions: changed.length };
      }),

    order: (who: Who, ids: readonly string[]) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const rows = await seen(tx, who);
        if (!ids.every((id) => rows.some((row) => row.id === id))) throw notFound('rule');
        if (ids.length !== rows.length || new Set(ids).size !== ids.length) {
          throw new AppError('invalid_request', 'Name each rule once.');
        }
        const ledger = await LedgerEdit.open(change, who);
        // Rules of accounts that are hidden from this person keep their places among the others.
        const places = rows.map((row) => row.position).sort((a, b) => a - b);
        for (const row of rows) {
          const position = places[ids.indexOf(row.id)] ?? row.position;
          await updateRule(tx, { ...row, position });
          ledger.keep('category_rules', row, { position }, accountsOf(row)[0]);
        }
        await ledger.post({ action: 'rule.order', entityId: who.householdId, after: { ids } });
        return { items: (await seen(tx, who)).map(present) };
      }),

    preview: async (who: Who, wish: RuleWish) => {
      const rule = { ...wish, id: '', contains: foldText(wish.contains) };
      const { effects, matching, pairs } = await effectsOf(read, who, [rule]);
      const latest = effects.map(({ row }) => row.id).sort();
      const rows = await listTransactionsById(read, who, latest.slice(-EXAMPLES).reverse());
      return {
        sums: sumsOf(matching),
        changing: effects.length,
        transfers: {
          linking: pairs.length,
          waiting: effects.filter(
            ({ row, outcome }) => outcome.transfer && !pairs.some((pair) => pair.includes(row.id)),
          ).length,
        },
        examples: await presentAll(read, who, rows),
      };
    },

    /** Only the second time: whoever lets it pass is not asked for that merchant again. */
    offer: async (who: Who, { transactionId, rows: together }: Query<typeof getRuleOffer>) => {
      const row = await findTransaction(read, who, transactionId);
      if (!row) throw notFound('transaction');
      const merchant = merchantOf(row);
      const key = choiceKey(tellingText(merchant), row.amount_minor);
      const choices = key ? await listChoicesOf(read, who.householdId, [key.merchant]) : [];
      const choice = choices.find((one) => one.direction === key?.direction);
      const isSecond =
        choice?.category_id === row.category_id && isNowTwice(choice.times, together);
      const contains = row.payee.trim();
      const rules = factsOf(await listRuleRows(read, who.householdId));
      const searchText = foldText(`${contains} ${row.original_payee ?? ''} ${row.memo ?? ''}`);
      const subject = {
        searchText,
        accountId: row.account_id,
        amountMinor: row.amount_minor,
        postedOn: row.posted_on,
      };
      const isRuled = outcomeOf(rules, subject)?.categoryId === row.category_id;
      const isOffered = isSecond && !isRuled && contains.length >= 2;
      return {
        offer: isOffered ? { contains, categoryId: row.category_id } : null,
        name: await nameToKeep(read, who, row, together),
      };
    },

    delete: (who: Who, id: string) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const rule = await getRule(tx, who, id);
        const ledger = await LedgerEdit.open(change, who);
        const deleted = await deleteRuleRow(tx, who.householdId, id);
        ledger.keep('category_rules', rule, null, accountsOf(rule)[0]);
        await ledger.post({ action: 'rule.delete', entityId: id, before: rule });
        return { deleted };
      }),
  };
}

/**
 * Follows the rules on the rows of an import, as a step of its own: their categories they have from
 * the start, what else rules do is done here. Gives how many rows changed.
 */
export async function followRules(
  database: Database<LedgerTables>,
  clock: Clock,
  actor: { householdId: string; userId: string },
  importId: string,
  since?: string,
): Promise<number> {
  const { householdId, userId } = actor;
  const rules = factsOf(await listRuleRows(database.read, householdId));
  if (!rules.some(doesMore)) return 0;
  const hiddenAccountIds = await listHiddenAccountIds(database.read, householdId, userId);
  const reader = { householdId, hiddenAccountIds };
  return changeHousehold(database, clock, actor, async (change) => {
    const ledger = await LedgerEdit.open(change, actor);
    const effects = await effectsOf(change.tx, reader, rules, { importId, since });
    const changed = await applyEffects(ledger, reader, effects);
    // What came in may be the other side of what has been waiting.
    const days = await findDays(change.tx, householdId, importId, since);
    for (const { transactionIds, accountIds } of days
      ? await linkRuled(ledger, reader, days)
      : []) {
      changed.push(...transactionIds.map((id, at) => ({ id, accountId: accountIds[at] ?? '' })));
    }
    if (changed.length > 0) {
      await ledger.post({
        action: 'rule.follow',
        entityId: importId,
        after: { changed: toldChanged(changed) },
      });
    }
    return changed.length;
  });
}

async function assertWish(ledger: LedgerEdit, who: Who, wish: RuleWish): Promise<void> {
  const categoryIds = [wish.categoryId, ...wish.split.map((share) => share.categoryId)];
  for (const id of categoryIds) if (id !== null) assertCategory(ledger.categories, id);
  await assertTags(ledger, wish.addTagIds);
  for (const id of [wish.accountId, wish.transferTo]) {
    if (id !== null && !(await findVisibleAccount(ledger.tx, who, id))) throw notFound('account');
  }
}

/** The accounts a rule names: where they are hidden, so is the rule. */
const accountsOf = (row: RuleRow): string[] =>
  [row.transfer_to, row.account_id].filter((id) => id !== null);

const toldChanged = (changed: readonly { id: string; accountId: string }[]) =>
  toldOf(changed, (row) => [row.accountId]);

function sumsOf(rows: readonly SubjectRow[]): FoundSum[] {
  return [...Map.groupBy(rows, (row) => row.currency)].map(([currency, own]) => ({
    currency,
    transactions: own.length,
    inMinor: own.reduce((sum, row) => sum + Math.max(row.amount_minor, 0), 0),
    outMinor: own.reduce((sum, row) => sum + Math.min(row.amount_minor, 0), 0),
  }));
}

const present = (row: RuleRow): Rule => ({
  id: row.id,
  position: row.position,
  isActive: row.is_active === 1,
  ...wishOf(row),
});
