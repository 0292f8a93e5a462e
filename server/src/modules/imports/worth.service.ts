import { isValued } from '@picture/contract';
import type { AccountRow } from '../accounts/index.ts';
import type { Actor, Change } from '../settings/index.ts';
import {
  type LedgerTables,
  takeBackAccountValue,
  tellAccountValue,
} from '../transactions/index.ts';
import { type ImportFindings, type StatementFinding, type ToldWorth, worthOf } from './findings.ts';

/**
 * Statements of positions say what an account is worth that day: their rows are only the cash legs.
 * Accounts whose balance comes from their transactions alone are left as they are.
 */
export async function tellWorth(
  change: Change<LedgerTables>,
  actor: Actor,
  findings: ImportFindings,
  accounts: readonly AccountRow[],
): Promise<ToldWorth[]> {
  const told: ToldWorth[] = [];
  for (const statement of findings.statements) {
    const account = accounts.find((one) => one.id === statement.accountId);
    const worth = worthOf(statement);
    if (!account || !worth || !isTold(account, statement, worth.on)) continue;
    const { on, valueMinor } = worth;
    const beforeMinor = await tellAccountValue(change, actor, account, on, valueMinor);
    told.push({ accountId: account.id, on, valueMinor, beforeMinor });
  }
  return told;
}

const isTold = (account: AccountRow, { currency }: StatementFinding, on: string): boolean =>
  isValued(account.kind) &&
  account.closed_on === null &&
  account.opened_on <= on &&
  (currency === null || currency === account.currency);

/** The latest first, so that each finds the value before it as it was. */
export async function takeBackWorth(
  change: Change<LedgerTables>,
  actor: Actor,
  findings: ImportFindings,
  accounts: readonly AccountRow[],
): Promise<void> {
  for (const told of findings.toldWorth?.toReversed() ?? []) {
    const account = accounts.find((one) => one.id === told.accountId);
    if (account) await takeBackAccountValue(change, actor, account, told);
  }
}
