import type { Account, Body, editAccount, openAccount } from '@picture/contract';
import { hasCreditLimit, hasInterestRate, hasMinimumPayment } from '@picture/contract';

import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Member, Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { AuthTables } from '../auth/index.ts';
import { changeHousehold, listMembers, type SettingsTables } from '../settings/index.ts';
import { present } from './account-view.ts';
import {
  findVisibleAccount,
  listAccountRows,
  listBalancesOn,
  listDays,
  listHiddenAccountIds,
  listRates,
  listVisibleAccounts,
  setPosition,
  updateAccount,
} from './accounts.repository.ts';
import type { AccountRow, AccountsTables } from './accounts.tables.ts';
import { converter } from './exchange.ts';
import { moveStart } from './ledger-days.service.ts';
import { insertOpened, newAccountRow, removeAccount } from './opening.service.ts';
import { createRates } from './rates.service.ts';

type Tables = AccountsTables & SettingsTables & AuthTables;
type Terms = Pick<
  Body<typeof editAccount>,
  | 'institution'
  | 'creditLimitMinor'
  | 'interestRate'
  | 'minimumPaymentMinor'
  | 'hiddenFromNetWorth'
  | 'isPrivate'
>;
export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts(database: Database<Tables>, clock: Clock) {
  const { read } = database;

  async function list(db: Db<AccountsTables>, who: Who) {
    const [rows, balances, rates, members] = await Promise.all([
      listVisibleAccounts(db, who),
      listBalancesOn(db, who.householdId, who.today),
      listRates(db, who.householdId, who.homeCurrency),
      listMembers(db as Db<Tables>, who.householdId),
    ]);
    const owners = new Map(members.map(({ userId, name }) => [userId, { userId, name }]));
    const toHome = converter(who.homeCurrency, rates);
    const byAccount = new Map(balances.map((balance) => [balance.accountId, balance]));
    const items = rows.map((row): Account => {
      const balanceMinor = byAccount.get(row.id)?.balanceMinor ?? 0;
      const homeMinor = toHome(balanceMinor, row.currency, who.today);
      const home = { homeCurrency: who.homeCurrency, homeMinor };
      const owner = owners.get(row.owner_user_id ?? '') ?? null;
      return present(row, balanceMinor, byAccount.get(row.id)?.on ?? null, home, owner);
    });
    const missing = items.filter((item) => item.homeBalance === null).map((item) => item.currency);
    return { items, homeCurrency: who.homeCurrency, missingRates: [...new Set(missing)].sort() };
  }

  async function get(db: Db<AccountsTables>, who: Who, id: string): Promise<Account> {
    const { items } = await list(db, who);
    const account = items.find((item) => item.id === id);
    if (!account) throw notFound('account');
    return account;
  }

  async function getRow(db: Db<AccountsTables>, who: Who, id: string) {
    const row = await findVisibleAccount(db, who, id);
    if (!row) throw notFound('account');
    return row;
  }

  /** Changes one account in one transaction, with its audit record. */
  const change = (
    who: Who,
    id: string,
    action: string,
    work: (tx: Transaction<Tables>, row: AccountRow) => Promise<unknown>,
  ): Promise<Account> =>
    changeHousehold(database, clock, who, async ({ tx, audit }) => {
      const before = await getRow(tx, who, id);
      await work(tx, before);
      const after = await getRow(tx, who, id);
      await audit({ action, entityId: id, before, after });
      return get(tx, who, id);
    });

  return {
    ...createRates(database, clock),

    /** The person with what is private to others taken from their sight. */
    lookingAs: async (member: Member): Promise<Who> => ({
      ...member,
      hiddenAccountIds: await listHiddenAccountIds(read, member.householdId, member.userId),
    }),

    list: (who: Who) => list(read, who),
    get: (who: Who, id: string) => get(read, who, id),

    open: (who: Who, wish: Body<typeof openAccount>): Promise<Account> =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        assertTerms(wish.kind, wish);
        const others = await listAccountRows(tx, who.householdId);
        const told = {
          household_id: who.householdId,
          id: newId(),
          name: wish.name,
          kind: wish.kind,
          currency: wish.currency,
          owner_user_id: who.userId,
          position: Math.max(0, ...others.map((other) => other.position)) + 1,
          created_at: clock.now().toISOString(),
        };
        const opening = { on: wish.openedOn, balanceMinor: wish.openingBalanceMinor };
        const row: AccountRow = { ...newAccountRow(told, opening), ...termColumns(wish) };
        await insertOpened(tx, row);
        await audit({ action: 'account.open', entityId: row.id, after: row });
        return get(tx, who, row.id);
      }),

    edit: (who: Who, id: string, wish: Body<typeof editAccount>): Promise<Account> =>
      change(who, id, 'account.edit', async (tx, row) => {
        if (row.version !== wish.version) {
          throw new AppError('stale_version', 'This account was changed meanwhile.', {
            current: await get(tx, who, id),
          });
        }
        const kind = wish.kind ?? row.kind;
        assertTerms(kind, wish);
        assertMayHide(who, row, wish);
        await updateAccount(tx, who.householdId, id, {
          ...termColumns(wish),
          ...(wish.name !== undefined && { name: wish.name }),
          kind,
          ...(!hasCreditLimit(kind) && { credit_limit_minor: null }),
          ...(!hasInterestRate(kind) && { interest_rate: null }),
          ...(!hasMinimumPayment(kind) && { minimum_payment_minor: null }),
        });
        await reopenWith(tx, row, {
          openedOn: wish.openedOn ?? row.opened_on,
          openingMinor: wish.openingBalanceMinor ?? row.opening_balance_minor,
        });
      }),

    close: (who: Who, id: string, closedOn: string): Promise<Account> =>
      change(who, id, 'account.close', (tx) =>
        updateAccount(tx, who.householdId, id, { closed_on: closedOn }),
      ),

    reopen: (who: Who, id: string): Promise<Account> =>
      change(who, id, 'account.reopen', (tx) =>
        updateAccount(tx, who.householdId, id, { closed_on: null }),
      ),

    reorder: (who: Who, ids: string[]): Promise<{ ids: string[] }> =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const known = (await listVisibleAccounts(tx, who)).map((row) => row.id);
        if (ids.some((id) => !known.includes(id))) throw notFound('account');
        const order = [...new Set([...ids, ...known])];
        for (const [index, id] of order.entries()) {
          await setPosition(tx, who.householdId, id, index + 1);
        }
        await audit({
          action: 'account.reorder',
          entityId: who.householdId,
          before: known,
          after: order,
        });
        return { ids: order };
      }),

    delete: (who: Who, id: string): Promise<{ deletedTransactions: number }> =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const row = await getRow(tx, who, id);
        await removeAccount(tx, who, row);
        await audit({ action: 'account.delete', entityId: id, before: row });
        return { deletedTransactions: row.transaction_count };
      }),

    balances: async (who: Who, id: string, from: string | undefined, to: string | undefined) => {
      const account = await getRow(read, who, id);
      const days = await listDays(read, who.householdId, id, from, to ?? who.today);
      return {
        currency: account.currency,
        items: days.map((day) => ({ on: day.on, balanceMinor: day.balanceMinor })),
      };
    },
  };
}

/** A new opening day or balance keeps all transactions and moves only what came before them. */
async function reopenWith(
  tx: Transaction<Tables>,
  row: AccountRow,
  wish: { openedOn: string; openingMinor: number },
): Promise<void> {
  if (wish.openedOn === row.opened_on && wish.openingMinor === row.opening_balance_minor) return;
  const days = await listDays(tx, row.household_id, row.id);
  let earlierMinor = 0;
  let startingOn = wish.openedOn;
  for (const day of days) {
    const starting = day.on === row.starting_on ? row.starting_minor : 0;
    if (day.on >= wish.openedOn) break;
    earlierMinor += day.deltaMinor - starting;
    if (day.deltaMinor !== starting || day.spendingMinor !== 0) {
      if (day.on < startingOn) startingOn = day.on;
    }
  }
  await moveStart(
    tx,
    row.household_id,
    row.id,
    { openedOn: row.opened_on, startingOn: row.starting_on, startingMinor: row.starting_minor },
    { openedOn: wish.openedOn, startingOn, startingMinor: wish.openingMinor - earlierMinor },
    new Map(),
  );
  await updateAccount(tx, row.household_id, row.id, {
    opened_on: wish.openedOn,
    opening_balance_minor: wish.openingMinor,
  });
}

/** Whose an account is decides who sees it. */
function assertMayHide(who: Who, row: AccountRow, wish: Terms): void {
  const changes = wish.isPrivate !== undefined && wish.isPrivate !== (row.is_private === 1);
  if (changes && row.owner_user_id !== who.userId) {
    throw new AppError('not_allowed', 'Only whose account it is decides who sees it.');
  }
}

function assertTerms(kind: AccountRow['kind'], wish: Terms): void {
  const refuse = (field: string) => {
    throw new AppError('invalid_request', `An account of this kind has no ${field}.`, {
      params: { field, kind },
    });
  };
  if (wish.creditLimitMinor != null && !hasCreditLimit(kind)) refuse('creditLimitMinor');
  if (wish.interestRate != null && !hasInterestRate(kind)) refuse('interestRate');
  if (wish.minimumPaymentMinor != null && !hasMinimumPayment(kind)) refuse('minimumPaymentMinor');
}

const termColumns = (wish: Terms): Partial<AccountRow> => ({
  ...(wish.institution !== undefined && { institution: wish.institution || null }),
  ...(wish.creditLimitMinor !== undefined && { credit_limit_minor: wish.creditLimitMinor }),
  ...(wish.interestRate !== undefined && { interest_rate: wish.interestRate }),
  ...(wish.minimumPaymentMinor !== undefined && {
    minimum_payment_minor: wish.minimumPaymentMinor,
  }),
  ...(wish.hiddenFromNetWorth !== undefined && {
    hidden_from_net_worth: wish.hiddenFromNetWorth ? 1 : 0,
  }),
  ...(wish.isPrivate !== undefined && { is_private: wish.isPrivate ? 1 : 0 }),
});
