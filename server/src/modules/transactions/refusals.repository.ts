import type { Db, Tx } from '../../platform/db/index.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { type Cells, STEP_KEYS } from './row-changes.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

/** Pairs that somebody said do not belong together, which are not found again. */
export type RefusalTable = 'refused_transfers' | 'refused_links';
type Pair = readonly [outId: string, inId: string];
type Kind = Own['refused_links']['kind'];

export async function saveRefusal(tx: Tx<Own>, table: RefusalTable, row: Cells): Promise<void> {
  await forgetRefusal(tx, table, row);
  await tx
    .insertInto(table)
    .values(row as never)
    .execute();
}

export async function forgetRefusal(tx: Tx<Own>, table: RefusalTable, row: Cells): Promise<void> {
  let query = tx
    .deleteFrom(table as 'refused_links')
    .where('household_id', '=', row['household_id'] as never);
  for (const column of STEP_KEYS[table]) {
    query = query.where(column as never, '=', row[column] as never);
  }
  await query.execute();
}

const rowOf = (ledger: LedgerEdit, kind: Kind | 'transfer', [out_id, in_id]: Pair) => {
  const row = { household_id: ledger.householdId, out_id, in_id, refused_at: ledger.at };
  return kind === 'transfer'
    ? ({ table: 'refused_transfers', row } as const)
    : ({ table: 'refused_links', row: { kind, ...row } } as const);
};

/** Refuses a pair as part of a step: taking the step back forgets that it was. */
export async function refuseInStep(
  ledger: LedgerEdit,
  kind: Kind | 'transfer',
  pair: Pair,
  account: string,
): Promise<void> {
  const { table, row } = rowOf(ledger, kind, pair);
  await saveRefusal(ledger.tx, table, row);
  ledger.keep(table, null, row, account);
}

/** What the product linked by itself: whoever takes the step back refuses the pair by it. */
export function refuseWhenUndone(
  ledger: LedgerEdit,
  kind: Kind | 'transfer',
  pair: Pair,
  account: string,
): void {
  const { table, row } = rowOf(ledger, kind, pair);
  ledger.keep(table, row, null, account);
}

/** Tells of a pair whether it was refused. */
export async function gatherRefusals(
  db: Db<Own>,
  householdId: string,
  kind: Kind | 'transfer',
): Promise<(outId: string, inId: string) => boolean> {
  const rows =
    kind === 'transfer'
      ? await db
          .selectFrom('refused_transfers')
          .select(['out_id', 'in_id'])
          .where('household_id', '=', householdId)
          .execute()
      : await db
          .selectFrom('refused_links')
          .select(['out_id', 'in_id'])
          .where('household_id', '=', householdId)
          .where('kind', '=', kind)
          .execute();
  const pairs = new Set(rows.map((row) => `${row.out_id} ${row.in_id}`));
  return (outId, inId) => pairs.has(`${outId} ${inId}`);
}
