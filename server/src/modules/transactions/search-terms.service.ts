import {
  currencyExponent,
  parseSearch,
  type SearchProblem,
  type SearchTerm,
} from '@picture/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { type AccountRow, listAccountRows } from '../accounts/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { foldText } from './descriptor.ts';
import { categoryName } from './knowledge.service.ts';
import type { TextWish } from './search-index.repository.ts';
import { MARKS } from './search-marks.repository.ts';
import { listTagRows } from './tags.repository.ts';
import { withChildren } from './transaction-change.ts';
import type { TransactionFilter } from './transaction-filter.repository.ts';
import {
  amountLead,
  type Lead,
  LINKED,
  rowLead,
  SORTED_ROWS,
  valueLead,
  WAITING,
} from './transaction-leads.repository.ts';
import type { ReadTables } from './transactions.repository.ts';

type Condition = RawBuilder<SqlBool>;
type TermOf<Key extends SearchTerm['key']> = Extract<SearchTerm, { key: Key }>;
type Named = 'account' | 'category' | 'tag';

/** The ids of everything a household can name in a search, by a part of its folded name. */
interface Names {
  accounts: readonly AccountRow[];
  idsOf(key: Named, name: string): string[];
  uncategorizedId: string;
}

/**
 * What a typed search asks of transactions. Several accounts, categories or tags mean any of them;
 * everything else must hold together. Refuses what it does not understand.
 */
export async function filterOfSearch(
  db: Db<ReadTables>,
  who: Who,
  text: string,
): Promise<Pick<TransactionFilter, 'texts' | 'marks' | 'leads' | 'conditions' | 'from' | 'to'>> {
  const { terms, problems } = parseSearch(text);
  const [problem] = problems;
  if (problem) throw unclear(problem);
  const texts: TextWish[] = [];
  const conditions: Condition[] = [];
  const names = terms.some(needsNames) ? await gatherNames(db, who) : null;
  const leads: Lead[] = [];
  const marks: (readonly string[])[] = [];
  const days: TermOf<'date'>[] = [];
  for (const key of ['account', 'category', 'tag'] as const) {
    const wanted = terms.filter((term) => term.key === key) as { not: boolean; value: string }[];
    const found = (not: boolean) =>
      wanted
        .filter((term) => term.not === not)
        .flatMap((term) => names?.idsOf(key, term.value) ?? []);
    if (wanted.some((term) => !term.not)) {
      const named = found(false);
      conditions.push(isOf(key, named));
      if (key !== 'tag') marks.push(named);
      const lead = await leadOf(db, who.householdId, key, named);
      if (lead) leads.push(lead);
    }
    const unwanted = found(true);
    if (unwanted.length > 0) conditions.push(sql`not ${isOf(key, unwanted)}`);
  }
  for (const term of terms) {
    if (term.key === 'text' || term.key === 'payee' || term.key === 'note') {
      const of = term.key === 'text' ? undefined : term.key;
      texts.push({ word: foldText(term.value), of, not: term.not });
    } else if (term.key === 'amount' && names) {
      conditions.push(holding(term.not, amountIn(term, names.accounts)));
      if (!term.not) leads.push(amountLead(rangesOf(term, names.accounts)));
    } else if (term.key === 'date' && term.not) conditions.push(holding(true, dayIn(term)));
    else if (term.key === 'date') days.push(term);
    else if (term.key === 'is' && names) {
      conditions.push(holding(term.not, flagOf(term, names)));
      const mark = FLAG_MARKS[term.value];
      if (mark && !term.not) marks.push([mark]);
    } else if (term.key === 'has') conditions.push(holding(term.not, partOf(term)));
    const lead = term.not ? null : await stateLead(db, who.householdId, term, names);
    if (lead) leads.push(lead);
  }
  const [from] = days.flatMap((term) => term.from ?? []).toSorted((a, b) => (a < b ? 1 : -1));
  const [to] = days.flatMap((term) => term.to ?? []).toSorted();
  return { texts, marks, leads, conditions, from, to };
}

const FLAG_MARKS: Partial<Record<TermOf<'is'>['value'], string>> = MARKS;

export const unclear = ({ part, at, reason }: SearchProblem): AppError =>
  new AppError('search_unclear', `“${part}” at character ${at + 1} is not understood.`, {
    params: { part, at: at + 1, reason },
  });

const needsNames = ({ key }: SearchTerm): boolean =>
  ['account', 'category', 'tag', 'amount', 'is'].includes(key);

async function gatherNames(db: Db<ReadTables>, who: Who): Promise<Names> {
  const accounts = (await listAccountRows(db, who.householdId)).filter(
    (row) => !who.hiddenAccountIds.includes(row.id),
  );
  const categories = await listCategoryRows(db, who.householdId);
  const tags = await listTagRows(db, who.householdId);
  const named = {
    account: accounts.map(({ id, name }) => ({ id, name })),
    category: categories.map((row) => ({ id: row.id, name: categoryName(row, who.language) })),
    tag: tags.map(({ id, name }) => ({ id, name })),
  };
  return {
    accounts,
    idsOf(key, name) {
      const folded = foldText(name.trim());
      const among = named[key].map(({ id, name: own }) => ({ id, name: foldText(own) }));
      const same = among.filter((one) => one.name === folded);
      const found = same.length > 0 ? same : among.filter((one) => one.name.includes(folded));
      const ids = found.map((one) => one.id);
      return key === 'category' ? withChildren(ids, categories) : ids;
    },
    uncategorizedId: categories.find((row) => row.key_name === 'uncategorized')?.id ?? '',
  };
}

const NONE = sql<SqlBool>`1 = 0`;

const holding = (not: boolean, condition: Condition): Condition =>
  not ? sql`not (${condition})` : condition;

/** An expression instead of a column, where the index of the column must not lead. */
function isOf(key: Named, ids: readonly string[]): Condition {
  if (ids.length === 0) return NONE;
  if (key === 'account') return sql`(coalesce(t.account_id, '') in (${sql.join(ids)}))`;
  if (key === 'category') return sql`(coalesce(t.category_id, '') in (${sql.join(ids)}))`;
  return sql`exists (select 1 from transaction_tags as tagged
    where tagged.household_id = t.household_id and tagged.transaction_id = t.id
    and tagged.tag_id in (${sql.join(ids)}))`;
}

/** What can lead to the rows of these; null where they are so many that walking finds them. */
async function leadOf(
  db: Db<ReadTables>,
  householdId: string,
  key: Named,
  ids: string[],
): Promise<Lead | null> {
  if (key === 'account') return valueLead('account_id', ids);
  if (key === 'category') return valueLead('category_id', ids);
  if (ids.length === 0) return rowLead([]);
  return partLead(db, householdId, 'transaction_tags', sql`tag_id in (${sql.join(ids)})`);
}

/** What can lead to rows of a state that few of them are in. */
async function stateLead(
  db: Db<ReadTables>,
  householdId: string,
  term: SearchTerm,
  names: Names | null,
): Promise<Lead | null> {
  const value = term.key === 'is' || term.key === 'has' ? term.value : null;
  if (value === 'review') return WAITING;
  if (value === 'transfer') return LINKED;
  if (value === 'uncategorised') return valueLead('category_id', [names?.uncategorizedId ?? '']);
  const table = PART_TABLES[value ?? ''];
  return table ? partLead(db, householdId, table) : null;
}

const PART_TABLES: Record<string, 'transaction_tags' | 'attachments' | 'refunds' | 'split_lines'> =
  { tag: 'transaction_tags', attachment: 'attachments', refund: 'refunds', split: 'split_lines' };

/** Transactions with something that is kept beside them; null where too many have it. */
async function partLead(
  db: Db<ReadTables>,
  householdId: string,
  table: (typeof PART_TABLES)[string],
  which: Condition = sql`1 = 1`,
): Promise<Lead | null> {
  const rows = await db
    .selectFrom(table)
    .select('transaction_id')
    .distinct()
    .where('household_id', '=', householdId)
    .where(which)
    .limit(SORTED_ROWS + 1)
    .execute();
  return rows.length > SORTED_ROWS ? null : rowLead(rows.map((row) => row.transaction_id));
}

/** Amounts are compared in units: what 50 is in minor units depends on the account's currency. */
function amountIn(
  { from, to, signed }: TermOf<'amount'>,
  accounts: readonly AccountRow[],
): Condition {
  const value = signed ? sql`t.amount_minor` : sql`abs(t.amount_minor)`;
  const within = (exponent: number): Condition => {
    const minor = (units: string) => minorOf(units, exponent);
    const parts = [
      from && sql`${value} ${sql.raw(from.included ? '>=' : '>')} ${minor(from.value)}`,
      to && sql`${value} ${sql.raw(to.included ? '<=' : '<')} ${minor(to.value)}`,
    ].filter((part) => part !== null);
    return sql`(${sql.join(parts, sql` and `)})`;
  };
  const byExponent = Map.groupBy(accounts, exponentOf);
  const [[only] = [2]] = byExponent;
  if (byExponent.size <= 1) return within(only);
  const groups = [...byExponent].map(
    ([exponent, rows]) =>
      sql`(coalesce(t.account_id, '') in (${sql.join(rows.map((row) => row.id))})
        and ${within(exponent)})`,
  );
  return sql`(${sql.join(groups, sql` or `)})`;
}

/** Ranges of amounts in which all that is asked for is, whatever the account's currency. */
function rangesOf({ from, to, signed }: TermOf<'amount'>, accounts: readonly AccountRow[]) {
  const exponents = accounts.length === 0 ? [2] : accounts.map(exponentOf);
  const all = (units: string) => exponents.map((exponent) => minorOf(units, exponent));
  const least = from ? Math.ceil(Math.min(...all(from.value))) : null;
  const most = to ? Math.floor(Math.max(...all(to.value))) : Number.MAX_SAFE_INTEGER;
  if (signed) return [[least ?? -Number.MAX_SAFE_INTEGER, most] as const];
  if (least === null || least <= 0) return [[-most, most] as const];
  return [[-most, -least] as const, [least, most] as const];
}

const exponentOf = (row: AccountRow): number => currencyExponent(row.currency) ?? 2;

/** Units have four decimals at most: what a float adds beyond is cut off again. */
const minorOf = (units: string, exponent: number): number =>
  Math.round(Number(units) * 10 ** (exponent + 4)) / 10 ** 4;

function dayIn({ from, to }: TermOf<'date'>): Condition {
  const parts = [from && sql`t.posted_on >= ${from}`, to && sql`t.posted_on <= ${to}`].filter(
    (part) => part !== null,
  );
  return sql`(${sql.join(parts, sql` and `)})`;
}

function flagOf({ value }: TermOf<'is'>, { uncategorizedId }: Names): Condition {
  switch (value) {
    case 'pending':
      return sql`t.is_pending = 1`;
    case 'hidden':
      return sql`t.is_hidden = 1`;
    case 'review':
      return sql`t.review_on is not null`;
    case 'transfer':
      return sql`t.transfer_id is not null`;
    case 'refund':
      return sql`exists (select 1 from refunds as refund
        where refund.household_id = t.household_id and refund.transaction_id = t.id)`;
    case 'in':
      return sql`t.amount_minor > 0`;
    case 'out':
      return sql`t.amount_minor < 0`;
    case 'uncategorised':
      return sql`t.category_id = ${uncategorizedId}`;
    case 'split':
      return sql`exists (select 1 from split_lines as line
        where line.household_id = t.household_id and line.transaction_id = t.id)`;
  }
}

function partOf({ value }: TermOf<'has'>): Condition {
  if (value === 'note') {
    return sql`exists (select 1 from descriptors as text where text.household_id = t.household_id
      and text.id = t.descriptor_id and text.note is not null)`;
  }
  const table = value === 'tag' ? 'transaction_tags' : 'attachments';
  return sql`exists (select 1 from ${sql.table(table)} as part
    where part.household_id = t.household_id and part.transaction_id = t.id)`;
}
