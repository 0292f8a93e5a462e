import { type Account, isValued } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import type { Accounts } from '../accounts/index.ts';
import { changeHousehold } from '../settings/index.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { tellValue } from './told-values.service.ts';
import { getOpenAccount } from './transaction-change.ts';

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
        const ledger = await LedgerEdit.open(change, who);
        const before = await tellValue(ledger, account, on, valueMinor);
        await ledger.post({
          action: 'account.value',
          entityId: accountId,
          before: before === null ? null : { on, valueMinor: before },
          after: { on, valueMinor },
        });
      });
      return accounts.get(who, accountId);
    },
  };
}
