import type { Body, createRule, Rule } from '@picture/contract';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { findVisibleAccount } from '../accounts/index.ts';
import { type Change, changeHousehold } from '../settings/index.ts';
import { deleteRuleRow, insertRule, listRuleRows } from './categories.repository.ts';
import { foldText } from './descriptor.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { assertCategory } from './transaction-change.ts';
import { isVisible, listTransactionsById } from './transactions.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type RuleRow = TransactionsTables['category_rules'];

export type Rules = ReturnType<typeof createRules>;

export function createRules(database: Database<LedgerTables>, clock: Clock) {
  return {
    list: async (who: Who) => ({
      items: (await listRuleRows(database.read, who.householdId))
        .filter((row) => !who.hiddenAccountIds.includes(row.account_id ?? ''))
        .map(present),
    }),

    /** A new rule is tried before older ones: whoever writes it has just seen what they do. */
    create: (who: Who, wish: Body<typeof createRule>) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const ledger = await LedgerEdit.open(change, who);
        assertCategory(ledger.categories, wish.categoryId);
        if (wish.accountId !== null) {
          const account = await findVisibleAccount(tx, who, wish.accountId);
          if (!account) throw notFound('account');
        }
        const others = await listRuleRows(tx, who.householdId);
        const row: RuleRow = {
          household_id: who.householdId,
          id: newId(),
          position: Math.min(1, ...others.map((other) => other.position)) - 1,
          contains: wish.contains,
          account_id: wish.accountId,
          direction: wish.direction,
          category_id: wish.categoryId,
          created_at: clock.now().toISOString(),
        };
        await insertRule(tx, row);
        ledger.keep('category_rules', null, row, row.account_id ?? undefined);
        const ids = wish.applyToExisting ? await listMatching(tx, row, who) : [];
        const matching = await listTransactionsById(tx, who, ids);
        await ledger.updateAll(matching, {
          category_id: row.category_id,
          category_source: 'rule',
          confidence: 1000,
          review_on: null,
        });
        const changed = matching.map(({ id, account_id: accountId }) => ({ id, accountId }));
        await ledger.post({
          action: 'rule.create',
          entityId: row.id,
          after: { ...row, changed },
        });
        return { rule: present(row), changedTransactions: ids.length };
      }),

    delete: (who: Who, id: string) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const rule = (await listRuleRows(tx, who.householdId)).find((row) => row.id === id);
        const isSeen = rule && !who.hiddenAccountIds.includes(rule.account_id ?? '');
        if (!isSeen) throw notFound('rule');
        const ledger = await LedgerEdit.open(change, who);
        const deleted = await deleteRuleRow(tx, who.householdId, id);
        ledger.keep('category_rules', rule, null, rule.account_id ?? undefined);
        await ledger.post({ action: 'rule.delete', entityId: id, before: rule });
        return { deleted };
      }),
  };
}

/** What the rule would decide, leaving alone what a person or a transfer decided. */
async function listMatching(
  tx: Change<LedgerTables>['tx'],
  rule: RuleRow,
  { hiddenAccountIds }: Who,
): Promise<string[]> {
  let query = tx
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .select('t.id')
    .where('t.household_id', '=', rule.household_id)
    .where(isVisible)
    .where('t.kind', '=', 'standard')
    .where('t.category_id', '<>', rule.category_id)
    .where('t.category_source', 'not in', ['user', 'transfer'])
    .where(sql<boolean>`instr(text.search_text, ${foldText(rule.contains)}) > 0`);
  if (hiddenAccountIds.length > 0) {
    query = query.where('t.account_id', 'not in', hiddenAccountIds);
  }
  if (rule.account_id !== null) query = query.where('t.account_id', '=', rule.account_id);
  if (rule.direction === 'in') query = query.where('t.amount_minor', '>', 0);
  if (rule.direction === 'out') query = query.where('t.amount_minor', '<', 0);
  return (await query.execute()).map((row) => row.id);
}

const present = (row: RuleRow): Rule => ({
  id: row.id,
  position: row.position,
  contains: row.contains,
  accountId: row.account_id,
  direction: row.direction,
  categoryId: row.category_id,
});
