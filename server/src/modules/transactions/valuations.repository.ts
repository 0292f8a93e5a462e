import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;
type Values = Own['account_values'];

export const findValue = (
  db: Db<Own>,
  householdId: string,
  accountId: string,
  day: string,
): Promise<Values | undefined> =>
  db
    .selectFrom('account_values')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('account_id', '=', accountId)
    .where('on_day', '=', day)
    .executeTakeFirst();

export const saveValue = (tx: Tx<Own>, row: Values): Promise<void> =>
  bulkInsert(
    tx,
    'account_values',
    ['household_id', 'account_id', 'on_day', 'value_minor', 'transaction_id'],
    [[row.household_id, row.account_id, row.on_day, row.value_minor, row.transaction_id]],
  );

export const forgetValue = (
  tx: Tx<Own>,
  row: Pick<Values, 'household_id' | 'account_id' | 'on_day'>,
) =>
  tx
    .deleteFrom('account_values')
    .where('household_id', '=', row.household_id)
    .where('account_id', '=', row.account_id)
    .where('on_day', '=', row.on_day)
    .execute();
