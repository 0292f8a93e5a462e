import type { SettingsTables } from '../settings/index.ts';

/** What this module reads of others to tell who did what. */
export type AuditTables = SettingsTables & {
  auth_users: { id: string; name: string };
  auth_events: {
    user_id: string;
    id: string;
    at: string;
    action: string;
    address: string | null;
    browser: string | null;
    detail_json: string | null;
  };
};
