import type { Scope } from '@picture/contract';

export interface OAuthTables {
  /** One row for each program a person let in to one of their households. */
  oauth_consents: {
    id: string;
    user_id: string;
    household_id: string;
    client_id: string;
    client_name: string;
    client_host: string | null;
    scope: Scope;
    created_at: string;
    expires_at: string;
  };
  /** Programs, codes, refresh tokens and requests under way. Of what is secret only a hash is kept. */
  oauth_records: {
    kind: string;
    id_hash: string;
    grant_id: string | null;
    payload_json: string;
    consumed_at: string | null;
    expires_at: string | null;
  };
}
