import { addDays } from '@picture/contract';
import type { Reader } from '../../platform/http/who.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { listRuleRows, listRuleSubjects, type SubjectRow } from './rules.repository.ts';
import { factsOf, isOfTransfers, outcomeOf, type RuleOutcome } from './rules.ts';
import { type DetectionDays, detectAmong, MARGIN_DAYS } from './transfer-finding.service.ts';
import { type Linked, linkPairs } from './transfer-links.service.ts';

type Read = Parameters<typeof detectAmong>[0];

/** A row that a rule says is a transfer, and the own account it is with; null for any of them. */
export interface RuledTransfer {
  id: string;
  accountId: string;
  postedOn: string;
  to: string | null;
}

/**
 * The pairs of rows that rules say are transfers with the other side of each, where that is there
 * already and nothing else is as likely. A row without one waits: no other side is made up.
 */
export async function pairsOf(
  db: Read,
  reader: Reader,
  ruled: readonly RuledTransfer[],
): Promise<[string, string][]> {
  if (ruled.length === 0) return [];
  const byId = new Map(ruled.map((row) => [row.id, row]));
  const days = ruled.map((row) => row.postedOn).sort();
  const around: DetectionDays = {
    from: addDays(days[0] ?? '', -MARGIN_DAYS),
    to: addDays(days.at(-1) ?? '', MARGIN_DAYS),
  };
  const isWith = (id: string, accountId: string) => {
    const row = byId.get(id);
    return row !== undefined && (row.to === null || row.to === accountId);
  };
  const found = await detectAmong(db, reader, around, {
    says: (id) => byId.has(id),
    mayPair: (out, into) => isWith(out.id, into.accountId) || isWith(into.id, out.accountId),
  });
  return found.filter((pair) => pair.isSure).map((pair) => [pair.outId, pair.inId]);
}

/** What rules say of a row, as a transfer that it can still become. */
export const ruledTransfer = (row: SubjectRow, outcome: RuleOutcome | null): RuledTransfer[] =>
  outcome?.transfer && row.transferId === null && !row.isLine
    ? [{ id: row.id, accountId: row.accountId, postedOn: row.postedOn, to: outcome.transfer.to }]
    : [];

/**
 * Links what rules say are transfers around some days, whichever side came last. Gives the pairs.
 */
export async function linkRuled(
  ledger: LedgerEdit,
  reader: Reader,
  days: DetectionDays,
): Promise<Linked[]> {
  const rules = factsOf(await listRuleRows(ledger.tx, reader.householdId));
  if (!rules.some(isOfTransfers)) return [];
  const around = { from: addDays(days.from, -MARGIN_DAYS), to: addDays(days.to, MARGIN_DAYS) };
  const rows = await listRuleSubjects(ledger.tx, reader, { words: '', days: around });
  const pairs = await pairsOf(
    ledger.tx,
    reader,
    rows.flatMap((row) => ruledTransfer(row, outcomeOf(rules, row))),
  );
  return linkPairs(ledger, reader, pairs, { skipChanged: true });
}
