import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SqlBool, sql } from 'kysely';
import type { Reader } from '../../platform/http/who.ts';
import { listAccountRows } from '../accounts/index.ts';
import {
  leadsOf,
  listHiddenBatches,
  narrowed,
  type Rows,
  type TransactionFilter,
  textsOf,
  withoutTexts,
} from './transaction-filter.repository.ts';
import {
  areFew,
  type Condition,
  READ_ROWS,
  type Read,
  rarestLead,
  TEXT_INDEX,
  textParts,
} from './transaction-leads.repository.ts';

/** The ids of all that match, oldest row first; one more than `limit` where there are more. */
export async function listAllIds(
  db: Read,
  reader: Reader,
  filter: TransactionFilter,
  limit: number,
): Promise<string[]> {
  const ids: string[] = [];
  const hidden = await listHiddenBatches(db, reader.householdId);
  for await (const rows of matching(db, reader, filter, hidden)) {
    if (ids.length > limit) break;
    const some = await rows
      .orderBy('t.id')
      .limit(limit + 1)
      .execute();
    ids.push(...some.map((row) => row.id));
  }
  return ids.sort().slice(0, limit + 1);
}

/** Queries that together find all that match, each once; between them others have their turn. */
async function* matching(
  db: Read,
  reader: Reader,
  filter: TransactionFilter,
  hidden: readonly string[],
): AsyncGenerator<Rows> {
  const { householdId } = reader;
  const search = { db, reader, filter, hidden };
  const leads = leadsOf(filter);
  if (leads.some(({ parts }) => parts.length === 0)) return;
  const texts = await textsOf(db, householdId, filter);
  const rarest = await rarestLead(db, householdId, leads, READ_ROWS);
  const led = rarest === null && texts !== null && areFew(texts);
  const base = () =>
    narrowed(led ? withoutTexts(search) : search, rarest ? rarest.index : TEXT_INDEX);
  const parts = rarest?.parts ?? (led ? textParts(texts) : everyText());
  for await (const part of parts) {
    yield base().where(part);
    await nextTurn();
  }
}

const LETTERS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
/** Between them ids of texts spread evenly, which are digests. */
const BOUNDS = [...LETTERS].flatMap((letter) =>
  ['', 'F', 'V', 'k'].map((second) => `${letter}${second}`),
);

/** The rows of all texts, some texts at a time. */
const everyText = (): Condition[] =>
  ['', ...BOUNDS].map((from, at) =>
    at < BOUNDS.length
      ? sql<SqlBool>`t.descriptor_id >= ${from} and t.descriptor_id < ${BOUNDS[at]}`
      : sql<SqlBool>`t.descriptor_id >= ${from}`,
  );

export interface FoundSum {
  currency: string;
  transactions: number;
  inMinor: number;
  outMinor: number;
}

/** What all that match adds up to, by currency. */
export async function sumMatching(
  db: Read,
  reader: Reader,
  filter: TransactionFilter,
): Promise<FoundSum[]> {
  const accounts = await listAccountRows(db, reader.householdId);
  const currencies = new Map(accounts.map((row) => [row.id, row.currency]));
  for (;;) {
    const hidden = await listHiddenBatches(db, reader.householdId);
    const sums = new Map<string, FoundSum>();
    for await (const rows of matching(db, reader, filter, hidden)) {
      for (const { account_id, ...part } of await sumByAccount(rows)) {
        const currency = currencies.get(account_id) ?? '';
        const sum = sums.get(currency) ?? { currency, transactions: 0, inMinor: 0, outMinor: 0 };
        sum.transactions += part.transactions;
        sum.inMinor += part.inMinor;
        sum.outMinor += part.outMinor;
        sums.set(currency, sum);
      }
    }
    // A batch that began or ended meanwhile may have been added in part.
    const still = await listHiddenBatches(db, reader.householdId);
    if (still.toString() === hidden.toString()) return [...sums.values()];
  }
}

const sumByAccount = (rows: Rows) =>
  rows
    .clearSelect()
    .select((eb) => [
      't.account_id',
      eb.fn.countAll<number>().as('transactions'),
      sql<number>`coalesce(sum(case when t.amount_minor > 0 then t.amount_minor end), 0)`.as(
        'inMinor',
      ),
      sql<number>`coalesce(sum(case when t.amount_minor < 0 then t.amount_minor end), 0)`.as(
        'outMinor',
      ),
    ])
    .groupBy('t.account_id')
    .execute();
