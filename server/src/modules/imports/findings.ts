import type {
  CategoryChoice,
  CsvMapping,
  Import,
  NewAccountWish,
  RowDecision,
  RowReason,
} from '@picture/contract';
import type { Decision } from '../transactions/index.ts';
import type { NamedCategory } from './file-categories.ts';
import type { CsvLayout, Investments, StatementProblem } from './formats/index.ts';

/** What reading a file found, beside its rows. */
export interface ImportFindings {
  format: Import['format'];
  encoding: string | null;
  /** The service that wrote it, where its header is known. */
  profile?: string | null;
  layout: CsvLayout | null;
  remembered: boolean;
  statements: StatementFinding[];
  counts: Import['counts'];
  problems: StatementProblem[];
  /** What it names of categories and the household lacks. */
  categories?: NamedCategory[];
  /** What its commit made, which goes with it where nothing else uses it. */
  made?: { accountIds: string[]; categoryIds: string[]; tagIds: string[] };
  /** What its commit told of the worth of accounts. */
  toldWorth?: ToldWorth[];
  /** How many confirmed rows its undoing left as they are, since somebody changed them. */
  notTakenBack?: number;
  /** What its commit left out undecided, as it was decided since. */
  left?: Tally;
  /** Where those rows are kept: the number of their first chunk. */
  leftFrom?: number;
  /** Under which id rows that were decided on later are written until they are shown. */
  laterBatch?: string;
  /** When the rows of the last commit were written. */
  landedAt?: string;
}

/** Rows of a file by what becomes of them. */
export type Tally = Omit<Import['counts'], 'problems'>;

/** A value an import told of an account, and what was told for that day before. */
export interface ToldWorth {
  accountId: string;
  on: string;
  valueMinor: number;
  beforeMinor: number | null;
}

export interface StatementFinding {
  index: number;
  /** Under what the choice of its account is remembered. */
  key: string | null;
  externalId: string | null;
  name: string | null;
  type: string | null;
  institution: string | null;
  currency: string | null;
  transactionCount: number;
  accountId: string | null;
  /** The account the commit opens for it; `accountId` from then on. */
  newAccount?: NewAccount;
  closingBalanceMinor: number | null;
  closingBalanceOn: string | null;
  /** Positions, trades and prices of an investment statement. */
  investments?: Investments;
}

export interface NewAccount extends NewAccountWish {
  id: string;
  /** The account such statements went into before, when the file was read. */
  insteadOf?: string;
}

export interface ChosenDecision {
  decision: 'add' | 'skip' | 'confirm' | 'duplicate';
  transactionId?: string;
}

/** One row as read and decided. */
export interface StagedRow {
  seq: number;
  line: number;
  statement: number;
  postedOn: string;
  amountMinor: number;
  payee: string;
  originalPayee: string | null;
  memo: string | null;
  checkNumber: string | null;
  importKey: string;
  /** What was found of it in the ledger. */
  decision: RowDecision;
  reason?: RowReason;
  /** The ledger's row it is, or those it could be. */
  matchIds?: string[];
  /** What a person said, which holds. */
  chosen?: ChosenDecision;
  category: Decision;
  isPending?: true;
  isHidden?: true;
  tags?: string[];
  note?: string;
  /** Two or more, which make the whole. */
  splits?: StagedSplit[];
}

export interface StagedSplit {
  amountMinor: number;
  category: Decision;
  note?: string;
  tags?: string[];
}

/** What a person said about a file: kept with the import, applied when it is read again. */
export interface ImportChoices {
  csv: CsvMapping | null;
  /** Statement index → account. */
  accounts: Record<number, string>;
  /** Statement index → an account to be opened. */
  newAccounts?: Record<number, NewAccount>;
  categories?: CategoryChoice[];
}

/** What the positions of a statement say an account is worth, and on which day. */
export function worthOf(statement: StatementFinding): { on: string; valueMinor: number } | null {
  const positions = statement.investments?.positions ?? [];
  const days = positions.map(({ pricedOn }) => pricedOn ?? '').sort();
  const on = statement.closingBalanceOn ?? (days.at(-1) || null);
  const { closingBalanceMinor: valueMinor } = statement;
  return positions.length === 0 || on === null || valueMinor === null ? null : { on, valueMinor };
}

/** A file may hold many statements of one account, as a zip of a year's months does. */
export const isSameAccount = (one: StatementFinding, other: StatementFinding): boolean =>
  one.index === other.index ||
  (one.key !== null && one.key === other.key && one.currency === other.currency);
