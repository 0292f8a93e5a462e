import { sql } from 'kysely';
import { bulkInsert, type Db, inGroups, type Tx } from '../../platform/db/index.ts';
import { isVisible, type TransactionsTables } from '../transactions/index.ts';
import type { ImportsTables } from './imports.tables.ts';

export interface KnownRow {
  id: string;
  isPending: boolean;
}

/**
 * Which of these rows the account holds already. The index of keys alone answers that; what is
 * special of the rows is asked by their ids, since with more columns SQLite, which keeps no
 * statistics, reads the whole household instead: 100,000 known rows took ten times as long.
 */
export async function findKnownKeys(
  db: Db<TransactionsTables>,
  householdId: string,
  accountId: string,
  keys: readonly string[],
): Promise<Map<string, KnownRow>> {
  const known = new Map<string, KnownRow>();
  if (keys.length === 0) return known;
  const rows = await db
    .selectFrom('transactions')
    .select(['import_key', 'id'])
    .where('household_id', '=', householdId)
    .where('account_id', '=', accountId)
    .where('import_key', 'in', keys)
    .execute();
  const special = await listSpecial(
    db,
    householdId,
    rows.map((row) => row.id),
  );
  for (const { import_key: key, id } of rows) {
    const mark = special.get(id);
    if (key !== null && mark !== 'hidden') known.set(key, { id, isPending: mark === 'pending' });
  }
  return known;
}

/** Of these rows the pending ones, and those of a batch that is being written or taken away. */
async function listSpecial(
  db: Db<TransactionsTables>,
  householdId: string,
  ids: readonly string[],
): Promise<Map<string, 'pending' | 'hidden'>> {
  if (ids.length === 0) return new Map();
  const isHidden = sql<boolean>`not (${isVisible})`;
  const rows = await db
    .selectFrom('transactions as t')
    .select(['t.id', isHidden.as('is_hidden_now')])
    .where('t.household_id', '=', householdId)
    .where('t.id', 'in', ids)
    .where((eb) => eb.or([eb('t.is_pending', '=', 1), isHidden]))
    .execute();
  return new Map(rows.map((row) => [row.id, row.is_hidden_now ? 'hidden' : 'pending']));
}

export interface Candidate {
  id: string;
  posted_on: string;
  amount_minor: number;
  import_key: string | null;
  is_pending: number;
  transfer_id: string | null;
  descriptor_id: string;
  category_key: string | null;
  split_id: string | null;
  position: number | null;
}

/**
 * What of an account could be a bank's row under another key: typed, pending, or of another source.
 * What the bank told by its own ids is none, unless `withBankIds`.
 */
export function listCandidates(
  db: Db<TransactionsTables>,
  householdId: string,
  accountId: string,
  { from, to, withBankIds }: { from: string; to: string; withBankIds: boolean },
): Promise<Candidate[]> {
  let query = db
    .selectFrom('transactions as t')
    .leftJoin('split_lines as line', (join) =>
      join
        .onRef('line.household_id', '=', 't.household_id')
        .onRef('line.transaction_id', '=', 't.id'),
    )
    .leftJoin('categories as category', (join) =>
      join
        .onRef('category.household_id', '=', 't.household_id')
        .onRef('category.id', '=', 't.category_id'),
    )
    .select([
      't.id',
      't.posted_on',
      't.amount_minor',
      't.import_key',
      't.is_pending',
      't.transfer_id',
      't.descriptor_id',
      'category.key_name as category_key',
      'line.split_id',
      'line.position',
    ])
    .where('t.household_id', '=', householdId)
    .where('t.account_id', '=', accountId)
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.kind', '=', 'standard')
    .where(isVisible);
  if (!withBankIds) {
    query = query.where(
      sql<boolean>`(t.import_key is null or t.is_pending = 1 or t.import_key not like 'id%')`,
    );
  }
  return query.execute();
}

type Choice = ImportsTables['import_choices'];

export const listChoices = (
  db: Db<ImportsTables>,
  householdId: string,
  importId: string,
): Promise<Choice[]> =>
  db
    .selectFrom('import_choices')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('import_id', '=', importId)
    .execute();

const CHOICE_COLUMNS = [
  'household_id',
  'import_id',
  'statement',
  'import_key',
  'decision',
  'transaction_id',
  'over_key',
] as const satisfies readonly (keyof Choice)[];

export const saveChoices = (tx: Tx<ImportsTables>, choices: readonly Choice[]): Promise<void> =>
  bulkInsert(
    tx,
    'import_choices',
    CHOICE_COLUMNS,
    choices.map((choice) => CHOICE_COLUMNS.map((column) => choice[column])),
    {
      key: ['household_id', 'import_id', 'statement', 'import_key'],
      set: ['decision', 'transaction_id', 'over_key'],
    },
  );

export async function forgetChoices(
  tx: Tx<ImportsTables>,
  householdId: string,
  importId: string,
  statement: number,
  keys: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('import_choices')
    .where('household_id', '=', householdId)
    .where('import_id', '=', importId)
    .where('statement', '=', statement)
    .where('import_key', 'in', keys)
    .execute();
}

/** Where in a file these transactions are named, without reading all of its rows. */
export async function listChunksNaming(
  db: Db<ImportsTables>,
  householdId: string,
  importId: string,
  transactionId: string,
): Promise<number[]> {
  const rows = await db
    .selectFrom('import_chunks')
    .select('seq')
    .where('household_id', '=', householdId)
    .where('import_id', '=', importId)
    .where(sql<boolean>`instr(rows_json, ${transactionId}) > 0`)
    .execute();
  return rows.map((row) => row.seq);
}

/** Which of these transactions an import brought or confirmed already: they are rows of its file. */
export async function listTakenBy(
  db: Db<TransactionsTables & ImportsTables>,
  householdId: string,
  importId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const brought = await inGroups(ids, (some) =>
    db
      .selectFrom('transactions')
      .select('id')
      .where('household_id', '=', householdId)
      .where('id', 'in', some)
      .where('import_id', '=', importId)
      .execute(),
  );
  const confirmed = await inGroups(ids, (some) =>
    db
      .selectFrom('import_confirmations')
      .select('transaction_id as id')
      .where('household_id', '=', householdId)
      .where('import_id', '=', importId)
      .where('transaction_id', 'in', some)
      .execute(),
  );
  return new Set([...brought, ...confirmed].map((row) => row.id));
}

export const saveConfirmations = (
  tx: Tx<ImportsTables>,
  householdId: string,
  importId: string,
  changes: readonly { transactionId: string; json: string }[],
): Promise<void> =>
  bulkInsert(
    tx,
    'import_confirmations',
    ['household_id', 'import_id', 'transaction_id', 'change_json'],
    changes.map(({ transactionId, json }) => [householdId, importId, transactionId, json]),
  );

export async function readConfirmations(
  db: Db<ImportsTables>,
  householdId: string,
  importId: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('import_confirmations')
    .select('change_json')
    .where('household_id', '=', householdId)
    .where('import_id', '=', importId)
    .execute();
  return rows.map((row) => row.change_json);
}
