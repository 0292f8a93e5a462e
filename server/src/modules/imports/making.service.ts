import type { CategoryType } from '@picture/contract';
import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import {
  type AccountRow,
  accountDeleted,
  dropAccount,
  insertOpened,
  newAccountRow,
} from '../accounts/index.ts';
import type { Actor, Change } from '../settings/index.ts';
import {
  type CategoryRow,
  categoryName,
  foldText,
  type LedgerTotals,
  listTagRows,
  makeParts,
  removeUnusedParts,
  TAG_COLOURS,
  type TagRow,
} from '../transactions/index.ts';
import type { NamedCategory } from './file-categories.ts';
import { type ImportFindings, type StatementFinding, worthOf } from './findings.ts';
import { listMatches, saveMatch } from './imports.repository.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import type { ImportTables } from './read.service.ts';
import { TagMaker } from './tag-maker.ts';

/** What a commit makes beside its rows, gathered while they are written under hidden ids. */
export interface Making {
  /** Those to be opened; their openings are told when all rows are known. */
  accounts: AccountRow[];
  /** Those that rows may stand in, groups first; only the used ones are made. */
  categories: CategoryRow[];
  /** Those that have come to be since the file was read, by the id planned for them. */
  sameAs: ReadonlyMap<string, string>;
  usedCategories: Set<string>;
  tags: TagMaker;
  /** Account → day → what is pending of it: no balance of a bank counts that. */
  pending: Map<string, Map<string, number>>;
}

/** Says where everything goes that is not there yet. Changes nothing but what it is told to land. */
export async function planMaking(
  db: Db<ImportTables>,
  record: ImportRowRecord,
  findings: ImportFindings,
  accounts: readonly AccountRow[],
  categories: readonly CategoryRow[],
  clock: Clock,
): Promise<Making> {
  const { household_id } = record;
  const created_at = clock.now().toISOString();
  const planned: AccountRow[] = [];
  const matches = new Map(
    (await listMatches(db, household_id)).map((row) => [row.statement_key, row.account_id]),
  );
  for (const statement of findings.statements) {
    const wish = statement.newAccount;
    if (!wish) continue;
    // The same file may have been committed since this one was read.
    const meanwhile = matches.get(statement.key ?? '');
    const since = accounts.find((row) => row.id === meanwhile && row.currency === wish.currency);
    if (since && since.id !== wish.insteadOf) {
      statement.accountId = since.id;
      continue;
    }
    statement.accountId = wish.id;
    if (planned.some((row) => row.id === wish.id)) continue;
    const position = Math.max(0, ...accounts.map((row) => row.position)) + 1 + planned.length;
    const { id, name, kind, currency } = wish;
    const told = { household_id, id, name, kind, currency, position, created_at };
    const institution = wish.institution ?? null;
    const opening = { on: '', balanceMinor: 0 };
    planned.push({
      ...newAccountRow({ ...told, owner_user_id: record.user_id }, opening),
      institution,
    });
  }
  return {
    accounts: planned,
    ...planCategories(household_id, findings.categories ?? [], categories, created_at),
    usedCategories: new Set(),
    tags: new TagMaker(
      household_id,
      await listTagRows(db, household_id),
      created_at,
      TAG_COLOURS,
      newId,
    ),
    pending: new Map(),
  };
}

/** Rows for the categories to be made, under the ids their transactions name. */
function planCategories(
  household_id: string,
  named: readonly NamedCategory[],
  present: readonly CategoryRow[],
  created_at: string,
): Pick<Making, 'categories' | 'sameAs'> {
  const rows: CategoryRow[] = [];
  const sameAs = new Map<string, string>();
  let position = Math.max(0, ...present.map((row) => row.position));
  const isCalled = (row: CategoryRow, name: string) =>
    [categoryName(row, 'en'), categoryName(row, 'es')].some(
      (own) => foldText(own) === foldText(name),
    );
  /** The one there is by now under this name and in this group, else a new one. */
  const place = (id: string, name: string, type: CategoryType, parent: CategoryRow | null) => {
    const parent_id = parent?.id ?? null;
    const same = [...present, ...rows].find(
      (row) => row.parent_id === parent_id && isCalled(row, name),
    );
    if (same) {
      sameAs.set(id, same.id);
      return same;
    }
    position += 1;
    const { icon = 'tag', colour = position % 12 } = parent ?? {};
    const looks = { icon, colour, position, archived_at: null };
    const row = { household_id, id, key_name: null, name, type, parent_id, ...looks, created_at };
    rows.push(row);
    return row;
  };
  const made = named.filter((one) => one.choice === 'make');
  // A category of the file that others name as their group is that group.
  const isAlone = (one: NamedCategory) => one.parentId === null && one.parentName === null;
  for (const one of [...made.filter(isAlone), ...made.filter((other) => !isAlone(other))]) {
    const parent =
      one.parentName === null
        ? (present.find((row) => row.id === one.parentId) ?? null)
        : place(newId(), one.parentName, one.type, null);
    if (one.categoryId !== null) place(one.categoryId, one.label, one.type, parent);
  }
  return { categories: rows, sameAs };
}

/** The categories that come into being: those with rows, and their groups. */
export function madeCategories({ categories, usedCategories }: Making): CategoryRow[] {
  const groups = new Set(
    categories.filter((row) => usedCategories.has(row.id)).map((row) => row.parent_id),
  );
  return categories.filter((row) => usedCategories.has(row.id) || groups.has(row.id));
}

/** Makes all of it, in the moment the rows are shown. Gives what the audit tells. */
export async function make(
  change: Change<ImportTables>,
  findings: ImportFindings,
  making: Making,
  totals: LedgerTotals,
): Promise<{ accounts: string[]; categories: string[]; tags: string[] }> {
  const { tx } = change;
  const householdId = making.tags.householdId;
  for (const row of making.accounts) {
    const statements = findings.statements.filter((one) => one.accountId === row.id);
    tellOpening(row, statements, making, totals, change.at.slice(0, 10));
    await insertOpened(tx, row);
    for (const { key } of statements) {
      if (key === null) continue;
      await saveMatch(tx, { household_id: householdId, statement_key: key, account_id: row.id });
    }
  }
  const categories = madeCategories(making);
  const tags: readonly TagRow[] = making.tags.made();
  const parts = await makeParts(change, householdId, categories, tags);
  findings.made = {
    accountIds: [...(findings.made?.accountIds ?? []), ...making.accounts.map((row) => row.id)],
    categoryIds: [...(findings.made?.categoryIds ?? []), ...parts.categoryIds],
    tagIds: [...(findings.made?.tagIds ?? []), ...parts.tagIds],
  };
  return {
    accounts: making.accounts.map((row) => row.name),
    categories: categories.map((row) => row.name ?? ''),
    tags: tags.map((tag) => tag.name),
  };
}

/** Opens an account on its first day, such that the latest closing balance of the file holds. */
function tellOpening(
  row: AccountRow,
  statements: readonly StatementFinding[],
  making: Making,
  totals: LedgerTotals,
  today: string,
): void {
  const days = totals.accounts.get(row.id)?.days ?? new Map<string, { deltaMinor: number }>();
  const firstDay = [...days.keys()].reduce<string | null>(
    (first, day) => (first === null || day < first ? day : first),
    null,
  );
  const worths = statements.map(worthOf).filter((worth) => worth !== null);
  const closings = statements
    .filter((one) => one.closingBalanceMinor !== null && worthOf(one) === null)
    .map((one) => ({ on: one.closingBalanceOn, minor: one.closingBalanceMinor ?? 0 }))
    .sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
  const closing = closings.at(-1);
  const told = [...worths.map((worth) => worth.on), closing?.on].filter((on) => on != null).sort();
  const opened = [firstDay, told[0]].filter((on) => on != null).sort()[0] ?? today;
  let balanceMinor = 0;
  // What an account of holdings is worth is told on its day and follows from no row.
  if (closing && worths.length === 0) {
    balanceMinor = closing.minor;
    const pending = making.pending.get(row.id);
    for (const [day, { deltaMinor }] of days) {
      if (closing.on !== null && day > closing.on) continue;
      balanceMinor -= deltaMinor - (pending?.get(day) ?? 0);
    }
  }
  row.opened_on = opened;
  row.starting_on = opened;
  row.opening_balance_minor = balanceMinor;
  row.starting_minor = balanceMinor;
}

/**
 * Takes the accounts an import opened out of sight with its rows, where nothing else is in them.
 * Their traces go with `clearMade`, once the rows are deleted.
 */
export async function takeBackAccounts(
  { tx, audit }: Change<ImportTables>,
  record: ImportRowRecord,
  findings: ImportFindings,
  accounts: readonly AccountRow[],
): Promise<void> {
  for (const row of accounts) {
    if (!findings.made?.accountIds.includes(row.id)) continue;
    const other = await tx
      .selectFrom('transactions')
      .select('id')
      .where('household_id', '=', record.household_id)
      .where('account_id', '=', row.id)
      .where((eb) => eb.or([eb('import_id', 'is', null), eb('import_id', '<>', record.id)]))
      .limit(1)
      .executeTakeFirst();
    if (other) continue;
    await dropAccount(tx, { householdId: record.household_id, userId: row.owner_user_id }, row);
    await audit({ action: 'account.delete', entityId: row.id, before: row });
  }
}

/** What an import made and nothing uses any more goes, once its rows are deleted. */
export async function clearMade(
  change: Change<ImportTables>,
  actor: Actor,
  findings: ImportFindings,
  accounts: readonly AccountRow[],
): Promise<void> {
  const { made } = findings;
  if (!made) return;
  for (const id of made.accountIds) {
    if (accounts.some((row) => row.id === id)) continue;
    await accountDeleted.emit(change.tx as unknown as Transaction<unknown>, {
      householdId: actor.householdId,
      accountId: id,
    });
  }
  await removeUnusedParts(change, actor.householdId, made);
}
