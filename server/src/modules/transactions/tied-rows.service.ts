import { AppError } from '../../platform/errors.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { LINK_TABLES, listLinksTo, listParts } from './row-parts.repository.ts';
import type { FullTransaction } from './transactions.repository.ts';

/** Refuses to let rows go, as lines of a split, that are tied to others. */
export async function assertUntied(
  { tx, householdId }: Pick<LedgerEdit, 'tx' | 'householdId'>,
  rows: readonly FullTransaction[],
): Promise<void> {
  const ids = rows.map((row) => row.id);
  let ties = rows.filter((row) => row.transfer_id !== null).length;
  for (const table of LINK_TABLES) {
    ties += (await listParts(tx, table, householdId, ids)).length;
    ties += (await listLinksTo(tx, table, householdId, ids)).length;
  }
  if (ties > 0) throw linkedRefusal();
}

export const linkedRefusal = () =>
  new AppError(
    'split_linked',
    'One line is linked to another transaction. Unlink it before changing its amount.',
  );
