import type { CsvMapping } from '@picture/contract';

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

export const PROBLEM_CODES = [
  'date_column_missing',
  'amount_column_missing',
  'date_missing',
  'date_pending',
  'date_invalid',
  'amount_missing',
  'not_booked',
  'amount_invalid',
  'amount_too_large',
  'amount_rounded',
  'ambiguous_dates',
  'ambiguous_amounts',
  'currency_unknown',
  'file_truncated',
  'quote_unclosed',
  'splits_mismatch',
  'record_invalid',
  'investment_skipped',
  'more_problems',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface StatementProblem {
  line: number;
  code: ProblemCode;
  params: Record<string, string | number>;
  message: string;
  severity: 'error' | 'warning';
}

/** How a CSV file is read, with what a person needs to see to correct it. */
export interface CsvLayout extends CsvMapping {
  headers: string[];
  sample: string[][];
  /** The same for every file of one make. */
  fingerprint: string;
}

export type StatementFormat = 'csv' | 'ofx1' | 'ofx2' | 'qif';

export type StatementEvent =
  | { kind: 'format'; format: StatementFormat; encoding: string; csv: CsvLayout | null }
  | { kind: 'statement'; index: number; account: StatementAccount; currency: string | null }
  | { kind: 'transactions'; index: number; rows: ParsedTransaction[]; bytesRead: number }
  | {
      kind: 'balance';
      index: number;
      closingBalanceMinor: number;
      closingBalanceOn: string | null;
    }
  | { kind: 'problem'; problem: StatementProblem };

export const BATCH_ROWS = 1000;

/** The file as a whole cannot be read. The message is one sentence for the person who sent it. */
export class UnreadableStatement extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;

  constructor(code: string, message: string, params: Record<string, string | number> = {}) {
    super(message);
    this.name = 'UnreadableStatement';
    this.code = code;
    this.params = params;
  }
}

export const notAStatement = (): UnreadableStatement =>
  new UnreadableStatement('not_a_statement', 'This file is not a statement.');

export const emptyFile = (): UnreadableStatement =>
  new UnreadableStatement('file_empty', 'This file is empty.');
