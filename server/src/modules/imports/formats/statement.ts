import type { CsvMapping } from '@picture/contract';
import type { Investments } from './investments.ts';

/** A file as it lies in storage; it can be opened as often as its reading needs. */
export interface StatementSource {
  readonly name: string;
  readonly sizeBytes: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  /** What a person said about the columns; the rest is recognised. */
  csv?: CsvMapping;
  /** The account's currency: it sets the minor units of a file that names none. USD by default. */
  currency?: string;
}

export const DEFAULT_CURRENCY = 'USD';

export interface ParsedSplit {
  amountMinor: number;
  category: string | null;
  memo: string | null;
  tags?: string[];
  categoryGroup?: string;
}

/** Money is in minor units of the statement's currency, positive for money in. */
export interface ParsedTransaction {
  line: number;
  /** YYYY-MM-DD. */
  postedOn: string;
  amountMinor: number;
  payee: string | null;
  memo: string | null;
  externalId: string | null;
  checkNumber: string | null;
  category: string | null;
  splits: ParsedSplit[] | null;
  /** Not booked yet. */
  isPending?: true;
  /** What its owner wrote beside it in another program; most files hold none of it. */
  tags?: string[];
  note?: string;
  /** What the bank wrote, where `payee` is another program's clean name for it. */
  originalPayee?: string;
  /** The group its category stands in, where a column of its own says so. */
  categoryGroup?: string;
  /** What it is recognised by again, where it was put together of rows that stood alone before. */
  keyOf?: { amountMinor: number; memo: string | null; checkNumber?: string | null };
  /** Its owner left it out of all sums there. */
  isHidden?: true;
}

export interface StatementAccount {
  externalId: string | null;
  name: string | null;
  type: string | null;
  institution: string | null;
}

export const NO_ACCOUNT: StatementAccount = {
  externalId: null,
  name: null,
  type: null,
  institution: null,
};

/** Everything that can be told of a row, with the names of what its message is filled with. */
export const PROBLEM_PARAMS = {
  date_column_missing: [],
  amount_column_missing: [],
  date_missing: [],
  date_pending: ['day'],
  date_invalid: ['text'],
  amount_missing: [],
  amount_invalid: ['text'],
  amount_too_large: ['text'],
  amount_rounded: ['text'],
  balance_differs: [],
  balance_invalid: ['text'],
  currency_differs: ['currency'],
  direction_missing: [],
  entry_invalid: ['text'],
  ambiguous_dates: ['order'],
  ambiguous_amounts: [],
  currency_unknown: ['currency'],
  file_truncated: [],
  file_unreadable: ['name', 'message'],
  investment_skipped: ['action'],
  not_booked: ['status'],
  quote_unclosed: [],
  record_invalid: [],
  splits_mismatch: [],
  more_problems: ['count'],
} as const satisfies Record<string, readonly string[]>;
export type ProblemCode = keyof typeof PROBLEM_PARAMS;

/** Everything for which a file is refused as a whole, likewise. */
export const REFUSAL_PARAMS = {
  account_missing: [],
  archive_damaged: [],
  archive_too_large: [],
  currency_unknown: ['line', 'currency'],
  document_type_refused: ['line'],
  file_blank: [],
  file_empty: [],
  file_too_large: ['megabytes'],
  no_statements: [],
  no_transactions: ['line'],
  not_a_statement: [],
  row_too_long: ['line'],
  wrong_file_type: ['type'],
  xml_damaged: ['line'],
} as const satisfies Record<string, readonly string[]>;
export type RefusalCode = keyof typeof REFUSAL_PARAMS;

export interface StatementProblem {
  line: number;
  code: ProblemCode;
  params: Record<string, string | number>;
  message: string;
  severity: 'error' | 'warning';
  /** Of an archive: which of its files. */
  file?: string;
}

/** How a CSV file is read, with what a person needs to see to correct it. */
export interface CsvLayout extends CsvMapping {
  headers: string[];
  sample: string[][];
  /** The same for every file of one make. */
  fingerprint: string;
}

export type StatementFormat = 'csv' | 'ofx1' | 'ofx2' | 'qif' | 'camt' | 'mt940' | 'xlsx' | 'zip';

export type StatementEvent =
  | {
      kind: 'format';
      format: StatementFormat;
      encoding: string;
      csv: CsvLayout | null;
      /** The service that wrote it, where its header is known. */
      profile?: string | null;
    }
  | { kind: 'statement'; index: number; account: StatementAccount; currency: string | null }
  | { kind: 'transactions'; index: number; rows: ParsedTransaction[]; bytesRead: number }
  | {
      kind: 'balance';
      index: number;
      closingBalanceMinor: number;
      closingBalanceOn: string | null;
    }
  | { kind: 'investments'; index: number; investments: Investments }
  | { kind: 'problem'; problem: StatementProblem };

export const BATCH_ROWS = 1000;

/** The file as a whole cannot be read. The message is one sentence for the person who sent it. */
export class UnreadableStatement extends Error {
  readonly code: RefusalCode;
  readonly params: Record<string, string | number>;

  constructor(code: RefusalCode, message: string, params: Record<string, string | number> = {}) {
    super(message);
    this.name = 'UnreadableStatement';
    this.code = code;
    this.params = params;
  }
}

export const notAStatement = (): UnreadableStatement =>
  new UnreadableStatement('not_a_statement', 'This file is not a statement.');

export const wrongFileType = (type: string): UnreadableStatement =>
  new UnreadableStatement(
    'wrong_file_type',
    `This file is ${type}. Download the statement as CSV, OFX, CAMT or MT940 instead.`,
    { type },
  );

export const emptyFile = (): UnreadableStatement =>
  new UnreadableStatement('file_empty', 'This file is empty.');
