import { addDays } from '@picture/contract';
import type { Reader } from '../../platform/http/who.ts';
import type { Days } from './day-windows.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { listRuled, pairFits, type RuledTransfer } from './ruled-rows.service.ts';
import { detectAmong, MARGIN_DAYS } from './transfer-finding.service.ts';
import { type Linked, linkPairs } from './transfer-links.service.ts';

type Read = Parameters<typeof detectAmong>[0];

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
  const ids = new Set(ruled.map((row) => row.id));
  const fits = pairFits(ruled);
  const days = ruled.map((row) => row.postedOn).sort();
  const around: Days = {
    from: addDays(days[0] ?? '', -MARGIN_DAYS),
    to: addDays(days.at(-1) ?? '', MARGIN_DAYS),
  };
  const found = await detectAmong(db, reader, around, {
    says: (id) => ids.has(id),
    mayPair: (out, into) => (ids.has(out.id) || ids.has(into.id)) && fits(out, into),
  });
  return found.filter((pair) => pair.isSure).map((pair) => [pair.outId, pair.inId]);
}

/**
 * Links what rules say are transfers around some days, whichever side came last. Gives the pairs.
 */
export async function linkRuled(ledger: LedgerEdit, reader: Reader, days: Days): Promise<Linked[]> {
  const around = { from: addDays(days.from, -MARGIN_DAYS), to: addDays(days.to, MARGIN_DAYS) };
  const pairs = await pairsOf(ledger.tx, reader, await listRuled(ledger.tx, reader, around));
  if (pairs.length === 0) return [];
  return linkPairs(ledger, reader, pairs, { skipChanged: true });
}
