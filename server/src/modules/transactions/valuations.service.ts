import { type Account, isValued } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { type Accounts, listDays } from '../accounts/index.ts';
import { changeHousehold } from '../settings/index.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { getOpenAccount } from './transaction-change.ts';
import { findTransaction } from './transactions.repository.ts';
import { findValue, forgetValue, saveValue } from './valuations.repository.ts';

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
      await changeHousehold(database, clock, who, async ({ tx, audit, firstDayOfMonth }) => {
        const account = await getOpenAccount(tx, who, accountId);
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
        const days = await listDays(tx, who.householdId, accountId, undefined, on);
        const differenceMinor = valueMinor - (days.at(-1)?.balanceMinor ?? 0);
        const told = await findValue(tx, who.householdId, accountId, on);
        // While its own row changes, a value must not take the change back.
        if (told) await forgetValue(tx, { ...told, posted_on: on });
        const ledger = await LedgerEdit.open(tx, who.householdId, firstDayOfMonth);
        const row = told && (await findTransaction(tx, who, told.transaction_id));
        const transactionId = row?.id ?? newId();
        if (row) {
          await ledger.update(row, { amount_minor: row.amount_minor + differenceMinor });
        } else {
          const category = [...ledger.categories.values()].find(
            (one) => one.key_name === 'balance_adjustment',
          );
          if (!category) throw new Error('The household has no balance adjustment category.');
          await ledger.insert(
            {
              household_id: who.householdId,
              id: transactionId,
              account_id: accountId,
              kind: 'valuation',
              posted_on: on,
              amount_minor: differenceMinor,
              descriptor_id: await ledger.keepText({ payee: '', originalPayee: null, memo: null }),
              category_id: category.id,
              category_source: 'user',
              confidence: null,
              review_on: null,
              check_number: null,
              import_id: null,
              import_key: null,
              transfer_id: null,
              created_at: clock.now().toISOString(),
              version: 1,
            },
            account.currency,
          );
        }
        await ledger.post();
        await saveValue(tx, {
          household_id: who.householdId,
          account_id: accountId,
          on_day: on,
          value_minor: valueMinor,
          transaction_id: transactionId,
        });
        await audit({
          action: 'account.value',
          entityId: accountId,
          before: told ? { on, valueMinor: told.value_minor } : null,
          after: { on, valueMinor },
        });
      });
      return accounts.get(who, accountId);
    },
  };
}
