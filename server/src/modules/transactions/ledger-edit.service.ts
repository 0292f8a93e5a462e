import type { Transaction } from 'kysely';
import type { AccountsTables } from '../accounts/index.ts';
import type { SettingsTables } from '../settings/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { type DescriptorText, descriptorRow } from './descriptor.ts';
import {
  deleteTransactionRow,
  insertDescriptors,
  insertTransactions,
  postTotals,
  updateTransaction,
} from './ledger.repository.ts';
import { LedgerTotals } from './ledger-totals.ts';
import { counted } from './transaction-view.ts';
import type { FullTransaction } from './transactions.repository.ts';
import type { CategoryRow, TransactionRow, TransactionsTables } from './transactions.tables.ts';

export type LedgerTables = TransactionsTables & AccountsTables & SettingsTables;

/**
 * Edits single transactions and gathers what that does to the totals; `post` writes the totals, once,
 * at the end. Lives as long as the database transaction it was opened in.
 */
export class LedgerEdit {
  readonly #tx: Transaction<LedgerTables>;
  readonly #householdId: string;
  readonly #totals: LedgerTotals;
  readonly categories: ReadonlyMap<string, CategoryRow>;

  constructor(
    tx: Transaction<LedgerTables>,
    householdId: string,
    categories: readonly CategoryRow[],
    firstDayOfMonth: number,
  ) {
    this.#totals = new LedgerTotals(firstDayOfMonth);
    this.#tx = tx;
    this.#householdId = householdId;
    this.categories = new Map(categories.map((row) => [row.id, row]));
  }

  static async open(
    tx: Transaction<LedgerTables>,
    householdId: string,
    firstDayOfMonth: number,
  ): Promise<LedgerEdit> {
    const categories = await listCategoryRows(tx, householdId);
    return new LedgerEdit(tx, householdId, categories, firstDayOfMonth);
  }

  async insert(row: TransactionRow, currency: string): Promise<void> {
    await insertTransactions(this.#tx, [row]);
    this.#totals.add(counted({ ...row, currency }, this.categories));
  }

  /** `currency` is the account's, if the row moves to another one. */
  async update(row: FullTransaction, change: Partial<TransactionRow>): Promise<void> {
    await updateTransaction(this.#tx, this.#householdId, row.id, change);
    this.#totals.take(counted(row, this.categories));
    this.#totals.add(counted({ ...row, ...change }, this.categories));
  }

  async delete(row: FullTransaction): Promise<void> {
    await deleteTransactionRow(this.#tx, this.#householdId, row.id);
    this.#totals.take(counted(row, this.categories));
  }

  /** The id under which these texts are kept, which are kept from now on. */
  async keepText(text: DescriptorText): Promise<string> {
    const row = descriptorRow(this.#householdId, text);
    await insertDescriptors(this.#tx, [row]);
    return row.id;
  }

  post(): Promise<void> {
    return postTotals(this.#tx, this.#householdId, this.#totals);
  }
}
