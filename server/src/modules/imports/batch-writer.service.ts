import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountRow } from '../accounts/index.ts';
import {
  type CategoryKnowledge,
  type CategoryRow,
  type DescriptorRow,
  decide,
  descriptorRow,
  type LedgerTotals,
  type TransactionRow,
  writeBatchRows,
} from '../transactions/index.ts';
import type { ImportFindings, StagedRow } from './findings.ts';
import { updateImport } from './imports.repository.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import type { ImportTables } from './read.service.ts';

/** Each step holds SQLite's only writer about so long: an edit made meanwhile waits no longer. */
const STEP_MS = 50;
const FEWEST_ROWS = 500;
const MOST_ROWS = 4000;
/** Texts whose rows are at hand and written already; a household's texts repeat a lot. */
const TEXTS_KEPT = 20_000;

/** Writes rows in steps whose size follows how long the last one took, and sums what they add. */
export function batchWriter(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  findings: ImportFindings,
  accounts: readonly AccountRow[],
  categories: readonly CategoryRow[],
  knowledge: CategoryKnowledge,
  totals: LedgerTotals,
  clock: Clock,
) {
  const types = new Map(categories.map((category) => [category.id, category.type]));
  const currencies = new Map(accounts.map((account) => [account.id, account.currency]));
  const createdAt = clock.now().toISOString();
  const texts = new Map<string, DescriptorRow>();
  let newTexts: DescriptorRow[] = [];
  let stepRows = 2000;
  let written = 0;

  /** The id of a row's text, which is written with the step in which it comes up first. */
  function textId(row: StagedRow): string {
    const key = `${row.payee}\n${row.originalPayee}\n${row.memo}`;
    const known = texts.get(key);
    if (known) return known.id;
    const text = descriptorRow(record.household_id, row);
    if (texts.size >= TEXTS_KEPT) texts.clear();
    texts.set(key, text);
    newTexts.push(text);
    return text.id;
  }

  function asTransaction(row: StagedRow): TransactionRow {
    const accountId = findings.statements[row.statement]?.accountId;
    const currency = accountId ? currencies.get(accountId) : undefined;
    if (!accountId || !currency) throw new Error(`Row ${row.seq} has no account.`);
    // A category may have been deleted since the file was read.
    const category = types.has(row.category.categoryId)
      ? row.category
      : decide(knowledge, {
          accountId,
          postedOn: row.postedOn,
          amountMinor: row.amountMinor,
          payee: row.originalPayee ?? row.payee,
          memo: row.memo,
          fileCategory: null,
        });
    totals.add({
      accountId,
      currency,
      postedOn: row.postedOn,
      amountMinor: row.amountMinor,
      categoryId: category.categoryId,
      categoryType: types.get(category.categoryId) ?? 'expense',
      needsReview: category.needsReview,
      isHidden: 0,
    });
    return {
      household_id: record.household_id,
      id: newId(),
      account_id: accountId,
      kind: 'standard',
      posted_on: row.postedOn,
      amount_minor: row.amountMinor,
      descriptor_id: textId(row),
      category_id: category.categoryId,
      category_source: category.source,
      confidence: Math.round(category.confidence * 1000),
      review_on: category.needsReview ? row.postedOn : null,
      check_number: row.checkNumber,
      import_id: record.id,
      import_key: row.importKey,
      transfer_id: null,
      is_pending: 0,
      is_hidden: 0,
      created_at: createdAt,
      version: 1,
    };
  }

  async function write(rows: readonly StagedRow[]): Promise<void> {
    for (let start = 0; start < rows.length; ) {
      const step = rows.slice(start, start + stepRows).map(asTransaction);
      start += step.length;
      const began = performance.now();
      await writeBatchRows(database, newTexts, step);
      newTexts = [];
      const tookMs = Math.max(performance.now() - began, 1);
      stepRows = Math.round((stepRows + (step.length * STEP_MS) / tookMs) / 2);
      stepRows = Math.min(Math.max(stepRows, FEWEST_ROWS), MOST_ROWS);
      written += step.length;
      // Whoever waits for the writer has its turn now.
      await sleep(1);
    }
    await updateImport(database.read, record.household_id, record.id, { progress_done: written });
  }

  return { write, written: () => written };
}
