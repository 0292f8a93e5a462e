import type { AccountsTables } from '../accounts/index.ts';
import type { AuthTables } from '../auth/index.ts';
import type { ImportsTables } from '../imports/index.ts';
import type { SettingsTables } from '../settings/index.ts';
import type { TransactionsTables } from '../transactions/index.ts';

export interface DataTables {
  data_exports: {
    household_id: string;
    id: string;
    user_id: string;
    status: 'working' | 'ready' | 'failed';
    /** Random, so that nobody who sees the folder can tell whose it is. */
    file_name: string;
    size_bytes: number | null;
    created_at: string;
    expires_at: string;
  };
}

/** Everything of everybody: this module takes it along and takes it away. */
export type WholeTables = DataTables &
  AuthTables &
  SettingsTables &
  AccountsTables &
  TransactionsTables &
  ImportsTables;
