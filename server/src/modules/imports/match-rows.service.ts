import type { RowDecision, RowReason } from '@picture/contract';
import type { Database } from '../../platform/db/index.ts';
import { listAccountRows } from '../accounts/index.ts';
import {
  listAccountsWithDeletedKeys,
  listDeletedKeys,
  listDescriptors,
  listTransactionsById,
  nameKey,
} from '../transactions/index.ts';
import { meaningOf } from './chosen-rows.service.ts';
import type { StagedRow } from './findings.ts';
import { listChunkCounts, readChunk, updateChunk } from './import-chunks.repository.ts';
import {
  type Candidate,
  findKnownKeys,
  type KnownRow,
  listCandidates,
  listChoices,
} from './match-rows.repository.ts';
import { type Cover, type FileRow, type LedgerRow, matchRows, type Verdict } from './match-rows.ts';
import type { ImportTables, Task } from './read.service.ts';
import { type Counts, decisionOf, exchanged, matchOf, tallyOf } from './row-decisions.ts';

/** As far from a file's days as a row of the ledger may stand. */
const FARTHEST_DAYS = 14;
const HELD_CATEGORIES = new Set(['gas_fuel', 'hotel', 'rental_car_taxi', 'travel']);

/** What is known of an account's rows in the file, while they go by. */
interface Span {
  cover: Cover;
  /** Of the rows that no key settled. */
  open: Cover | null;
  needsBankIds: boolean;
}

/**
 * Decides what becomes of a file's rows: first each thousand by their keys, as they go by, then all
 * that is left by likeness. A million rows that are known, or new to an empty account, are never
 * held in memory.
 */
export async function rowMatcher(
  database: Database<ImportTables>,
  { householdId, importId }: Task,
  accountOf: (statement: number) => string | null,
) {
  const { read } = database;
  const everything = { householdId, hiddenAccountIds: [] };
  const accounts = await listAccountRows(read, householdId);
  const holding = new Set(accounts.filter((one) => one.transaction_count > 0).map((one) => one.id));
  const remembering = new Set(
    (await listAccountsWithDeletedKeys(read, householdId)).map((one) => one.account_id),
  );
  const choices = new Map(
    (await listChoices(read, householdId, importId)).map((choice) => [
      `${choice.statement} ${choice.import_key}`,
      choice,
    ]),
  );
  const spans = new Map<string, Span>();

  /** Settles what keys settle; one or two queries a thousand rows and account. */
  async function mark(rows: readonly StagedRow[]): Promise<void> {
    for (const [accountId, own] of Map.groupBy(rows, (row) => accountOf(row.statement))) {
      const known = await knownOf(accountId, own);
      const gone = await goneOf(accountId, own);
      for (const row of own) settle(row, known.get(row.importKey), gone.get(row.importKey));
      if (choices.size > 0) await applyChoices(accountId, own, known);
      if (accountId === null || !holding.has(accountId)) continue;
      for (const row of own) widen(accountId, row);
    }
  }

  const knownOf = async (accountId: string | null, own: readonly StagedRow[]) =>
    accountId === null || !holding.has(accountId)
      ? new Map<string, KnownRow>()
      : findKnownKeys(read, householdId, accountId, keysOf(own));

  /** By key what is not to come again, and what it became; of what has gone since nothing is known. */
  async function goneOf(accountId: string | null, own: readonly StagedRow[]) {
    const gone = new Map<string, Gone>();
    if (accountId === null || !remembering.has(accountId)) return gone;
    const rows = await listDeletedKeys(read, householdId, accountId, keysOf(own));
    const ids = rows.flatMap((row) => row.became_id ?? []);
    const held = await listTransactionsById(read, everything, ids);
    const places = new Map(held.map((row) => [row.id, row.account_id]));
    for (const { import_key: key, became_id: id } of rows) {
      if (id === null) gone.set(key, { becameId: null, isMoved: false });
      else if (places.has(id)) {
        gone.set(key, { becameId: id, isMoved: places.get(id) !== accountId });
      }
    }
    return gone;
  }

  async function applyChoices(
    accountId: string | null,
    own: readonly StagedRow[],
    known: ReadonlyMap<string, KnownRow>,
  ): Promise<void> {
    const wishes = [];
    for (const row of own) {
      delete row.chosen;
      const choice = choices.get(`${row.statement} ${row.importKey}`);
      if (!choice) continue;
      const { decision, transaction_id: transactionId } = choice;
      const held = known.get(row.importKey);
      // Who wanted it added did not know that it would come in by another way.
      if (decision === 'add' && held && choice.over_key === 0) continue;
      if (decision !== 'confirm') row.chosen = { decision };
      else if (transactionId !== null && held?.id !== transactionId)
        wishes.push({ row, accountId, transactionId });
    }
    const meanings = await meaningOf(read, everything, wishes);
    for (const [index, { row }] of wishes.entries()) {
      const meaning = meanings[index];
      if (meaning) row.chosen = meaning;
    }
  }

  function widen(accountId: string, row: StagedRow): void {
    const span = spans.get(accountId) ?? {
      cover: { from: row.postedOn, to: row.postedOn },
      open: null,
      needsBankIds: false,
    };
    spans.set(accountId, span);
    span.cover = widened(span.cover, row.postedOn);
    if (!isOpen(row)) return;
    span.open = widened(span.open, row.postedOn);
    span.needsBankIds ||= row.isPending === true || !row.importKey.startsWith('id');
  }

  /** Matches what keys left open with what the ledger has of it; gives the counts after that. */
  async function finish(before: Counts): Promise<Counts> {
    const held = new Map<string, Held>();
    for (const [accountId, { open, cover, needsBankIds }] of spans) {
      if (!open) continue;
      const days = { from: moved(open.from, -FARTHEST_DAYS), to: moved(open.to, FARTHEST_DAYS) };
      const found = await listCandidates(read, householdId, accountId, {
        ...days,
        withBankIds: needsBankIds,
      });
      if (found.length === 0) continue;
      const candidates = wholeOf(found);
      const all = [...candidates.values()];
      held.set(accountId, {
        candidates,
        amounts: new Set(all.map((one) => one.amount_minor)),
        hasPending: all.some((one) => one.is_pending === 1),
        cover,
        rows: [],
      });
    }
    if (held.size === 0) return before;
    await gatherOpen(held);
    const verdicts = new Map<number, Verdict>();
    for (const one of held.values()) await matchHeld(one, verdicts);
    return verdicts.size === 0 ? before : store(verdicts, before);
  }

  /** Takes from the candidates what rows of the file are already, and finds the rows left open. */
  async function gatherOpen(held: ReadonlyMap<string, Held>): Promise<void> {
    for (const { seq } of await listChunkCounts(read, householdId, importId)) {
      for (const row of await readChunk(read, householdId, importId, seq)) {
        const one = held.get(accountOf(row.statement) ?? '');
        if (!one) continue;
        const match = matchOf(row);
        if (match !== null) one.candidates.delete(match);
        if (isOpen(row) && (one.hasPending || one.amounts.has(row.amountMinor)))
          one.rows.push(openRow(row));
      }
    }
  }

  async function matchHeld(held: Held, verdicts: Map<number, Verdict>): Promise<void> {
    const amounts = new Set(held.rows.map((row) => row.amountMinor));
    const candidates = [...held.candidates.values()].filter(
      (one) => one.is_pending === 1 || amounts.has(one.amount_minor),
    );
    const textIds = [...new Set(candidates.map((one) => one.descriptor_id))];
    const texts = new Map(
      (await listDescriptors(read, householdId, textIds)).map((text) => [text.id, text]),
    );
    const ledger = candidates.map((one) => ledgerRow(one, texts.get(one.descriptor_id)));
    for (const [row, verdict] of matchRows(held.rows, ledger, held.cover)) {
      verdicts.set((row as OpenRow).seq, verdict);
    }
  }

  async function store(verdicts: ReadonlyMap<number, Verdict>, before: Counts): Promise<Counts> {
    let counts = before;
    for (const { seq } of await listChunkCounts(read, householdId, importId)) {
      const rows = await readChunk(read, householdId, importId, seq);
      if (!rows.some((row) => verdicts.has(row.seq))) continue;
      const was = tallyOf(rows);
      for (const row of rows) {
        const verdict = verdicts.get(row.seq);
        if (verdict) find(row, verdict.decision, verdict.reason, verdict.ledgerIds);
      }
      counts = exchanged(counts, was, tallyOf(rows));
      const chunk = { household_id: householdId, import_id: importId, seq };
      await database.write((tx) => updateChunk(tx, chunk, rows));
    }
    return counts;
  }

  return { mark, finish };
}

/** What became of a row of the bank that is not to come again: it was deleted, booked or moved. */
interface Gone {
  becameId: string | null;
  isMoved: boolean;
}

interface OpenRow extends FileRow {
  seq: number;
}

interface Held {
  candidates: Map<string, Candidate>;
  amounts: ReadonlySet<number>;
  hasPending: boolean;
  cover: Cover;
  rows: OpenRow[];
}

const keysOf = (rows: readonly StagedRow[]): string[] => rows.map((row) => row.importKey);

const isOpen = (row: StagedRow): boolean => !row.chosen && decisionOf(row) === 'add';

function find(row: StagedRow, decision: RowDecision, reason?: RowReason, ids: string[] = []): void {
  row.decision = decision;
  delete row.reason;
  delete row.matchIds;
  if (reason) row.reason = reason;
  if (ids.length > 0) row.matchIds = ids;
}

function settle(row: StagedRow, known: KnownRow | undefined, gone: Gone | undefined): void {
  if (known) {
    const isBooked = known.isPending && row.isPending !== true;
    find(row, isBooked ? 'confirm' : 'duplicate', isBooked ? 'pending' : 'key', [known.id]);
  } else if (gone) {
    if (gone.becameId) find(row, 'duplicate', gone.isMoved ? 'moved' : 'pending', [gone.becameId]);
    else find(row, 'skip', 'deleted');
  } else find(row, 'add');
}

const widened = (cover: Cover | null, day: string): Cover => ({
  from: cover && cover.from < day ? cover.from : day,
  to: cover && cover.to > day ? cover.to : day,
});

const moved = (day: string, by: number): string =>
  new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

/** The lines of a split stand for what was booked, under the id of the first of them. */
function wholeOf(found: readonly Candidate[]): Map<string, Candidate> {
  const whole = new Map<string, Candidate>();
  const splits = Map.groupBy(found, (one) => one.split_id);
  for (const [splitId, lines] of splits) {
    if (splitId === null) for (const one of lines) whole.set(one.id, one);
    const first = splitId !== null && lines.find((line) => line.position === 0);
    if (!first) continue;
    const total = lines.reduce((sum, line) => sum + line.amount_minor, 0);
    whole.set(first.id, { ...first, amount_minor: total });
  }
  return whole;
}

const namesOf = (...texts: (string | null | undefined)[]): string[] => [
  ...new Set(texts.flatMap((text) => (text && nameKey(text)) || [])),
];

const openRow = (row: StagedRow): OpenRow => ({
  seq: row.seq,
  importKey: row.importKey,
  postedOn: row.postedOn,
  amountMinor: row.amountMinor,
  names: namesOf(row.payee, row.originalPayee),
  isPending: row.isPending === true,
});

const ledgerRow = (
  one: Candidate,
  text: { payee: string; original_payee: string | null } | undefined,
): LedgerRow => ({
  id: one.id,
  postedOn: one.posted_on,
  amountMinor: one.amount_minor,
  names: namesOf(text?.payee, text?.original_payee),
  importKey: one.import_key,
  isPending: one.is_pending === 1,
  isFixed: one.transfer_id !== null || one.split_id !== null,
  isHold: HELD_CATEGORIES.has(one.category_key ?? ''),
});
