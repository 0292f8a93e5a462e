import { addDays, type TransferSuggestion } from '@picture/contract';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Reader, Who } from '../../platform/http/who.ts';
import { converter, listAccountRows, listHiddenAccountIds, listRates } from '../accounts/index.ts';
import { changeHousehold } from '../settings/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { type Days, dayWindows } from './day-windows.repository.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { isNoRefund } from './refunds.repository.ts';
import { gatherRefusals, refuseWhenUndone, saveRefusal } from './refusals.repository.ts';
import { listRuled, pairFits } from './ruled-rows.service.ts';
import { toldOf } from './told-rows.ts';
import { presentAll } from './transaction-view.service.ts';
import { isVisible, listTransactionsById } from './transactions.repository.ts';
import { type FoundTransfer, findTransfers, type Side } from './transfer-detection.ts';
import { linkPairs } from './transfer-links.service.ts';
import { transferSpeaker } from './transfer-words.ts';

type Read = Db<LedgerTables>;

/** So far back transfers are suggested. */
const LOOK_BACK_DAYS = 400;
/** The other side of a new row may be so many days away from it. */
export const MARGIN_DAYS = 6;
const MOST_SHOWN = 200;

export type TransferFinding = ReturnType<typeof createTransferFinding>;

export function createTransferFinding(database: Database<LedgerTables>, clock: Clock) {
  const { read } = database;
  return {
    suggestions: async (who: Who): Promise<{ items: TransferSuggestion[] }> => {
      const from = addDays(who.today, -LOOK_BACK_DAYS);
      const found = await detect(read, who, who.homeCurrency, { from, to: '9999-12-31' });
      const latest = found.toSorted((a, b) => (a.outId < b.outId ? 1 : -1)).slice(0, MOST_SHOWN);
      const ids = latest.flatMap((pair) => [pair.outId, pair.inId]);
      const rows = await presentAll(read, who, await listTransactionsById(read, who, ids));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return {
        items: latest.flatMap((pair) => {
          const [out, into] = [byId.get(pair.outId), byId.get(pair.inId)];
          return out && into ? { out, in: into, isSure: pair.isSure } : [];
        }),
      };
    },

    confirm: (who: Who, pairs: readonly (readonly [string, string])[]) =>
      changeHousehold(database, clock, who, async (change) => {
        const ledger = await LedgerEdit.open(change, who);
        const linked = await linkPairs(ledger, who, pairs);
        await ledger.post({
          action: 'transfer.confirm',
          entityId: who.householdId,
          after: { linked: toldOf(linked, (pair) => pair.accountIds) },
        });
        return { linked: linked.length };
      }),

    refuse: (who: Who, [outId, inId]: readonly [string, string]) =>
      changeHousehold(database, clock, who, async ({ tx, at, audit }) => {
        const rows = await listTransactionsById(tx, who, [outId, inId]);
        if (rows.length < 2) throw notFound('transaction');
        const accountIds = rows.map((row) => row.account_id);
        await saveRefusal(tx, 'refused_transfers', {
          household_id: who.householdId,
          out_id: outId,
          in_id: inId,
          refused_at: at,
        });
        await audit({ action: 'transfer.refuse', entityId: outId, after: { inId, accountIds } });
        return { refused: true };
      }),
  };
}

/**
 * Links what is surely a transfer among these days' rows, as far as this person sees them: after an
 * import, as a step of its own; taken back, they are not found again. Gives how many pairs.
 */
export async function linkSureTransfers(
  database: Database<LedgerTables>,
  clock: Clock,
  actor: { householdId: string; userId: string; homeCurrency: string },
  days: Days,
): Promise<number> {
  const { householdId, userId, homeCurrency } = actor;
  const hiddenAccountIds = await listHiddenAccountIds(database.read, householdId, userId);
  const reader = { householdId, hiddenAccountIds };
  const pairs = await findSure(database.read, reader, homeCurrency, days);
  if (pairs.length === 0) return 0;
  return changeHousehold(database, clock, actor, async (change) => {
    const ledger = await LedgerEdit.open(change, actor);
    const linked = await linkPairs(ledger, reader, pairs, { skipChanged: true });
    for (const { transactionIds, accountIds } of linked) {
      refuseWhenUndone(ledger, 'transfer', transactionIds, accountIds[0]);
    }
    const after = { linked: toldOf(linked, (pair) => pair.accountIds) };
    await ledger.post({ action: 'transfer.find', entityId: householdId, after });
    return linked.length;
  });
}

async function findSure(
  db: Read,
  reader: Reader,
  homeCurrency: string,
  { from, to }: Days,
): Promise<[string, string][]> {
  const pairs: [string, string][] = [];
  const wide = { from: addDays(from, -MARGIN_DAYS), to: addDays(to, MARGIN_DAYS) };
  for await (const own of dayWindows(db, reader.householdId, wide)) {
    // The other side may lie beyond, and so may what rivals it.
    const margin = MARGIN_DAYS * 2;
    const around = { from: addDays(own.from, -margin), to: addDays(own.to, margin) };
    for (const pair of await detect(db, reader, homeCurrency, around)) {
      const isOwn = pair.outOn >= own.from && pair.outOn <= own.to;
      if (pair.isSure && isOwn) pairs.push([pair.outId, pair.inId]);
    }
  }
  return pairs;
}

async function detect(
  db: Read,
  reader: Reader,
  homeCurrency: string,
  days: Days,
): Promise<FoundTransfer[]> {
  const sides = await listSides(db, reader, days);
  if (sides.length === 0) return [];
  // Whoever made a rule has said which account the other side is in: no other is guessed.
  return findAmong(db, reader, homeCurrency, sides, pairFits(await listRuled(db, reader, days)));
}

/** Finds transfers among some days' rows as somebody else knows them. */
export async function detectAmong(
  db: Read,
  reader: Reader,
  days: Days,
  known: { says: (id: string) => boolean; mayPair: (out: Side, into: Side) => boolean },
): Promise<FoundTransfer[]> {
  const { home_currency: homeCurrency } = await db
    .selectFrom('households')
    .select('home_currency')
    .where('id', '=', reader.householdId)
    .executeTakeFirstOrThrow();
  const sides = (await listSides(db, reader, days)).map((side) => ({
    ...side,
    saysTransfer: side.saysTransfer || known.says(side.id),
  }));
  return findAmong(db, reader, homeCurrency, sides, known.mayPair);
}

async function findAmong(
  db: Read,
  reader: Reader,
  homeCurrency: string,
  sides: readonly Side[],
  mayPair: (out: Side, into: Side) => boolean,
): Promise<FoundTransfer[]> {
  const isRefused = await gatherRefusals(db, reader.householdId, 'transfer');
  const byId = new Map(sides.map((side) => [side.id, side]));
  return findTransfers({
    sides,
    toHome: converter(homeCurrency, await listRates(db, reader.householdId, homeCurrency)),
    isRefused: (outId, inId) => {
      const [out, into] = [byId.get(outId), byId.get(inId)];
      return !out || !into || isRefused(outId, inId) || !mayPair(out, into);
    },
  });
}

/** The rows of some days that are no side of a transfer yet. */
async function listSides(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  { from, to }: Days,
): Promise<Side[]> {
  const accounts = new Map(
    (await listAccountRows(db, householdId))
      .filter((row) => !hiddenAccountIds.includes(row.id))
      .map((row) => [row.id, row]),
  );
  const transferCategories = new Set(
    (await listCategoryRows(db, householdId))
      .filter((row) => row.type === 'transfer')
      .map((row) => row.id),
  );
  // With one account there is nowhere to go: an import of a million need not be read again.
  if (accounts.size < 2) return [];
  const speaks = transferSpeaker([...accounts.values()].map((row) => row.name));
  const rows = await db
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .select(['t.id', 't.account_id', 't.posted_on', 't.amount_minor', 't.category_id'])
    .select(['t.category_source', 'text.search_text'])
    .where('t.household_id', '=', householdId)
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.transfer_id', 'is', null)
    .where(isNoRefund)
    .where(sql`t.kind`, '=', 'standard')
    .where(isVisible)
    .execute();
  return rows.flatMap((row) => {
    const account = accounts.get(row.account_id);
    const isTransfer = transferCategories.has(row.category_id);
    // Whoever chose a category that is no transfer has said what it is.
    const isDecided = row.category_source === 'user' && !isTransfer;
    if (!account || isDecided || row.amount_minor === 0) return [];
    return {
      id: row.id,
      accountId: row.account_id,
      currency: account.currency,
      postedOn: row.posted_on,
      amountMinor: row.amount_minor,
      saysTransfer: isTransfer || speaks(row.search_text),
    };
  });
}
