import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import type { AccountsTables } from '../accounts/index.ts';
import { isVisible } from './transactions.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables & Pick<AccountsTables, 'accounts'>;
type LearnedRow = Own['learned_models'];

const COLUMNS = [
  'household_id',
  'trained_at',
  'knows_until',
  'example_count',
  'model_bytes',
] as const;

/** Lines of splits share a text and differ in category; what is private teaches nobody else. */
export const listExampleRows = (db: Db<Own>, householdId: string, most: number) =>
  db
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.household_id', '=', 't.household_id')
        .onRef('account.id', '=', 't.account_id'),
    )
    .leftJoin('split_lines as line', (join) =>
      join
        .onRef('line.household_id', '=', 't.household_id')
        .onRef('line.transaction_id', '=', 't.id'),
    )
    .select((eb) => [
      eb.fn.coalesce('text.original_payee', 'text.payee').as('payee'),
      'text.memo',
      't.amount_minor',
      't.category_id',
    ])
    .where('t.household_id', '=', householdId)
    .where('t.kind', '=', 'standard')
    .where('t.category_source', 'in', ['user', 'transfer', 'file'])
    .where('account.is_private', '=', 0)
    .where('line.split_id', 'is', null)
    .where(isVisible)
    .orderBy('t.posted_on', 'desc')
    .orderBy('t.id', 'desc')
    .limit(most)
    .execute();

/** When the household chose last, and how often it has since `after`. */
export const measureChoices = (db: Db<Own>, householdId: string, after: string) =>
  db
    .selectFrom('merchant_choices')
    .select((eb) => [
      eb.fn.max<string | null>('chosen_at').as('latest'),
      eb.fn
        .sum<number | null>(eb.case().when('chosen_at', '>', after).then(1).else(0).end())
        .as('fresh'),
    ])
    .where('household_id', '=', householdId)
    .executeTakeFirstOrThrow();

export const findLearned = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('learned_models')
    .select(['trained_at', 'knows_until', 'example_count'])
    .where('household_id', '=', householdId)
    .executeTakeFirst();

export const readLearnedBytes = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('learned_models')
    .select('model_bytes')
    .where('household_id', '=', householdId)
    .executeTakeFirstOrThrow();

export const saveLearned = (tx: Tx<Own>, row: LearnedRow): Promise<void> =>
  bulkInsert(tx, 'learned_models', COLUMNS, [COLUMNS.map((column) => row[column])], {
    key: ['household_id'],
    set: COLUMNS.filter((column) => column !== 'household_id'),
  });

export const forgetLearned = (tx: Tx<Own>, householdId: string) =>
  tx.deleteFrom('learned_models').where('household_id', '=', householdId).execute();
