import { type Account, isValued } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import type { AccountRow, Accounts } from '../accounts/index.ts';
import { type Actor, type Change, changeHousehold } from '../settings/index.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { tellValue, untellValue } from './told-values.service.ts';
import { getOpenAccount } from './transaction-change.ts';
import { findValue } from './valuations.repository.ts';

export type Valuations = ReturnType<typeof createValuations>;

export function createValuations(
  database: Database<LedgerTables>,
  accounts: Accounts,
  clock: Clock,
) {
  return {
    /**
     * Tells what an account is worth at the end of a day. A transaction carries the difference, and
     * keeps carrying it: whatever is later added before that day, the told value still holds.
     */
    set: async (who: Who, accountId: string, on: string, valueMinor: number): Promise<Account> => {
      await changeHousehold(database, clock, who, async (change) => {
        const account = await getOpenAccount(change.tx, who, accountId);
        if (!isValued(account.kind)) {
          throw new AppError(
            'account_kind_not_valued',
            'The balance of this account comes from its transactions.',
            { params: { kind: account.kind } },
          );
        }
        if (on < account.opened_on) {
          throw new AppError(
            'invalid_request',
            `The account was opened on ${account.opened_on}; tell a value from that day on.`,
          );
        }
        await tellAccountValue(change, who, account, on, valueMinor);
      });
      return accounts.get(who, accountId);
    },
  };
}

type Valued = Pick<AccountRow, 'id' | 'currency'>;

/** Tells a value within a change under way; gives the one told before for that day. */
export async function tellAccountValue(
  change: Change<LedgerTables>,
  actor: Actor,
  account: Valued,
  on: string,
  valueMinor: number,
): Promise<number | null> {
  const ledger = await LedgerEdit.open(change, actor);
  const before = await tellValue(ledger, account, on, valueMinor);
  await ledger.post({
    action: 'account.value',
    entityId: account.id,
    before: before === null ? null : { on, valueMinor: before },
    after: { on, valueMinor },
  });
  return before;
}

/** Puts back what was told before; a value told anew meanwhile stays. */
export async function takeBackAccountValue(
  change: Change<LedgerTables>,
  actor: Actor,
  account: Valued,
  told: { on: string; valueMinor: number; beforeMinor: number | null },
): Promise<void> {
  const { on, valueMinor, beforeMinor } = told;
  const now = await findValue(change.tx, actor.householdId, account.id, on);
  if (now?.value_minor !== valueMinor) return;
  if (beforeMinor !== null) {
    await tellAccountValue(change, actor, account, on, beforeMinor);
    return;
  }
  const ledger = await LedgerEdit.open(change, actor);
  await untellValue(ledger, account.id, on);
  await ledger.post({ action: 'account.value', entityId: account.id, before: { on, valueMinor } });
}
