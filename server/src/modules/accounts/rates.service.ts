import type { Body, Params, recordExchangeRate } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { changeHousehold, type SettingsTables } from '../settings/index.ts';
import { listRates, removeRate, saveRate } from './accounts.repository.ts';
import type { AccountsTables } from './accounts.tables.ts';

/** Exchange rates as the household types them; each is the rate from its day on. */
export function createRates(database: Database<AccountsTables & SettingsTables>, clock: Clock) {
  return {
    listRates: async (who: Who) => ({
      items: (await listRates(database.read, who.householdId, who.homeCurrency)).map((rate) => ({
        ...rate,
        homeCurrency: who.homeCurrency,
      })),
    }),

    recordRate: (
      who: Who,
      { currency, on }: Params<typeof recordExchangeRate>,
      { rate }: Body<typeof recordExchangeRate>,
    ) =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        if (currency === who.homeCurrency) {
          throw new AppError('invalid_request', `${currency} is the home currency: its rate is 1.`);
        }
        const row = {
          household_id: who.householdId,
          currency,
          home_currency: who.homeCurrency,
          on_day: on,
          rate,
        };
        await saveRate(tx, row);
        await audit({ action: 'exchange_rate.record', entityId: `${currency}/${on}`, after: row });
        return { currency, homeCurrency: who.homeCurrency, on, rate };
      }),

    deleteRate: (who: Who, { currency, on }: Params<typeof recordExchangeRate>) =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const row = {
          household_id: who.householdId,
          currency,
          home_currency: who.homeCurrency,
          on_day: on,
        };
        const deleted = await removeRate(tx, row);
        await audit({ action: 'exchange_rate.delete', entityId: `${currency}/${on}`, before: row });
        return { deleted };
      }),
  };
}
