import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { AccountsTables } from '../accounts/index.ts';
import type { TransactionRow, TransactionsTables } from './transactions.tables.ts';

export type ReadTables = TransactionsTables & Pick<AccountsTables, 'accounts'>;
type Read = Db<ReadTables>;

/** A row `t` of a batch that is being written or taken away is seen by nobody. */
export const isVisible = sql<boolean>`not exists (select 1 from hidden_batches as hidden
  where hidden.household_id = t.household_id and hidden.batch_id = t.import_id)`;

const selectFull = (db: Read, householdId: string) =>
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
    .leftJoin('transactions as peer', (join) =>
      join
        .onRef('peer.household_id', '=', 't.household_id')
        .onRef('peer.transfer_id', '=', 't.transfer_id')
        .onRef('peer.id', '<>', 't.id'),
    )
    .selectAll('t')
    .select([
      'text.payee',
      'text.original_payee',
      'text.memo',
      'text.note',
      'account.currency',
      'account.is_private',
      'peer.id as peer_id',
      'peer.account_id as peer_account_id',
    ])
    .where('t.household_id', '=', householdId)
    .where(isVisible);

export type FullTransaction = Awaited<
  ReturnType<ReturnType<typeof selectFull>['executeTakeFirstOrThrow']>
>;

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

const IDS_AT_ONCE = 500;

/** In the order of `ids`; what is not there, or not there for this person, is left out. */
export async function listTransactionsById(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  ids: readonly string[],
): Promise<FullTransaction[]> {
  const rows: FullTransaction[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const part = ids.slice(at, at + IDS_AT_ONCE);
    rows.push(...(await selectFull(db, householdId).where('t.id', 'in', part).execute()));
  }
  const seen = rows.filter((row) => !hiddenAccountIds.includes(row.account_id));
  const byId = new Map(seen.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Everything in a category, whoever may see it: for what changes the category itself. */
export const listTransactionsOf = (
  db: Read,
  householdId: string,
  categoryId: string,
): Promise<FullTransaction[]> =>
  selectFull(db, householdId).where('t.category_id', '=', categoryId).execute();

/** Rows that could be the other side: opposite amount, another account, within a few days. */
export function listOppositeRows(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  row: Pick<TransactionRow, 'account_id' | 'amount_minor'>,
  from: string,
  to: string,
) {
  return selectFull(db, householdId)
    .where('t.amount_minor', '=', -row.amount_minor)
    .where('t.account_id', 'not in', [row.account_id, ...hiddenAccountIds])
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.transfer_id', 'is', null)
    .where('t.kind', '=', 'standard')
    .limit(50)
    .execute();
}
