import { sql } from 'kysely';
import { asWritten, type Db, inGroups } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { AccountsTables } from '../accounts/index.ts';
import type { TransactionRow, TransactionsTables } from './transactions.tables.ts';

export type ReadTables = TransactionsTables & Pick<AccountsTables, 'accounts'>;
type Read = Db<ReadTables>;

/** A row `t` of a batch that is being written or taken away is seen by nobody. */
export const isVisible = sql<boolean>`not exists (select 1 from hidden_batches as hidden
  where hidden.household_id = t.household_id and hidden.batch_id = t.import_id)`;

export const selectTransactions = (db: Read, householdId: string) =>
  db
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.household_id', '=', 't.household_id')
        .onRef('account.id', '=', 't.account_id'),
    )
    .modifyFront(asWritten(db))
    .selectAll('t')
    .select(['text.payee', 'text.original_payee', 'text.memo', 'text.note'])
    .select(['account.currency', 'account.is_private'])
    .where('t.household_id', '=', householdId)
    .where(isVisible);

/** A transaction with its texts and its account's currency. */
export type ReadTransaction = Awaited<
  ReturnType<ReturnType<typeof selectTransactions>['executeTakeFirstOrThrow']>
>;

/** … and with the other side where it is one of a transfer. */
export interface FullTransaction extends ReadTransaction {
  peer_id: string | null;
  peer_account_id: string | null;
}

/**
 * The other sides of these rows by their id. Asked for by name and not joined: few rows of a
 * household are sides of transfers, databases guess that half of them are, and read all for each.
 */
export async function listPeers(
  db: Read,
  householdId: string,
  rows: readonly Pick<TransactionRow, 'id' | 'transfer_id'>[],
): Promise<Map<string, Pick<TransactionRow, 'id' | 'account_id'>>> {
  const transferIds = [...new Set(rows.flatMap((row) => row.transfer_id ?? []))];
  const sides = await inGroups(transferIds, (some) =>
    db
      .selectFrom('transactions')
      .select(['id', 'account_id', 'transfer_id'])
      .where('household_id', '=', householdId)
      .where('transfer_id', 'in', some)
      .execute(),
  );
  const byTransfer = Map.groupBy(sides, (side) => side.transfer_id);
  return new Map(
    rows.flatMap((row) => {
      const peer = byTransfer.get(row.transfer_id)?.find((side) => side.id !== row.id);
      return peer ? [[row.id, peer] as const] : [];
    }),
  );
}

async function withPeers(
  db: Read,
  householdId: string,
  rows: readonly ReadTransaction[],
): Promise<FullTransaction[]> {
  const peers = await listPeers(db, householdId, rows);
  return rows.map((row) => {
    const peer = peers.get(row.id);
    return { ...row, peer_id: peer?.id ?? null, peer_account_id: peer?.account_id ?? null };
  });
}

/** The row as it is stored, without what was read along. */
export const storedOf = ({
  payee: _payee,
  original_payee: _original,
  memo: _memo,
  note: _note,
  currency: _currency,
  is_private: _private,
  peer_id: _peer,
  peer_account_id: _peerAccount,
  ...row
}: FullTransaction): TransactionRow => row;

export const findTransaction = async (
  db: Read,
  reader: Reader,
  id: string,
): Promise<FullTransaction | undefined> => (await listTransactionsById(db, reader, [id]))[0];

/** In the order of `ids`; what is not there, or not there for this person, is left out. */
export async function listTransactionsById(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  ids: readonly string[],
): Promise<FullTransaction[]> {
  const rows = await inGroups(ids, (some) =>
    selectTransactions(db, householdId).where('t.id', 'in', some).execute(),
  );
  const seen = rows.filter((row) => !hiddenAccountIds.includes(row.account_id));
  const byId = new Map((await withPeers(db, householdId, seen)).map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Everything in a category, whoever may see it: for what changes the category itself. */
export const listTransactionsOf = async (
  db: Read,
  householdId: string,
  categoryId: string,
): Promise<FullTransaction[]> =>
  withPeers(
    db,
    householdId,
    await selectTransactions(db, householdId).where('t.category_id', '=', categoryId).execute(),
  );

/** Rows that could be the other side: opposite amount, another account, within a few days. */
export async function listOppositeRows(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  row: Pick<TransactionRow, 'account_id' | 'amount_minor'>,
  from: string,
  to: string,
) {
  const rows = await selectTransactions(db, householdId)
    .where('t.amount_minor', '=', -row.amount_minor)
    .where('t.account_id', 'not in', [row.account_id, ...hiddenAccountIds])
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.transfer_id', 'is', null)
    .where('t.kind', '=', 'standard')
    .limit(50)
    .execute();
  return withPeers(db, householdId, rows);
}
