import type { AttachmentType, CategorySource, CategoryType } from '@picture/contract';

export interface TransactionsTables {
  categories: {
    household_id: string;
    id: string;
    /** Set on the ones that came with the product. */
    key_name: string | null;
    /** Null: the default name of the key, in the reader's language. */
    name: string | null;
    type: CategoryType;
    parent_id: string | null;
    icon: string;
    colour: number;
    position: number;
    created_at: string;
    /** Since when it is not offered any more; those archived with their group share the instant. */
    archived_at: string | null;
  };
  category_rules: {
    household_id: string;
    id: string;
    position: number;
    contains: string;
    account_id: string | null;
    direction: 'in' | 'out' | null;
    /** Empty where the rule chooses none. */
    category_id: string;
    is_active: number;
    /** The own account that transfers it finds are with. */
    transfer_to: string | null;
    /** What else it looks at and does, of a `RuleWish`. */
    more_json: string | null;
    created_at: string;
  };
  /** What this household chose before for a merchant. */
  merchant_choices: {
    household_id: string;
    merchant_key: string;
    direction: 'in' | 'out';
    category_id: string;
    times: number;
    chosen_at: string;
  };
  /** What this household calls a merchant that banks call otherwise. */
  merchant_names: {
    household_id: string;
    merchant_key: string;
    name: string;
    named_at: string;
  };
  /** The distinct texts of transactions: they repeat, and search looks at each only once. */
  descriptors: {
    household_id: string;
    id: string;
    payee: string;
    original_payee: string | null;
    memo: string | null;
    /** What a person wrote; the memo is what the bank said. */
    note: string | null;
    /** Payee, original text, memo and note, folded. */
    search_text: string;
    /** How long the payee is in it, and the note at its end; null: as long as they are themselves. */
    payee_length: number | null;
    note_length: number | null;
    /** Where it is in the search index; null until it is. */
    search_number: number | null;
  };
  /** Which texts of a segment of numbers hold which letters; packed by search-grams.ts. */
  search_grams: { household_id: string; segment: number; pair: number; grams: Uint8Array };
  /** Which texts of a segment have a row in a category, on an account, or of a state: a bit for each. */
  search_marks: { household_id: string; mark: string; segment: number; texts: Uint8Array };
  transactions: {
    household_id: string;
    id: string;
    account_id: string;
    kind: 'standard' | 'valuation';
    posted_on: string;
    amount_minor: number;
    descriptor_id: string;
    category_id: string;
    category_source: CategorySource;
    /** In thousandths; null when a person decided. */
    confidence: number | null;
    /** The posted date while it waits for review, else null. */
    review_on: string | null;
    check_number: string | null;
    import_id: string | null;
    /** What the row was in the file it came from: the same row again is recognised by it. */
    import_key: string | null;
    /** Both sides of a transfer carry the same one. */
    transfer_id: string | null;
    /** 1: the bank has not booked it yet. */
    is_pending: number;
    /** 1: counts in balances, not in income or spending. */
    is_hidden: number;
    created_at: string;
    version: number;
  };
  /**
   * The lines of one split are transactions of their own, which add up to what the bank booked. The
   * first one, at position 0, is the row that was split.
   */
  split_lines: {
    household_id: string;
    transaction_id: string;
    split_id: string;
    position: number;
  };
  /** What the household's own choices taught; packed by model-pack.ts. */
  learned_models: {
    household_id: string;
    trained_at: string;
    knows_until: string;
    example_count: number;
    model_bytes: Uint8Array;
  };
  /** A file of a transaction; the file itself is in the file store under this id. */
  attachments: {
    household_id: string;
    id: string;
    transaction_id: string;
    name: string;
    media_type: AttachmentType;
    bytes: number;
    sha256: string;
    has_thumbnail: number;
    created_at: string;
    created_by: string | null;
  };
  tags: { household_id: string; id: string; name: string; colour: number; created_at: string };
  transaction_tags: { household_id: string; transaction_id: string; tag_id: string };
  /** Pairs that are no transfer. */
  refused_transfers: {
    household_id: string;
    out_id: string;
    in_id: string;
    refused_at: string;
  };
  /** Money back, by the purchase it undoes. */
  refunds: { household_id: string; transaction_id: string; purchase_id: string };
  /** What was paid to a loan, or its part that repays it where the rest is interest. */
  loan_payments: {
    household_id: string;
    transaction_id: string;
    loan_account_id: string;
    /** Its other side on the loan; null where all of it was interest. */
    counter_id: string | null;
    /** 1: the other side was made with it, as no statement tells it. */
    is_made: number;
    /** The yearly rate its interest was computed at; null where a person or a statement told it. */
    interest_rate: string | null;
    /** The interest as it was computed, without a sign; null with the rate. */
    interest_minor: number | null;
  };
  /** What a payment of this merchant to this loan is, from the last one that somebody decided. */
  loan_habits: {
    household_id: string;
    merchant_key: string;
    account_id: string;
    loan_account_id: string;
    /** 1: it is none. */
    is_refused: number;
    amount_minor: number;
    escrow_minor: number;
    interest_category_id: string | null;
    escrow_category_id: string | null;
    decided_at: string;
  };
  /** Pairs that are no refund of a purchase, or no payment (out) to a loan account (in). */
  refused_links: {
    household_id: string;
    kind: 'refund' | 'loan_payment';
    out_id: string;
    in_id: string;
    refused_at: string;
  };
  /**
   * Rows of an account's bank that are not to come again, by their import key: deleted by a person,
   * or, where `became_id` is set, that transaction by now: booked under another key, or moved.
   */
  deleted_import_keys: {
    household_id: string;
    account_id: string;
    import_key: string;
    became_id: string | null;
    deleted_at: string;
  };
  saved_searches: {
    household_id: string;
    id: string;
    user_id: string;
    name: string;
    search: string;
    position: number;
    created_at: string;
  };
  monthly_totals: {
    household_id: string;
    month: string;
    account_id: string;
    category_id: string;
    currency: string;
    amount_minor: number;
    transaction_count: number;
  };
  account_values: {
    household_id: string;
    account_id: string;
    on_day: string;
    value_minor: number;
    transaction_id: string;
  };
  /** A change to the ledger that can be taken back; its id is that of its audit record. */
  ledger_steps: {
    household_id: string;
    id: string;
    at: string;
    user_id: string | null;
    action: string;
    change_count: number;
    undone_at: string | null;
  };
  /** The rows of a step, in order, many to a record. */
  ledger_step_changes: {
    household_id: string;
    step_id: string;
    position: number;
    changes_json: string;
  };
  /** Transactions of these batches are being written or taken away, and are seen by nobody. */
  hidden_batches: { household_id: string; batch_id: string; created_at: string };
}

export type TransactionRow = TransactionsTables['transactions'];
export type CategoryRow = TransactionsTables['categories'];
/** A text as it is written; its number comes later. */
export type DescriptorRow = Omit<TransactionsTables['descriptors'], 'search_number'>;
export type SplitLineRow = TransactionsTables['split_lines'];
export type AttachmentRow = TransactionsTables['attachments'];
export type DeletedKeyRow = TransactionsTables['deleted_import_keys'];
export type TagRow = TransactionsTables['tags'];
export type TransactionTagRow = TransactionsTables['transaction_tags'];
export type RefundRow = TransactionsTables['refunds'];
export type LoanPaymentRow = TransactionsTables['loan_payments'];
export type LoanHabitRow = TransactionsTables['loan_habits'];
