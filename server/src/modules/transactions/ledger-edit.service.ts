import type { Transaction } from 'kysely';
import type { AccountsTables } from '../accounts/index.ts';
import type { Actor, AuditEntry, Change, SettingsTables } from '../settings/index.ts';
import { listCategoryRows, sumCategoryDays } from './categories.repository.ts';
import { type DescriptorText, descriptorRow } from './descriptor.ts';
import {
  deleteTransactionRows,
  insertDescriptors,
  insertTransactions,
  postTotals,
  rewriteTransactions,
  updateTransactions,
} from './ledger.repository.ts';
import { forgetStepsBefore, saveStep } from './ledger-steps.repository.ts';
import { counted, LedgerTotals } from './ledger-totals.ts';
import { settleRefunds } from './refund-ties.service.ts';
import {
  type Cells,
  cellsOf,
  differenceOf,
  type RowChange,
  STEP_KEYS,
  type StepTable,
} from './row-changes.ts';
import { deletePartsOf } from './row-parts.service.ts';
import { keepMarks, NewMarks } from './search-marks.repository.ts';
import { type FullTransaction, type ReadTransaction, storedOf } from './transactions.repository.ts';
import type {
  CategoryRow,
  DescriptorRow,
  TransactionRow,
  TransactionsTables,
} from './transactions.tables.ts';

export type LedgerTables = TransactionsTables & AccountsTables & SettingsTables;

/** For so long a step can be taken back. */
export const STEP_LIFE_MS = 30 * 86_400_000;

/**
 * One step in the ledger: edits rows, gathers what that does to the totals, and keeps how each row
 * was and became, which is what undo replays. `post` writes totals, audit record and step, once, at
 * the end. Lives as long as the database transaction it was opened in.
 */
export class LedgerEdit {
  readonly tx: Transaction<LedgerTables>;
  readonly householdId: string;
  readonly categories: Map<string, CategoryRow>;
  readonly #change: Change<LedgerTables>;
  readonly #actor: Actor;
  readonly #changes: RowChange[] = [];
  #totals: LedgerTotals;
  #marks = new NewMarks();

  private constructor(
    change: Change<LedgerTables>,
    actor: Actor,
    categories: readonly CategoryRow[],
  ) {
    this.tx = change.tx;
    this.householdId = actor.householdId;
    this.categories = new Map(categories.map((row) => [row.id, row]));
    this.#change = change;
    this.#actor = actor;
    this.#totals = new LedgerTotals(change.firstDayOfMonth);
  }

  static async open(change: Change<LedgerTables>, actor: Actor): Promise<LedgerEdit> {
    return new LedgerEdit(change, actor, await listCategoryRows(change.tx, actor.householdId));
  }

  get at(): string {
    return this.#change.at;
  }

  /** How many rows this step changed so far. */
  get size(): number {
    return this.#changes.length;
  }

  /** What was changed so far, for whoever keeps it elsewhere than in a step. */
  get changes(): readonly RowChange[] {
    return this.#changes;
  }

  insert(row: TransactionRow, currency: string): Promise<void> {
    return this.insertAll([{ row, currency }]);
  }

  async insertAll(rows: readonly { row: TransactionRow; currency: string }[]): Promise<void> {
    await insertTransactions(
      this.tx,
      rows.map(({ row }) => row),
    );
    for (const { row, currency } of rows) {
      this.#totals.add(counted({ ...row, currency }, this.categories));
      this.#marks.add(row);
      this.#keep(row, null, cellsOf(row));
    }
  }

  update(row: FullTransaction, change: Partial<TransactionRow>): Promise<void> {
    return this.updateAll([row], change);
  }

  /** The same change to many rows. */
  async updateAll(
    rows: readonly ReadTransaction[],
    change: Partial<TransactionRow>,
  ): Promise<void> {
    const ids = rows.map((row) => row.id);
    // The database writes what is gathered meanwhile.
    const written = updateTransactions(this.tx, this.householdId, ids, change);
    try {
      for (const row of rows) this.#note(row, change);
    } finally {
      // Else it would go on after the transaction was given up.
      await written;
    }
  }

  /** To each row a change of its own. */
  async updateEach(
    changes: readonly { row: FullTransaction; change: Partial<TransactionRow> }[],
  ): Promise<void> {
    await rewriteTransactions(
      this.tx,
      changes.map(({ row, change }) => ({ ...storedOf(row), ...change, version: row.version + 1 })),
    );
    for (const { row, change } of changes) this.#note(row, change);
  }

  #note(row: ReadTransaction, change: Partial<TransactionRow>): void {
    // Not all of the row: thousands at a time are looked at so.
    const after = {
      account_id: row.account_id,
      currency: row.currency,
      kind: row.kind,
      posted_on: row.posted_on,
      amount_minor: row.amount_minor,
      descriptor_id: row.descriptor_id,
      category_id: row.category_id,
      review_on: row.review_on,
      is_hidden: row.is_hidden,
      is_pending: row.is_pending,
      ...change,
    };
    this.#totals.take(counted(row, this.categories));
    this.#totals.add(counted(after, this.categories));
    this.#marks.add(after, row);
    const difference = differenceOf(row, change);
    if (difference) this.#keep(row, difference.before, difference.after);
  }

  async deleteAll(rows: readonly FullTransaction[]): Promise<void> {
    await deletePartsOf(this, rows);
    const ids = rows.map((row) => row.id);
    await deleteTransactionRows(this.tx, this.householdId, ids);
    for (const row of rows) {
      this.#totals.take(counted(row, this.categories));
      this.#keep(row, cellsOf(storedOf(row)), null);
    }
  }

  /** The id under which these texts are kept, which are kept from now on. */
  async keepText(text: DescriptorText): Promise<string> {
    const row = descriptorRow(this.householdId, text);
    await this.keepTexts([row]);
    return row.id;
  }

  keepTexts(texts: readonly DescriptorRow[]): Promise<void> {
    return insertDescriptors(this.tx, texts);
  }

  /** Moves what a category's rows count as; the row of the category itself is the caller's. */
  async recount(category: CategoryRow, as: CategoryRow): Promise<void> {
    for (const sum of await sumCategoryDays(this.tx, this.householdId, category.id)) {
      const of = (row: CategoryRow) => ({ ...sum, categoryId: row.id, categoryType: row.type });
      this.#totals.addSum(of(category), -sum.amountMinor, -sum.transactions, -sum.review);
      this.#totals.addSum(of(as), sum.amountMinor, sum.transactions, sum.review);
    }
  }

  /** Keeps a change of another table's row, which the caller made. */
  keep(table: StepTable, row: object | null, change: object | null, account?: string): void {
    const whole = cellsOf(row ?? change ?? {});
    const key = Object.fromEntries(
      STEP_KEYS[table].map((column) => [column, whole[column] ?? null]),
    );
    const told = row && change ? differenceOf(row, change) : null;
    if (row && change && !told) return;
    this.#changes.push({
      table,
      key,
      before: told ? told.before : row && whole,
      after: told ? told.after : change && whole,
      ...(account !== undefined && { account }),
    });
  }

  /** The transactions of which this step changed one of these columns, and refunds it tied. */
  idsWith(...columns: (keyof TransactionRow)[]): string[] {
    const ids = this.#changes.flatMap(({ table, key, before, after }) => {
      if (table === 'refunds' && after) return String(key['transaction_id']);
      const isEdit = table === 'transactions' && before !== null && after !== null;
      return isEdit && columns.some((column) => column in after) ? String(key['id']) : [];
    });
    return [...new Set(ids)];
  }

  /** Brings balances, totals and what is searched up to date with all that was changed so far. */
  async settle(): Promise<void> {
    const [totals, marks] = [this.#totals, this.#marks];
    this.#totals = new LedgerTotals(totals.firstDayOfMonth);
    this.#marks = new NewMarks();
    await keepMarks(this.tx, this.householdId, marks);
    await postTotals(this.tx, this.householdId, totals);
  }

  async post(entry: AuditEntry): Promise<void> {
    await settleRefunds(this);
    await this.settle();
    const id = await this.#change.audit(entry);
    if (this.#changes.length === 0) return;
    const step = {
      household_id: this.householdId,
      id,
      at: this.at,
      user_id: this.#actor.userId,
      action: entry.action,
      change_count: this.#changes.length,
      undone_at: null,
    };
    await saveStep(this.tx, step, this.#changes);
    const oldest = new Date(Date.parse(this.at) - STEP_LIFE_MS);
    await forgetStepsBefore(this.tx, this.householdId, oldest);
  }

  /** A told value is kept as itself: its transaction follows from it, and from what lies before. */
  #keep(row: TransactionRow, before: Cells | null, after: Cells | null): void {
    if (row.kind === 'valuation') return;
    const { id, account_id: account } = row;
    this.#changes.push({ table: 'transactions', key: { id }, before, after, account });
  }
}
