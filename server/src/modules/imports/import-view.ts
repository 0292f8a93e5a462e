import type { CsvMapping, Import, ImportRow, Transaction } from '@picture/contract';
import type { AccountRow } from '../accounts/index.ts';
import { suggestAccounts } from './account-guess.ts';
import {
  type ImportFindings,
  isSameAccount,
  type StagedRow,
  type StatementFinding,
  worthOf,
} from './findings.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import { decisionOf, matchOf, noCounts } from './row-decisions.ts';

export function present(record: ImportRowRecord): Import {
  const findings: ImportFindings | null = record.result_json
    ? JSON.parse(record.result_json)
    : null;
  const suggested = suggestAccounts(findings?.statements ?? [], record.file_name);
  return {
    id: record.id,
    fileName: record.file_name,
    sizeBytes: record.size_bytes,
    status: record.status,
    progress: { done: record.progress_done, total: record.progress_total },
    format: findings?.format ?? null,
    encoding: findings?.encoding ?? null,
    profile: findings?.profile ?? null,
    csv: findings?.layout
      ? {
          mapping: mappingOf(findings.layout),
          headers: findings.layout.headers,
          sample: findings.layout.sample,
          remembered: findings.remembered,
        }
      : null,
    statements: (findings?.statements ?? []).map((statement, at) => ({
      index: statement.index,
      externalId: statement.externalId,
      name: statement.name,
      type: statement.type,
      institution: statement.institution,
      currency: statement.currency,
      transactionCount: statement.transactionCount,
      accountId: statement.accountId,
      sameAccountAs: firstOfAccount(findings?.statements ?? [], statement),
      newAccount: statement.accountId === null ? newAccountIn(statement) : null,
      suggested: suggested[at] ?? { name: record.file_name, kind: 'checking', currency: null },
      closingBalance:
        statement.closingBalanceMinor === null
          ? null
          : {
              amountMinor: statement.closingBalanceMinor,
              currency: statement.currency ?? 'USD',
            },
      closingBalanceOn: statement.closingBalanceOn,
      investments: statement.investments
        ? {
            positions: statement.investments.positions.length,
            trades: statement.investments.trades.length,
            worthOn: worthOf(statement)?.on ?? null,
          }
        : null,
    })),
    counts: findings ? { ...noCounts(), ...findings.counts } : noCounts(),
    left: leftOf(findings),
    notTakenBack: findings?.notTakenBack ?? 0,
    categories: (findings?.categories ?? []).map(({ rowsIn: _, ...category }) => category),
    problems: findings?.problems ?? [],
    error: record.error_json ? JSON.parse(record.error_json) : null,
    createdAt: record.created_at,
    committedAt: record.committed_at,
  };
}

function leftOf(findings: ImportFindings | null): Import['left'] {
  const { total, add, duplicate, confirm, look, skip } = findings?.left ?? noCounts();
  return { total, add, duplicate, confirm, look, skip };
}

function firstOfAccount(all: readonly StatementFinding[], own: StatementFinding): number | null {
  const first = all.find((one) => isSameAccount(one, own));
  return first === undefined || first.index === own.index ? null : first.index;
}

function newAccountIn({
  newAccount,
}: StatementFinding): Import['statements'][number]['newAccount'] {
  if (!newAccount) return null;
  const { name, kind, currency, institution = null } = newAccount;
  return { name, kind, currency, institution };
}

/** The part of a layout a person can correct. */
function mappingOf({
  separator,
  encoding,
  headerRow,
  columns,
  dateOrder,
  decimalMark,
  invertSign,
}: CsvMapping): CsvMapping {
  return { separator, encoding, headerRow, columns, dateOrder, decimalMark, invertSign };
}

export function presentRow(
  row: StagedRow,
  findings: ImportFindings,
  accounts: readonly AccountRow[],
  held: ReadonlyMap<string, Transaction>,
): ImportRow {
  const statement = findings.statements[row.statement];
  const account = accounts.find((one) => one.id === statement?.accountId);
  return {
    seq: row.seq,
    line: row.line,
    statement: row.statement,
    postedOn: row.postedOn,
    amount: {
      amountMinor: row.amountMinor,
      currency:
        account?.currency ?? statement?.newAccount?.currency ?? statement?.currency ?? 'USD',
    },
    payee: row.payee,
    originalPayee: row.originalPayee,
    memo: row.memo,
    decision: decisionOf(row),
    reason: row.reason ?? null,
    isChosen: row.chosen !== undefined,
    matchId: matchOf(row),
    candidates: [...new Set([row.chosen?.transactionId ?? [], row.matchIds ?? []].flat())].flatMap(
      (id) => held.get(id) ?? [],
    ),
    categoryId: row.category.categoryId,
    confidence: row.category.confidence,
    needsReview: row.category.needsReview,
    ...presentExtras(row, findings),
  };
}

/** What a row says beside its texts, and the categories of it that are still to be made. */
function presentExtras(row: StagedRow, findings: ImportFindings) {
  const nameOf = (id: string) =>
    findings.categories?.find((one) => one.choice === 'make' && one.categoryId === id)?.label ??
    null;
  return {
    categoryName: nameOf(row.category.categoryId),
    note: row.note ?? null,
    tags: row.tags ?? [],
    isPending: row.isPending ?? false,
    isHidden: row.isHidden ?? false,
    splits: (row.splits ?? []).map(({ amountMinor, category, note = null, tags = [] }) => ({
      amountMinor,
      categoryId: category.categoryId,
      categoryName: nameOf(category.categoryId),
      note,
      tags,
    })),
  };
}
