/**
 * Every table there is: whose rows it holds, whether they go into an export, and what becomes of
 * them when a household or a person is deleted. A test reads the schema of the database and asks
 * for a line here for each table with a household's or a person's column.
 */
export interface KeptTable {
  /** What its rows are, for whoever reads an export. */
  about?: string;
  /** Why its rows are in no export. */
  leftOut?: string;
  /** The column of the household: the rows go when it does. */
  household?: string;
  /** The column of the person: the rows go when they do. */
  person?: string;
  /** Columns that name a person, or a household, in what others keep: emptied when those go. */
  forgets?: readonly string[];
  /** The column of the account: rows of accounts that others keep private are in no export. */
  account?: string;
  /** The column of the transaction: rows of transactions in such accounts are in no export. */
  transaction?: string;
  /** An export takes the rows of the person who asks, not of the household they are in. */
  isPersonal?: true;
  /** The only columns an export takes; all of them unless said. */
  columns?: readonly string[];
  /** A table whose rows these belong to: they go when those do, found by its `id` in this column. */
  goesWith?: { table: string; column: string };
  /** Rows this heavy are deleted few at a time. */
  isHeavy?: true;
}

export const CATALOGUE: Readonly<Record<string, KeptTable>> = {
  households: {
    about: 'The household and its settings.',
    household: 'id',
    forgets: ['created_by', 'delete_asked_by'],
  },
  household_members: {
    about: 'Who belongs to the household, and what they may do.',
    household: 'household_id',
    person: 'user_id',
  },
  household_invitations: {
    leftOut: 'Invitations that nobody has answered yet.',
    household: 'household_id',
    person: 'invited_by',
  },
  accounts: {
    about: 'Accounts of every kind.',
    household: 'household_id',
    account: 'id',
    forgets: ['owner_user_id'],
  },
  gone_private_accounts: {
    leftOut: 'Keeps what was private from being told after the account is gone.',
    household: 'household_id',
    forgets: ['owner_user_id'],
  },
  account_days: {
    about: 'The balance of each account at the end of each day on which it changed.',
    household: 'household_id',
    account: 'account_id',
  },
  exchange_rates: { about: 'Exchange rates typed by hand.', household: 'household_id' },
  categories: {
    about: 'Categories; one without a name has the default name of its key.',
    household: 'household_id',
  },
  category_rules: {
    about: 'Rules that choose a category.',
    household: 'household_id',
    account: 'account_id',
  },
  merchant_choices: {
    about: 'What was chosen before for a merchant; left out where somebody keeps accounts private.',
    household: 'household_id',
  },
  data_keys: {
    leftOut: 'The wrapped key of the household’s secrets.',
    household: 'household_id',
  },
  ledger_steps: {
    leftOut: 'What can be undone for thirty days; the audit log tells of it.',
    household: 'household_id',
    person: 'user_id',
  },
  ledger_step_changes: {
    leftOut: 'The rows of what can be undone.',
    household: 'household_id',
  },
  descriptors: {
    about: 'The texts of transactions, each once.',
    household: 'household_id',
    columns: ['household_id', 'id', 'payee', 'original_payee', 'memo', 'note', 'search_text'],
  },
  search_grams: {
    leftOut: 'The index of texts, made of them again where it is missing.',
    household: 'household_id',
  },
  search_marks: {
    leftOut: 'Which texts the index knows in which category; made with it.',
    household: 'household_id',
  },
  transactions: {
    about: 'Transactions; the text of each is the descriptor it names.',
    household: 'household_id',
    account: 'account_id',
  },
  split_lines: {
    about: 'Which transactions are the lines of one booked amount.',
    household: 'household_id',
    transaction: 'transaction_id',
  },
  tags: { about: 'Tags.', household: 'household_id' },
  transaction_tags: {
    about: 'Which transactions carry which tags.',
    household: 'household_id',
    transaction: 'transaction_id',
  },
  attachments: {
    about: 'Files attached to transactions. The files themselves are in attachments/.',
    household: 'household_id',
    transaction: 'transaction_id',
    forgets: ['created_by'],
  },
  refused_transfers: {
    about: 'Pairs of transactions that are no transfer.',
    household: 'household_id',
    transaction: 'out_id',
  },
  refunds: {
    about: 'Which transaction is a refund of which purchase.',
    household: 'household_id',
    transaction: 'transaction_id',
  },
  loan_payments: {
    about: 'Payments to loans, and the row on the loan that tells what of each repaid.',
    household: 'household_id',
    account: 'loan_account_id',
    transaction: 'transaction_id',
  },
  loan_habits: {
    about: 'What a payment of a merchant to a loan was decided to be.',
    household: 'household_id',
    account: 'loan_account_id',
  },
  refused_links: {
    about: 'Pairs that are no refund of a purchase, or no payment to a loan.',
    household: 'household_id',
    transaction: 'out_id',
  },
  deleted_import_keys: {
    about: 'Rows of banks that you deleted, by a mark of the row, so that they do not come again.',
    household: 'household_id',
    account: 'account_id',
  },
  merchant_names: {
    about: 'What you call merchants that banks call otherwise.',
    household: 'household_id',
  },
  learned_models: {
    leftOut: 'What your choices of categories taught; learned again from them.',
    household: 'household_id',
  },
  saved_searches: {
    about: 'Searches you saved.',
    household: 'household_id',
    person: 'user_id',
    isPersonal: true,
  },
  monthly_totals: {
    about: 'Sums by month, account and category.',
    household: 'household_id',
    account: 'account_id',
  },
  account_values: {
    about: 'What accounts were told to be worth.',
    household: 'household_id',
    account: 'account_id',
  },
  hidden_batches: {
    leftOut: 'Marks an import that is being written at this moment.',
    household: 'household_id',
  },
  imports: {
    about: 'Files that were imported. The files themselves are in files/.',
    household: 'household_id',
    forgets: ['user_id'],
  },
  import_blobs: {
    leftOut: 'The files themselves are in files/.',
    household: 'household_id',
    isHeavy: true,
  },
  import_chunks: {
    leftOut: 'What was read of a file that waits for a decision; the file itself is in files/.',
    household: 'household_id',
    isHeavy: true,
  },
  import_choices: {
    leftOut: 'What you said of rows of a file; once it is added, the transactions tell of it.',
    household: 'household_id',
  },
  import_confirmations: {
    leftOut: 'How transactions were before an import confirmed them, so that it can be undone.',
    household: 'household_id',
  },
  csv_mappings: {
    about: 'What the columns of a bank’s files mean.',
    household: 'household_id',
    account: 'account_id',
  },
  account_matches: {
    about: 'Which account a bank’s statement belongs to, by a mark of the statement.',
    household: 'household_id',
    account: 'account_id',
  },
  audit_log: {
    about:
      'Who changed what, and when. Of more than a hundred rows changed at once: how many, and of which accounts.',
    household: 'household_id',
    forgets: ['user_id'],
  },
  idempotency_keys: {
    leftOut: 'Keeps a request that is sent twice from being done twice.',
    household: 'household_id',
  },
  outbox: { leftOut: 'Work that waits to be done.', household: 'household_id' },
  data_exports: {
    leftOut: 'Exports like this one.',
    household: 'household_id',
    person: 'user_id',
  },
  user_settings: {
    about: 'Your preferences.',
    person: 'user_id',
    forgets: ['active_household_id'],
    isPersonal: true,
  },
  user_pictures: { leftOut: 'Your picture is in files/.', person: 'user_id' },
  auth_users: {
    about: 'You.',
    person: 'id',
    isPersonal: true,
    columns: ['id', 'name', 'email', 'emailVerified', 'twoFactorEnabled', 'createdAt', 'updatedAt'],
  },
  auth_sessions: {
    about: 'Where you are signed in.',
    person: 'userId',
    isPersonal: true,
    columns: ['ipAddress', 'userAgent', 'createdAt', 'updatedAt', 'expiresAt'],
  },
  auth_accounts: {
    about: 'The ways you sign in: a password, or another provider.',
    person: 'userId',
    isPersonal: true,
    columns: ['providerId', 'accountId', 'createdAt', 'updatedAt'],
  },
  auth_passkeys: {
    about: 'Your passkeys.',
    person: 'userId',
    isPersonal: true,
    columns: ['name', 'deviceType', 'backedUp', 'createdAt'],
  },
  auth_api_keys: {
    about: 'Tokens you gave to programs.',
    person: 'user_id',
    household: 'household_id',
    isPersonal: true,
    columns: ['household_id', 'name', 'start', 'scope', 'created_at', 'expires_at', 'last_used_at'],
  },
  auth_devices: {
    about: 'When you first and last used each device.',
    person: 'user_id',
    isPersonal: true,
    columns: ['first_seen_at', 'last_seen_at'],
  },
  auth_events: {
    about: 'What happened at your door: sign-ins and changes of how you sign in.',
    person: 'user_id',
    isPersonal: true,
  },
  auth_two_factors: { leftOut: 'The secret of your second factor.', person: 'userId' },
  oauth_consents: {
    about: 'Programs you let in.',
    person: 'user_id',
    household: 'household_id',
    isPersonal: true,
    columns: ['household_id', 'client_name', 'client_host', 'scope', 'created_at', 'expires_at'],
  },
  oauth_records: {
    leftOut: 'What the programs you let in prove themselves with, by its hash.',
    goesWith: { table: 'oauth_consents', column: 'grant_id' },
  },
};
