import type { Role } from '@picture/contract';

export interface SettingsTables {
  households: {
    id: string;
    name: string;
    home_currency: string;
    time_zone: string;
    is_sample: number;
    version: number;
    /** The day its months begin, 1 to 28. */
    first_day_of_month: number;
    created_by: string;
    created_at: string;
    /** When all of it will be gone for good, if nobody changes their mind. */
    delete_on: string | null;
    delete_asked_by: string | null;
  };
  household_members: { household_id: string; user_id: string; role: Role; joined_at: string };
  user_settings: {
    user_id: string;
    language: 'en' | 'es';
    theme: 'system' | 'light' | 'dark';
    preferences_json: string | null;
    active_household_id: string | null;
    delete_on: string | null;
  };
  household_invitations: {
    household_id: string;
    id: string;
    email: string;
    role: Role;
    token_hash: string;
    invited_by: string;
    created_at: string;
    expires_at: string;
  };
  user_pictures: {
    user_id: string;
    content_type: string;
    /** SHA-256 of the bytes, in hex. */
    content_hash: string;
    bytes: Uint8Array;
  };
  audit_log: {
    household_id: string;
    id: string;
    at: string;
    user_id: string | null;
    action: string;
    entity_id: string;
    before_json: string | null;
    after_json: string | null;
  };
}
