import {
  type Body,
  type listMerchants,
  MAX_BULK_MATCHING,
  type Query,
  type renameMerchants,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { changeHousehold } from '../settings/index.ts';
import { nameKey } from './categorization.ts';
import { foldText } from './descriptor.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import {
  countByMerchant,
  countTexts,
  listIdsOfMerchants,
  listIdsOfTexts,
  listMerchantNames,
  saveMerchantNames,
} from './merchants.repository.ts';
import { applyChanges } from './row-edits.service.ts';
import { changeOf } from './transaction-change.ts';
import {
  type FullTransaction,
  findTransaction,
  listTransactionsById,
} from './transactions.repository.ts';

export type Merchants = ReturnType<typeof createMerchants>;

export function createMerchants(database: Database<LedgerTables>, clock: Clock) {
  return {
    list: async (who: Who, { search = '', limit }: Query<typeof listMerchants>) => {
      const wanted = foldText(search);
      const all = await countByMerchant(database.read, who);
      const found = all.filter(({ name }) => foldText(name).includes(wanted));
      return { items: found.slice(0, limit), total: found.length };
    },

    rename: (who: Who, { names, likeTransactionId, to }: Body<typeof renameMerchants>) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const others = (names ?? []).filter((name) => name !== to);
        const ids = likeTransactionId
          ? await listIdsLike(tx, who, likeTransactionId)
          : others.length === 0
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
        const renamed = rows.filter((row) => row.payee !== to);
        const ledger = await LedgerEdit.open(change, who);
        await applyChanges(
          ledger,
          renamed.map((row) => ({ row, changed: changeOf(row, { payee: to }) })),
        );
        await rememberNames(ledger, rows, to);
        await ledger.post({
          action: 'merchant.rename',
          entityId: who.householdId,
          before: {
            names: [...new Set(renamed.map((row) => row.payee))],
            accountIds: [...new Set(renamed.map((row) => row.account_id))],
          },
          after: { name: to, changed: renamed.length },
        });
        return { changed: renamed.length };
      }),
  };
}

/** What the bank calls a row, as merchants are told apart. */
const keyOf = (text: { payee: string; original_payee: string | null }): string =>
  nameKey(text.original_payee ?? text.payee);

/** The texts the bank's own name of this merchant stands in, and how many transactions each has. */
async function listTextsLike(db: Db<LedgerTables>, who: Who, row: FullTransaction) {
  const key = keyOf(row);
  const [word = ''] = key.split(' ').toSorted((a, b) => b.length - a.length);
  if (word === '') return [];
  return (await countTexts(db, who, word)).filter((text) => keyOf(text) === key);
}

async function listIdsLike(db: Db<LedgerTables>, who: Who, id: string): Promise<{ id: string }[]> {
  const row = await findTransaction(db, who, id);
  if (!row) throw notFound('transaction');
  const texts = (await listTextsLike(db, who, row)).map((text) => text.id);
  return texts.length === 0 ? [] : listIdsOfTexts(db, who, texts, MAX_BULK_MATCHING + 1);
}

/** Whether what was done so many times was done for the second time by the last ones together. */
export const isNowTwice = (times: number, together: number): boolean =>
  times >= 2 && times - together < 2;

/**
 * A name worth keeping for a merchant: somebody gave it for the second time, and its other
 * transactions are called otherwise or may come so.
 */
export async function nameToKeep(
  db: Db<LedgerTables>,
  who: Who,
  row: FullTransaction,
  together: number,
): Promise<string | null> {
  if (row.original_payee === null || row.payee === row.original_payee) return null;
  const key = keyOf(row);
  const kept = await listMerchantNames(db, who.householdId);
  if (kept.some((one) => one.merchant_key === key && one.name === row.payee)) return null;
  const alike = (await listTextsLike(db, who, row)).filter((text) => text.payee === row.payee);
  const times = alike.reduce((sum, text) => sum + text.transactions, 0);
  return isNowTwice(times, together) ? row.payee : null;
}

/** What banks call these is called so from now on; a private account tells its names to nobody. */
async function rememberNames(
  ledger: LedgerEdit,
  rows: readonly FullTransaction[],
  to: string,
): Promise<void> {
  const { tx, householdId, at } = ledger;
  const keys = new Set(rows.filter((row) => row.is_private === 0).map(keyOf));
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
