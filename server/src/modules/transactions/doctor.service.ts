import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import {
  type AccountRow,
  type AccountsTables,
  listAccountRows,
  listDays,
} from '../accounts/index.ts';
import { getFirstDayOfMonth, type SettingsTables } from '../settings/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { compareTies, compareTransfers } from './doctor-ties.service.ts';
import { LedgerTotals } from './ledger-totals.ts';
import { examineIndex } from './search-index.repository.ts';
import { isVisible } from './transactions.repository.ts';
import type { CategoryRow, TransactionsTables } from './transactions.tables.ts';

type Read = Db<TransactionsTables & AccountsTables & SettingsTables>;

/**
 * Recomputes everything the ledger keeps beside its rows and says what differs, one plain line each.
 * An empty list is the only good answer.
 */
export async function examine(db: Read, householdId: string): Promise<string[]> {
  const accounts = await listAccountRows(db, householdId);
  const categories = await listCategoryRows(db, householdId);
  const findings = await findOrphans(db, householdId);
  const totals = await sumRows(db, householdId, accounts, categories);
  findings.push(...(await compareMonths(db, householdId, totals)));
  for (const account of accounts) findings.push(...(await compareAccount(db, account, totals)));
  findings.push(...(await compareTransfers(db, householdId)));
  findings.push(...(await compareSplits(db, householdId)));
  findings.push(...(await compareTies(db, householdId)));
  findings.push(...(await compareValues(db, householdId)));
  findings.push(...(await findUnseen(db, accounts, householdId)));
  findings.push(...(await examineIndex(db, householdId)));
  return findings;
}

/** What is private to somebody who is not here is seen by nobody. */
async function findUnseen(
  db: Read,
  accounts: readonly AccountRow[],
  householdId: string,
): Promise<string[]> {
  const members = await db
    .selectFrom('household_members')
    .select('user_id')
    .where('household_id', '=', householdId)
    .execute();
  return accounts
    .filter(
      (row) => row.is_private === 1 && !members.some((one) => one.user_id === row.owner_user_id),
    )
    .map((row) => `account ${row.id} is private to somebody who is no member`);
}

async function sumRows(
  db: Read,
  householdId: string,
  accounts: readonly AccountRow[],
  categories: readonly CategoryRow[],
): Promise<LedgerTotals> {
  const totals = new LedgerTotals(await getFirstDayOfMonth(db, householdId));
  const types = new Map(categories.map((row) => [row.id, row.type]));
  const currencies = new Map(accounts.map((row) => [row.id, row.currency]));
  const sums = await db
    .selectFrom('transactions as t')
    .select((eb) => [
      't.account_id as accountId',
      't.posted_on as postedOn',
      't.category_id as categoryId',
      't.is_hidden as isHidden',
      eb.fn.sum<number>('t.amount_minor').as('amountMinor'),
      eb.fn.countAll<number>().as('transactions'),
      eb.fn.count<number>('t.review_on').as('review'),
    ])
    .where('t.household_id', '=', householdId)
    .where(isVisible)
    .groupBy(['t.account_id', 't.posted_on', 't.category_id', 't.is_hidden'])
    .execute();
  for (const sum of sums) {
    const currency = currencies.get(sum.accountId);
    const categoryType = types.get(sum.categoryId);
    if (currency === undefined || categoryType === undefined) continue;
    totals.addSum(
      { ...sum, currency, categoryType },
      sum.amountMinor,
      sum.transactions,
      sum.review,
    );
  }
  return totals;
}

/** Rows that point to nothing. */
async function findOrphans(db: Read, householdId: string): Promise<string[]> {
  const checks = [
    ['accounts', 'account_id', 'an account'],
    ['categories', 'category_id', 'a category'],
    ['descriptors', 'descriptor_id', 'a text'],
  ] as const;
  const findings: string[] = [];
  for (const [table, column, what] of checks) {
    const { rows } = await sql<{ id: string }>`select t.id from transactions as t
      where t.household_id = ${householdId} and not exists (select 1 from ${sql.table(table)} as o
        where o.household_id = t.household_id and o.id = t.${sql.ref(column)})
      limit 20`.execute(db as never);
    findings.push(...rows.map((row) => `transaction ${row.id} names ${what} that is not there`));
  }
  for (const [table, column, what] of PART_CHECKS) {
    const { rows } = await sql<{ id: string }>`select p.${sql.ref(column)} as id
      from ${sql.table(table)} as p where p.household_id = ${householdId}
      and p.${sql.ref(column)} is not null
      and not exists (select 1 from ${sql.table(what)} as o where o.household_id = p.household_id
      and o.id = p.${sql.ref(column)}) limit 20`.execute(db as never);
    findings.push(...rows.map((row) => `${table} names ${row.id} of ${what}, which is not there`));
  }
  return findings;
}

const PART_CHECKS = [
  ['split_lines', 'transaction_id', 'transactions'],
  ['transaction_tags', 'transaction_id', 'transactions'],
  ['transaction_tags', 'tag_id', 'tags'],
  ['attachments', 'transaction_id', 'transactions'],
  ['refunds', 'transaction_id', 'transactions'],
  ['refunds', 'purchase_id', 'transactions'],
  ['loan_payments', 'transaction_id', 'transactions'],
  ['loan_payments', 'counter_id', 'transactions'],
  ['loan_payments', 'loan_account_id', 'accounts'],
  ['deleted_import_keys', 'account_id', 'accounts'],
] as const;

/** The lines of a split stand in one account, on one day, from 0 on. */
async function compareSplits(db: Read, householdId: string): Promise<string[]> {
  const splits = await db
    .selectFrom('split_lines as line')
    .innerJoin('transactions as t', (join) =>
      join
        .onRef('t.household_id', '=', 'line.household_id')
        .onRef('t.id', '=', 'line.transaction_id'),
    )
    .select((eb) => [
      'line.split_id as id',
      eb.fn.countAll<number>().as('lines'),
      eb.fn.max<number>('line.position').as('last'),
      eb.fn.count<number>('line.position').distinct().as('positions'),
      eb.fn.count<number>('t.account_id').distinct().as('accounts'),
      eb.fn.count<number>('t.posted_on').distinct().as('days'),
    ])
    .where('line.household_id', '=', householdId)
    .groupBy('line.split_id')
    .execute();
  return splits
    .filter(
      ({ lines, last, positions, accounts, days }) =>
        lines < 2 || last !== lines - 1 || positions !== lines || accounts !== 1 || days !== 1,
    )
    .map(({ id, lines }) => `split ${id} of ${lines} lines does not hang together`);
}

async function compareMonths(
  db: Read,
  householdId: string,
  totals: LedgerTotals,
): Promise<string[]> {
  const kept = await db
    .selectFrom('monthly_totals')
    .selectAll()
    .where('household_id', '=', householdId)
    .execute();
  const findings: string[] = [];
  const seen = new Set<string>();
  for (const row of kept) {
    const key = `${row.month} ${row.account_id} ${row.category_id}`;
    seen.add(key);
    const expected = totals.months.get(key);
    const same =
      expected?.amountMinor === row.amount_minor &&
      expected.transactions === row.transaction_count &&
      expected.currency === row.currency;
    if (!same) {
      findings.push(
        `monthly total ${key} is ${row.amount_minor} of ${row.transaction_count}, its rows give ` +
          `${expected?.amountMinor ?? 0} of ${expected?.transactions ?? 0}`,
      );
    }
  }
  for (const key of totals.months.keys()) {
    if (!seen.has(key)) findings.push(`monthly total ${key} is missing`);
  }
  return findings;
}

async function compareAccount(
  db: Read,
  account: AccountRow,
  totals: LedgerTotals,
): Promise<string[]> {
  const findings: string[] = [];
  const say = (text: string) => findings.push(`account ${account.id} ${text}`);
  const expected = totals.accounts.get(account.id);
  if (account.transaction_count !== (expected?.transactions ?? 0)) {
    say(`counts ${account.transaction_count} transactions, has ${expected?.transactions ?? 0}`);
  }
  if (account.review_count !== (expected?.review ?? 0)) {
    say(`counts ${account.review_count} to review, has ${expected?.review ?? 0}`);
  }
  let earlierMinor = 0;
  for (const [day, { deltaMinor }] of expected?.days ?? []) {
    if (day < account.opened_on) earlierMinor += deltaMinor;
  }
  if (account.starting_minor !== account.opening_balance_minor - earlierMinor) {
    say(
      `starts with ${account.starting_minor}, not ${account.opening_balance_minor - earlierMinor}`,
    );
  }
  const remaining = new Map(expected?.days ?? []);
  let balanceMinor = 0;
  for (const day of await listDays(db, account.household_id, account.id)) {
    const own = remaining.get(day.on);
    remaining.delete(day.on);
    const starting = day.on === account.starting_on ? account.starting_minor : 0;
    const deltaMinor = (own?.deltaMinor ?? 0) + starting;
    balanceMinor += deltaMinor;
    if (day.deltaMinor !== deltaMinor)
      say(`moved ${day.deltaMinor} on ${day.on}, not ${deltaMinor}`);
    if (day.spendingMinor !== (own?.spendingMinor ?? 0)) {
      say(`spent ${day.spendingMinor} on ${day.on}, not ${own?.spendingMinor ?? 0}`);
    }
    if (day.balanceMinor !== balanceMinor) {
      say(`had ${day.balanceMinor} on ${day.on}, not ${balanceMinor}`);
    }
  }
  for (const [day, { deltaMinor, spendingMinor }] of remaining) {
    if (deltaMinor !== 0 || spendingMinor !== 0) say(`has no row for ${day}`);
  }
  return findings;
}

async function compareValues(db: Read, householdId: string): Promise<string[]> {
  const told = await db
    .selectFrom('account_values as told')
    .select((eb) => [
      'told.account_id',
      'told.on_day',
      'told.value_minor',
      eb
        .selectFrom('account_days as day')
        .select('day.balance_minor')
        .whereRef('day.household_id', '=', 'told.household_id')
        .whereRef('day.account_id', '=', 'told.account_id')
        .whereRef('day.on_day', '<=', 'told.on_day')
        .orderBy('day.on_day', 'desc')
        .limit(1)
        .as('balance_minor'),
    ])
    .where('told.household_id', '=', householdId)
    .execute();
  return told
    .filter((row) => row.balance_minor !== row.value_minor)
    .map(
      (row) =>
        `account ${row.account_id} was told ${row.value_minor} on ${row.on_day}, has ${row.balance_minor}`,
    );
}
