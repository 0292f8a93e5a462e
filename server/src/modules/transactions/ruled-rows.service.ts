import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { type Days, dayWindows } from './day-windows.repository.ts';
import type { LedgerTables } from './ledger-edit.service.ts';
import { listRuleRows, listRuleSubjects, type SubjectRow, subjectOf } from './rules.repository.ts';
import { factsOf, follower, isOfTransfers, type RuleOutcome } from './rules.ts';
import type { Side } from './transfer-detection.ts';

/** A row that a rule says is a transfer, and the own account it is with; null for any of them. */
export interface RuledTransfer {
  id: string;
  accountId: string;
  postedOn: string;
  to: string | null;
}

/** What rules say of a row, as a transfer that it can still become. */
export const ruledTransfer = (row: SubjectRow, outcome: RuleOutcome | null): RuledTransfer[] =>
  outcome?.transfer && row.transfer_id === null && row.split_id === null
    ? [{ id: row.id, accountId: row.account_id, postedOn: row.posted_on, to: outcome.transfer.to }]
    : [];

/** The rows of some days that rules say are transfers; without such a rule no row is read. */
export async function listRuled(
  db: Db<LedgerTables>,
  reader: Reader,
  days: Days,
): Promise<RuledTransfer[]> {
  const rules = factsOf(await listRuleRows(db, reader.householdId));
  if (!rules.some(isOfTransfers)) return [];
  const outcomeOf = follower(rules);
  const found: RuledTransfer[] = [];
  for await (const own of dayWindows(db, reader.householdId, days)) {
    const rows = await listRuleSubjects(db, reader, { days: own });
    for (const row of rows) found.push(...ruledTransfer(row, outcomeOf(subjectOf(row))));
  }
  return found;
}

/** Whether two rows can be one transfer after what rules say of each. */
export function pairFits(ruled: readonly RuledTransfer[]) {
  const byId = new Map(ruled.map((row) => [row.id, row.to]));
  const isWith = (id: string, accountId: string) => (byId.get(id) ?? accountId) === accountId;
  return (out: Side, into: Side): boolean =>
    isWith(out.id, into.accountId) && isWith(into.id, out.accountId);
}
