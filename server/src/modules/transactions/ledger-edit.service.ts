import type { Transaction } from 'kysely';
import type { AccountsTables } from '../accounts/index.ts';
import type { Actor, AuditEntry, Change, SettingsTables } from '../settings/index.ts';
import { forgetFilesLater, setTransaction } from './attachments.repository.ts';
import { listCategoryRows, sumCategoryDays } from './categories.repository.ts';
import { listDeletedKeys, listFormerKeys, saveDeletedKeys } from './deleted-keys.repository.ts';
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
import {
  deleteParts,
  LINK_TABLES,
  listParts,
  listSplits,
  ROW_PARTS,
  type RowLink,
  saveLines,
  saveLinks,
  takeLinksTo,
} from './row-parts.repository.ts';
import { insertTagged } from './tags.repository.ts';
import { type FullTransaction, storedOf } from './transactions.repository.ts';
import type {
  AttachmentRow,
  CategoryRow,
  DescriptorRow,
  LoanPaymentRow,
  RefundRow,
  SplitLineRow,
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

  async insert(row: TransactionRow, currency: string): Promise<void> {
    await insertTransactions(this.tx, [row]);
    this.#totals.add(counted({ ...row, currency }, this.categories));
    this.#keep(row, null, cellsOf(row));
  }

  update(row: FullTransaction, change: Partial<TransactionRow>): Promise<void> {
    return this.updateAll([row], change);
  }

  /** The same change to many rows. */
  async updateAll(
    rows: readonly FullTransaction[],
    change: Partial<TransactionRow>,
  ): Promise<void> {
    const ids = rows.map((row) => row.id);
    await updateTransactions(this.tx, this.householdId, ids, change);
    for (const row of rows) this.#note(row, change);
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

  #note(row: FullTransaction, change: Partial<TransactionRow>): void {
    this.#totals.take(counted(row, this.categories));
    this.#totals.add(counted({ ...row, ...change }, this.categories));
    const difference = differenceOf(row, change);
    if (difference) this.#keep(row, difference.before, difference.after);
  }

  /** What banks sent of these rows, which a person deletes, is not to come again. */
  async rememberDeleted(rows: readonly FullTransaction[]): Promise<void> {
    for (const [account_id, own] of Map.groupBy(rows, (row) => row.account_id)) {
      const keys = own.flatMap((row) => row.import_key ?? []);
      const known = await listDeletedKeys(this.tx, this.householdId, account_id, keys);
      const fresh = keys
        .filter((key) => !known.some((row) => row.import_key === key))
        .map((import_key) => ({
          household_id: this.householdId,
          account_id,
          import_key,
          became_id: null,
          deleted_at: this.at,
        }));
      await saveDeletedKeys(this.tx, fresh);
      for (const row of fresh) this.keep('deleted_import_keys', null, row, account_id);
    }
    // Nor what they were called before they were booked.
    const ids = rows.map((row) => row.id);
    const former = await listFormerKeys(this.tx, this.householdId, ids);
    const gone = { became_id: null };
    await saveDeletedKeys(
      this.tx,
      former.map((row) => ({ ...row, ...gone })),
    );
    for (const row of former) this.keep('deleted_import_keys', row, gone, row.account_id);
  }

  async deleteAll(rows: readonly FullTransaction[]): Promise<void> {
    const ids = rows.map((row) => row.id);
    const accounts = new Map(rows.map((row) => [row.id, row.account_id]));
    for (const table of ROW_PARTS) {
      const parts = await listParts(this.tx, table, this.householdId, ids);
      if (parts.length === 0) continue;
      await deleteParts(this.tx, table, this.householdId, ids);
      for (const part of parts) this.keep(table, part, null, accounts.get(part.transaction_id));
      if (table === 'attachments') {
        await forgetFilesLater(this.tx, this.householdId, parts as AttachmentRow[], this.at);
      }
    }
    for (const table of LINK_TABLES) {
      for (const { otherId, link } of await takeLinksTo(this.tx, table, this.householdId, ids)) {
        this.keep(table, link, null, accounts.get(otherId));
      }
    }
    await deleteTransactionRows(this.tx, this.householdId, ids);
    for (const row of rows) {
      this.#totals.take(counted(row, this.categories));
      this.#keep(row, cellsOf(storedOf(row)), null);
    }
  }

  /** Adds a tag to those of the rows that lack it. */
  async addTag(rows: readonly FullTransaction[], tagId: string): Promise<void> {
    const tagged = await this.#taggedWith(rows, tagId);
    const added = rows
      .filter((row) => !tagged.has(row.id))
      .map((row) => ({ row, tag: this.#tagOf(row, tagId) }));
    await insertTagged(
      this.tx,
      added.map(({ tag }) => tag),
    );
    for (const { row, tag } of added) this.keep('transaction_tags', null, tag, row.account_id);
  }

  /** Takes a tag from those of the rows that carry it. */
  async removeTag(rows: readonly FullTransaction[], tagId: string): Promise<void> {
    const tagged = await this.#taggedWith(rows, tagId);
    await deleteParts(this.tx, 'transaction_tags', this.householdId, [...tagged], tagId);
    for (const row of rows) {
      if (tagged.has(row.id))
        this.keep('transaction_tags', this.#tagOf(row, tagId), null, row.account_id);
    }
  }

  /** Hands what is attached to rows that go to one that stays. */
  async handAttachments(from: readonly FullTransaction[], to: FullTransaction): Promise<void> {
    const ids = from.map((row) => row.id);
    const parts = await listParts(this.tx, 'attachments', this.householdId, ids);
    await setTransaction(this.tx, this.householdId, parts, to.id);
    for (const part of parts) this.keep('attachments', part, null, to.account_id);
    for (const part of parts) {
      this.keep('attachments', null, { ...part, transaction_id: to.id }, to.account_id);
    }
  }

  /** Makes these the lines of a split; those it has now and lacks then are lines no more. */
  async setLines(splitId: string, lines: readonly SplitLineRow[], account: string): Promise<void> {
    const idOf = (line: SplitLineRow) => line.transaction_id;
    const before = await listSplits(this.tx, this.householdId, [splitId]);
    const gone = before.filter((line) => !lines.some((one) => idOf(one) === idOf(line)));
    await deleteParts(this.tx, 'split_lines', this.householdId, gone.map(idOf));
    await saveLines(this.tx, lines);
    for (const line of gone) this.keep('split_lines', line, null, account);
    for (const line of lines) {
      const was = before.find((one) => idOf(one) === idOf(line)) ?? null;
      this.keep('split_lines', was, line, account);
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
      before: told ? told.before : row && cellsOf(row),
      after: told ? told.after : change && cellsOf(change),
      ...(account !== undefined && { account }),
    });
  }

  /** Ties a transaction to another, or two to a loan. */
  async tie<Table extends RowLink>(table: Table, row: TransactionsTables[Table], account: string) {
    await saveLinks(this.tx, table, [row]);
    this.keep(table, null, row, account);
  }

  async untie(table: RowLink, row: RefundRow | LoanPaymentRow, account: string): Promise<void> {
    await deleteParts(this.tx, table, this.householdId, [row.transaction_id]);
    this.keep(table, row, null, account);
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

  /** Brings balances and totals up to date with all that was changed so far. */
  async settle(): Promise<void> {
    const totals = this.#totals;
    this.#totals = new LedgerTotals(totals.firstDayOfMonth);
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

  #tagOf = (row: TransactionRow, tagId: string) => ({
    household_id: this.householdId,
    transaction_id: row.id,
    tag_id: tagId,
  });

  async #taggedWith(rows: readonly FullTransaction[], tagId: string): Promise<Set<string>> {
    const ids = rows.map((row) => row.id);
    const parts = await listParts(this.tx, 'transaction_tags', this.householdId, ids);
    return new Set(
      parts.filter((part) => part.tag_id === tagId).map((part) => part.transaction_id),
    );
  }

  /** A told value is kept as itself: its transaction follows from it, and from what lies before. */
  #keep(row: TransactionRow, before: Cells | null, after: Cells | null): void {
    if (row.kind === 'valuation') return;
    const { id, account_id: account } = row;
    this.#changes.push({ table: 'transactions', key: { id }, before, after, account });
  }
}
