import type { RowReason } from '@picture/contract';
import { nameLikeness } from './name-likeness.ts';

/**
 * What of a file is in the ledger already, one row to one row, so that two equal purchases stay two.
 * Rows known by their key are settled before; here is what is left of one account: no row of the
 * file is compared with another of it, and no ledger row stands for two. What could be either way is
 * never merged: a person is asked. docs/adr/0005-one-to-one-matching.md says why each window is so.
 */
export interface FileRow {
  importKey: string;
  postedOn: string;
  amountMinor: number;
  /** Keys of its merchant's names, without empty ones. */
  names: readonly string[];
  isPending: boolean;
}

export interface LedgerRow {
  id: string;
  postedOn: string;
  amountMinor: number;
  names: readonly string[];
  /** Null: typed by hand. */
  importKey: string | null;
  isPending: boolean;
  /** Its amount follows from others: a side of a transfer, or all lines of a split. */
  isFixed: boolean;
  /** Where the bank holds more than is paid in the end: fuel, hotels, rented cars. */
  isHold: boolean;
}

export interface Verdict {
  decision: 'duplicate' | 'confirm' | 'look';
  /** One where it is settled; where it is not, the ones it could be, the likeliest first. */
  ledgerIds: string[];
  reason: RowReason;
}

/** The days of which the file tells everything. */
export interface Cover {
  from: string;
  to: string;
}

/** Rows that a comparison cannot tell apart: any of them may stand for any other. */
interface Alike<Row> {
  sample: Row;
  day: number;
  left: Row[];
}

interface Edge {
  file: Alike<FileRow>;
  ledger: Alike<LedgerRow>;
  /** Smaller is better; equal ones are equally good. */
  rank: number;
  decision: Verdict['decision'];
  reason: RowReason;
}

/** Gives a verdict for rows that are there, or may be; the others are new. */
export function matchRows(
  file: readonly FileRow[],
  ledger: readonly LedgerRow[],
  cover: Cover,
): Map<FileRow, Verdict> {
  const verdicts = new Map<FileRow, Verdict>();
  const files = gather(file, (row) => row.importKey);
  const ledgers = gather(ledger, (row) => row.id);
  const exact = exactEdges(files, ledgers, cover);
  const sure = exact.filter((edge) => edge.rank < ASKED);
  for (const level of levelsOf(sure)) settle(level, verdicts);
  // A changed amount is only believed where nothing else could be meant: all of them are one level.
  settle(changedEdges(files, ledgers), verdicts);
  const asked = exact.filter((edge) => edge.rank >= ASKED);
  const others = Map.groupBy(asked, (edge) => edge.file);
  for (const level of levelsOf(asked)) settle(level, verdicts, others);
  return verdicts;
}

function gather<Row extends FileRow | LedgerRow>(
  rows: readonly Row[],
  orderOf: (row: Row) => string,
): Alike<Row>[] {
  const groups = new Map<string, Alike<Row>>();
  for (const row of [...rows].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))) {
    const { postedOn, amountMinor, names, importKey, isPending } = row;
    const source = importKey && sourceOf(importKey);
    const own = 'isFixed' in row && [row.isFixed, row.isHold];
    const key = JSON.stringify([postedOn, amountMinor, names, source, isPending, own]);
    const group = groups.get(key);
    if (group) group.left.push(row);
    else groups.set(key, { sample: row, day: dayNumber(postedOn), left: [row] });
  }
  // In an order of their own, so that the order of the file changes nothing.
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;

/** The bank's own ids and texts are different sources: the same row has another key in each. */
const sourceOf = (importKey: string): string => (importKey.startsWith('id') ? 'id' : 'text');

const byAmount = <Row extends FileRow | LedgerRow>(groups: readonly Alike<Row>[]) =>
  Map.groupBy(groups, (group) => group.sample.amountMinor);

function exactEdges(
  files: readonly Alike<FileRow>[],
  ledgers: readonly Alike<LedgerRow>[],
  cover: Cover,
): Edge[] {
  const edges: Edge[] = [];
  const there = byAmount(ledgers);
  for (const [amountMinor, group] of byAmount(files)) {
    for (const ledger of there.get(amountMinor) ?? []) {
      for (const file of group) {
        const edge = exactEdge(file, ledger, cover);
        if (edge) edges.push(edge);
      }
    }
  }
  return edges;
}

/** From this rank on an edge is a question. */
const ASKED = 1000;

/** How many days before and after the ledger's row the bank's own may stand. */
const WINDOWS = {
  typed: [-3, 7],
  pending: [-2, 14],
  otherSource: [-3, 3],
  /** Of texts that are unlike. */
  unlike: [-3, 3],
} as const;

const isWithin = (gap: number, [from, to]: readonly [number, number]): boolean =>
  gap >= from && gap <= to;

function exactEdge(file: Alike<FileRow>, ledger: Alike<LedgerRow>, cover: Cover): Edge | undefined {
  const { sample: row } = file;
  const { sample: held } = ledger;
  const gap = file.day - ledger.day;
  const window = windowOf(row, held);
  if (!window || !isWithin(gap, window)) return undefined;
  const likeness = nameLikeness(row.names, held.names);
  // A day later is likelier than a day earlier, and a nearer day than the same name.
  const nearness = (gap >= 0 ? gap * 2 : -gap * 2 + 1) * 3 + 2 - likeness;
  const ask = (reason: RowReason): Edge => ({
    file,
    ledger,
    rank: ASKED + nearness,
    decision: 'look',
    reason,
  });
  const isTelling = held.importKey === null || sourceOf(held.importKey) !== sourceOf(row.importKey);
  if (likeness === 0) {
    const isAsked = (isTelling || held.isPending) && isWithin(gap, WINDOWS.unlike);
    return isAsked ? ask('unlike') : undefined;
  }
  if (held.importKey === null || held.isPending) {
    const reason = held.isPending ? 'pending' : 'typed';
    return { file, ledger, rank: nearness, decision: 'confirm', reason };
  }
  if (!isTelling) return ask(row.isPending ? 'pending' : 'alike');
  // At the seam of two files the last coffee of one and the first of the other are two coffees.
  const isCovered = held.postedOn >= cover.from && held.postedOn <= cover.to;
  if (gap !== 0 && !isCovered) return ask('other_day');
  return { file, ledger, rank: nearness, decision: 'duplicate', reason: 'alike' };
}

/** Null where the two cannot be one. */
function windowOf(row: FileRow, held: LedgerRow): readonly [number, number] | null {
  if (held.isPending) return row.isPending ? WINDOWS.otherSource : WINDOWS.pending;
  if (held.importKey === null) return WINDOWS.typed;
  const [source, heldSource] = [sourceOf(row.importKey), sourceOf(held.importKey)];
  if (source !== heldSource) return WINDOWS.otherSource;
  // It was booked already, and an older file still has it as pending.
  if (row.isPending) return [-WINDOWS.pending[1], 0];
  // The bank told both by its own ids; where it told them by their texts, one may have changed.
  return source === 'id' ? null : [0, 0];
}

const CHANGED_WINDOW = [-1, 8] as const;
/** A tip comes on top of what was authorised. */
const MOST_TIP = 1.3;
/** What a pump authorises before anybody knows how much is filled in. */
const TOKEN_MINOR = 200;

/** Rows that were pending and are booked with another amount. */
function changedEdges(
  files: readonly Alike<FileRow>[],
  ledgers: readonly Alike<LedgerRow>[],
): Edge[] {
  const days = Map.groupBy(
    files.filter(({ sample, left }) => left.length > 0 && !sample.isPending),
    (file) => file.day,
  );
  const edges: Edge[] = [];
  for (const ledger of ledgers) {
    if (!ledger.sample.isPending || ledger.left.length === 0) continue;
    for (let gap = CHANGED_WINDOW[0]; gap <= CHANGED_WINDOW[1]; gap += 1) {
      for (const file of days.get(ledger.day + gap) ?? []) {
        const decision = changedDecision(file.sample, ledger.sample);
        if (decision) edges.push({ file, ledger, rank: 0, decision, reason: 'amount' });
      }
    }
  }
  return edges;
}

function changedDecision(row: FileRow, held: LedgerRow): 'confirm' | 'look' | null {
  if (row.amountMinor === held.amountMinor || row.amountMinor * held.amountMinor <= 0) return null;
  if (nameLikeness(row.names, held.names) === 0) return null;
  const ratio = row.amountMinor / held.amountMinor;
  const isHold = held.isHold && (ratio < 1 || Math.abs(held.amountMinor) <= TOKEN_MINOR);
  if (isHold || (ratio > 1 && ratio <= MOST_TIP)) return held.isFixed ? 'look' : 'confirm';
  return ratio >= 0.5 && ratio <= 2 ? 'look' : null;
}

function levelsOf(edges: readonly Edge[]): Edge[][] {
  const levels = [...Map.groupBy(edges, (edge) => edge.rank)];
  return levels.sort(([a], [b]) => a - b).map(([, level]) => level);
}

/** Settles what is equally good, and asks where one row has more than one kind of match. */
function settle(
  level: readonly Edge[],
  verdicts: Map<FileRow, Verdict>,
  others: ReadonlyMap<Alike<FileRow>, Edge[]> = new Map(),
): void {
  const open = level.filter(({ file, ledger }) => file.left.length > 0 && ledger.left.length > 0);
  const ofFile = Map.groupBy(open, (edge) => edge.file);
  const ofLedger = Map.groupBy(open, (edge) => edge.ledger);
  const seen = new Set<Edge>();
  for (const start of open) {
    if (seen.has(start)) continue;
    const edges = togetherWith(start, ofFile, ofLedger, seen);
    const isSure = edges.length === 1 && start.decision !== 'look';
    if (isSure) pair(start, verdicts);
    else ask(edges, verdicts, others);
  }
}

/** All edges that hang together with this one. */
function togetherWith(
  start: Edge,
  ofFile: ReadonlyMap<Alike<FileRow>, Edge[]>,
  ofLedger: ReadonlyMap<Alike<LedgerRow>, Edge[]>,
  seen: Set<Edge>,
): Edge[] {
  const edges = [start];
  seen.add(start);
  for (const edge of edges) {
    for (const next of [...(ofFile.get(edge.file) ?? []), ...(ofLedger.get(edge.ledger) ?? [])]) {
      if (seen.has(next)) continue;
      seen.add(next);
      edges.push(next);
    }
  }
  return edges;
}

function pair({ file, ledger, decision, reason }: Edge, verdicts: Map<FileRow, Verdict>): void {
  const count = Math.min(file.left.length, ledger.left.length);
  const held = ledger.left.splice(0, count);
  for (const [index, row] of file.left.splice(0, count).entries()) {
    verdicts.set(row, { decision, reason, ledgerIds: [held[index]?.id ?? ''] });
  }
}

const CANDIDATES_TOLD = 5;

/** Names, after what is likeliest, whatever else it could be. */
function ask(
  edges: readonly Edge[],
  verdicts: Map<FileRow, Verdict>,
  others: ReadonlyMap<Alike<FileRow>, Edge[]>,
): void {
  const files = new Set(edges.map((edge) => edge.file));
  const ledgers = new Set(edges.map((edge) => edge.ledger));
  const held = [...ledgers].reduce((sum, ledger) => sum + ledger.left.length, 0);
  for (const file of files) {
    const own = edges.filter((edge) => edge.file === file);
    const further = [...(others.get(file) ?? [])].sort((a, b) => a.rank - b.rank);
    const fitting = new Set([...own, ...further].map((edge) => edge.ledger));
    const ids = [...fitting].flatMap(({ left }) => left.map((row) => row.id));
    const reason = own.length > 1 ? 'several' : (own[0]?.reason ?? 'several');
    // Of rows alike no more can be there than there are; of different ones nobody knows which.
    const asked = file.left.splice(0, files.size === 1 ? held : file.left.length);
    for (const row of asked) {
      verdicts.set(row, { decision: 'look', reason, ledgerIds: ids.slice(0, CANDIDATES_TOLD) });
    }
  }
  for (const ledger of ledgers) ledger.left.length = 0;
}
