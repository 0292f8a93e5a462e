import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountRow } from '../accounts/index.ts';
import {
  type CategoryKnowledge,
  type CategoryRow,
  type Decision,
  type DescriptorRow,
  decide,
  descriptorRow,
  type LedgerTotals,
  type SplitLineRow,
  type TransactionRow,
  type TransactionTagRow,
  writeBatchRows,
} from '../transactions/index.ts';
import type { ImportFindings, StagedRow, StagedSplit } from './findings.ts';
import { updateImport } from './imports.repository.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import type { Making } from './making.service.ts';
import type { ImportTables } from './read.service.ts';

/** Each step holds SQLite's only writer about so long: an edit made meanwhile waits no longer. */
const STEP_MS = 50;
const FEWEST_ROWS = 500;
const MOST_ROWS = 4000;
/** Texts whose rows are at hand and written already; a household's texts repeat a lot. */
const TEXTS_KEPT = 20_000;

/** What one step writes. */
interface Step {
  rows: TransactionRow[];
  lines: SplitLineRow[];
  tagged: TransactionTagRow[];
}

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
  making: Making,
  batchId: string,
) {
  const { household_id } = record;
  const types = new Map(
    [...categories, ...making.categories].map((category) => [category.id, category.type]),
  );
  const planned = new Set(making.categories.map((category) => category.id));
  const currencies = new Map(accounts.map((account) => [account.id, account.currency]));
  const createdAt = clock.now().toISOString();
  const texts = new Map<string, DescriptorRow>();
  let newTexts: DescriptorRow[] = [];
  let stepRows = 2000;
  let written = 0;

  /** The id of a row's text, which is written with the step in which it comes up first. */
  function textId(row: StagedRow, note: string | null): string {
    const key = `${row.payee}\n${row.originalPayee}\n${row.memo}${note === null ? '' : `\n${note}`}`;
    const known = texts.get(key);
    if (known) return known.id;
    const { payee, originalPayee, memo } = row;
    const text = descriptorRow(household_id, { payee, originalPayee, memo, note });
    if (texts.size >= TEXTS_KEPT) texts.clear();
    texts.set(key, text);
    newTexts.push(text);
    return text.id;
  }

  /** A category may have been deleted since the file was read, or made by another file. */
  function categoryOf(decided: Decision, accountId: string, row: StagedRow, line: Line): Decision {
    const id = making.sameAs.get(decided.categoryId) ?? decided.categoryId;
    if (planned.has(id)) making.usedCategories.add(id);
    if (types.has(id)) return id === decided.categoryId ? decided : { ...decided, categoryId: id };
    return decide(knowledge, {
      accountId,
      postedOn: row.postedOn,
      amountMinor: line.amountMinor,
      payee: row.originalPayee ?? row.payee,
      memo: row.memo,
      fileCategory: null,
    });
  }

  function asTransaction(row: StagedRow, line: Line, importKey: string | null): TransactionRow {
    const accountId = findings.statements[row.statement]?.accountId;
    const currency = accountId ? currencies.get(accountId) : undefined;
    if (!accountId || !currency) throw new Error(`Row ${row.seq} has no account.`);
    const category = categoryOf(line.category, accountId, row, line);
    const isHidden = row.isHidden ? 1 : 0;
    totals.add({
      accountId,
      currency,
      postedOn: row.postedOn,
      amountMinor: line.amountMinor,
      categoryId: category.categoryId,
      categoryType: types.get(category.categoryId) ?? 'expense',
      needsReview: category.needsReview,
      isHidden,
    });
    if (row.isPending) notePending(making, accountId, row.postedOn, line.amountMinor);
    return {
      household_id,
      id: newId(),
      account_id: accountId,
      kind: 'standard',
      posted_on: row.postedOn,
      amount_minor: line.amountMinor,
      descriptor_id: textId(row, line.note ?? null),
      category_id: category.categoryId,
      category_source: category.source,
      confidence: Math.round(category.confidence * 1000),
      review_on: category.needsReview ? row.postedOn : null,
      check_number: row.checkNumber,
      import_id: batchId,
      import_key: importKey,
      transfer_id: null,
      is_pending: row.isPending ? 1 : 0,
      is_hidden: isHidden,
      created_at: createdAt,
      version: 1,
    };
  }

  function addLine(step: Step, row: StagedRow, line: Line, importKey: string | null): string {
    const transaction = asTransaction(row, line, importKey);
    step.rows.push(transaction);
    if (line.tags) {
      for (const tag_id of making.tags.idsOf(line.tags)) {
        step.tagged.push({ household_id, transaction_id: transaction.id, tag_id });
      }
    }
    return transaction.id;
  }

  /** Of a split the first line is the row of the file, by which all of it is known again. */
  function add(step: Step, row: StagedRow): void {
    if (!row.splits) {
      addLine(step, row, row, row.importKey);
      return;
    }
    const split_id = newId();
    for (const [position, line] of linesOf(row, row.splits).entries()) {
      const transaction_id = addLine(step, row, line, position === 0 ? row.importKey : null);
      step.lines.push({ household_id, transaction_id, split_id, position });
    }
  }

  async function write(rows: readonly StagedRow[]): Promise<void> {
    for (let start = 0; start < rows.length; ) {
      const taken = rows.slice(start, start + stepRows);
      const step: Step = { rows: [], lines: [], tagged: [] };
      for (const row of taken) add(step, row);
      start += taken.length;
      const began = performance.now();
      await writeBatchRows(database, newTexts, step.rows, step);
      newTexts = [];
      const tookMs = Math.max(performance.now() - began, 1);
      stepRows = Math.round((stepRows + (taken.length * STEP_MS) / tookMs) / 2);
      stepRows = Math.min(Math.max(stepRows, FEWEST_ROWS), MOST_ROWS);
      written += taken.length;
      // Whoever waits for the writer has its turn now.
      await sleep(1);
    }
    await updateImport(database.read, household_id, record.id, { progress_done: written });
  }

  return { write, written: () => written, createdAt };
}

/** What is a line's own: that of a whole row, or of one of a split. */
type Line = Pick<StagedSplit, 'amountMinor' | 'category' | 'note' | 'tags'>;

/** The tags of the whole are those of each line; its note stands with the first. */
function linesOf(row: StagedRow, splits: readonly StagedSplit[]): Line[] {
  return splits.map((line, at) => {
    const notes = [at === 0 ? row.note : undefined, line.note].filter((note) => note);
    const tags = [...(row.tags ?? []), ...(line.tags ?? [])];
    return {
      amountMinor: line.amountMinor,
      category: line.category,
      ...(notes.length > 0 && { note: notes.join(' · ') }),
      ...(tags.length > 0 && { tags }),
    };
  });
}

function notePending({ pending }: Making, accountId: string, day: string, minor: number): void {
  const days = pending.get(accountId) ?? new Map<string, number>();
  pending.set(accountId, days);
  days.set(day, (days.get(day) ?? 0) + minor);
}
