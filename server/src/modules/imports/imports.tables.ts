import type { IMPORT_STATUSES } from '@picture/contract';

export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export interface ImportsTables {
  imports: {
    household_id: string;
    id: string;
    user_id: string;
    file_name: string;
    size_bytes: number;
    status: ImportStatus;
    progress_done: number;
    progress_total: number;
    /** Where the transactions go, when that was said with the upload. */
    account_id: string | null;
    /** What a person corrected: column mapping, and the accounts of statements by index. */
    mapping_json: string | null;
    /** What reading found: an `ImportFindings`. */
    result_json: string | null;
    error_json: string | null;
    /** The household's version when duplicates were last looked for. */
    ledger_version: number | null;
    created_at: string;
    committed_at: string | null;
  };
  /** The file itself, in parts. It stays: every imported number can be traced to it. */
  import_blobs: { household_id: string; import_id: string; seq: number; bytes: Uint8Array };
  /** What was read and decided, a thousand rows each; a commit leaves what nobody decided on. */
  import_chunks: {
    household_id: string;
    import_id: string;
    seq: number;
    add_count: number;
    duplicate_count: number;
    confirm_count: number;
    look_count: number;
    skip_count: number;
    rows_json: string;
  };
  /** What a person said of a row: it holds whenever the file is read or matched again. */
  import_choices: {
    household_id: string;
    import_id: string;
    statement: number;
    import_key: string;
    decision: 'add' | 'skip' | 'confirm';
    /** Which one it is, where it is confirmed. */
    transaction_id: string | null;
    /** 1: said knowing that the same row of the bank is there already. */
    over_key: number;
  };
  /** A row that a commit confirmed, and how it was before: a `RowChange`. */
  import_confirmations: {
    household_id: string;
    import_id: string;
    transaction_id: string;
    change_json: string;
  };
  csv_mappings: {
    household_id: string;
    account_id: string;
    fingerprint: string;
    mapping_json: string;
    saved_at: string;
  };
  /** Which own account a bank's account number or name stands for. */
  account_matches: { household_id: string; statement_key: string; account_id: string };
}

export type ImportRowRecord = ImportsTables['imports'];
