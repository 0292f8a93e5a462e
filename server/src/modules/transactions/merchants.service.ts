import {
  type Body,
  type listMerchants,
  MAX_BULK_MATCHING,
  type Query,
  type renameMerchants,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { changeHousehold } from '../settings/index.ts';
import { nameKey } from './categorization.ts';
import { foldText } from './descriptor.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import {
  countByMerchant,
  listIdsOfMerchants,
  listMerchantNames,
  saveMerchantNames,
} from './merchants.repository.ts';
import { applyChanges } from './row-edits.service.ts';
import { changeOf } from './transaction-change.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';

export type Merchants = ReturnType<typeof createMerchants>;

export function createMerchants(database: Database<LedgerTables>, clock: Clock) {
  return {
    list: async (who: Who, { search = '', limit }: Query<typeof listMerchants>) => {
      const wanted = foldText(search);
      const all = await countByMerchant(database.read, who);
      const found = all.filter(({ name }) => foldText(name).includes(wanted));
      return { items: found.slice(0, limit), total: found.length };
    },

    rename: (who: Who, { names, to }: Body<typeof renameMerchants>) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const others = names.filter((name) => name !== to);
        const ids =
          others.length === 0
            ? []
            : await listIdsOfMerchants(tx, who, others, MAX_BULK_MATCHING + 1);
        if (ids.length === 0) throw notFound('merchant');
        if (ids.length > MAX_BULK_MATCHING) {
          throw new AppError('too_many', `At most ${MAX_BULK_MATCHING} transactions at once.`, {
            params: { most: MAX_BULK_MATCHING },
          });
        }
        const rows = await listTransactionsById(
          tx,
          who,
          ids.map(({ id }) => id),
        );
        const ledger = await LedgerEdit.open(change, who);
        await applyChanges(
          ledger,
          rows.map((row) => ({ row, changed: changeOf(row, { payee: to }) })),
        );
        await rememberNames(ledger, rows, to);
        await ledger.post({
          action: 'merchant.rename',
          entityId: who.householdId,
          before: { names: others },
          after: { name: to, changed: rows.length },
        });
        return { changed: rows.length };
      }),
  };
}

/** What banks call these is called so from now on; a private account tells its names to nobody. */
async function rememberNames(
  ledger: LedgerEdit,
  rows: readonly FullTransaction[],
  to: string,
): Promise<void> {
  const { tx, householdId, at } = ledger;
  const keys = new Set(
    rows
      .filter((row) => row.is_private === 0)
      .map((row) => nameKey(row.original_payee ?? row.payee)),
  );
  keys.delete('');
  const known = await listMerchantNames(tx, householdId);
  const named = [...keys].map((key) => ({
    household_id: householdId,
    merchant_key: key,
    name: to,
    named_at: at,
  }));
  await saveMerchantNames(tx, named);
  for (const row of named) {
    const was = known.find((one) => one.merchant_key === row.merchant_key);
    ledger.keep('merchant_names', was ?? null, row);
  }
}
