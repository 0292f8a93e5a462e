import { createHash } from 'node:crypto';
import type { AccountRow } from '../accounts/index.ts';
import type { ImportChoices, ImportFindings, NewAccount, StatementFinding } from './findings.ts';
import type { Investments, StatementEvent } from './formats/index.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import { noCounts } from './row-decisions.ts';

const PROBLEMS_KEPT = 1000;
const INVESTMENTS_KEPT = 2000;

type Place = Pick<StatementFinding, 'accountId' | 'newAccount'>;

/** Finds the account of a statement: as chosen, as remembered, by name, or as the upload said. */
export function accountFinder(
  record: ImportRowRecord,
  choices: ImportChoices,
  accounts: readonly AccountRow[],
  matches: readonly { statement_key: string; account_id: string }[],
) {
  const remembered = new Map(matches.map((match) => [match.statement_key, match.account_id]));
  const known = (id: string | null | undefined) =>
    accounts.find((account) => account.id === id)?.id ?? null;
  const planned = new Map<string, NewAccount>();
  return (index: number, key: string | null, name: string | null): Place => {
    const chosen = known(choices.accounts[index]);
    // Statements of one account in the file go into one that is made for it.
    const made = choices.newAccounts?.[index] ?? (key === null ? undefined : planned.get(key));
    if (made && chosen === null) {
      if (key !== null) planned.set(key, made);
      const before = known(key === null ? null : remembered.get(key));
      return { accountId: null, newAccount: { ...made, ...(before && { insteadOf: before }) } };
    }
    const byName = name && accounts.find((a) => a.name.toLowerCase() === name.toLowerCase())?.id;
    const accountId =
      chosen ??
      (index === 0 ? known(record.account_id) : null) ??
      known(key === null ? null : remembered.get(key)) ??
      known(byName);
    return { accountId };
  };
}

/** Keeps what a file says beside its rows: what it is, and of its statements and problems. */
export function note(
  findings: ImportFindings,
  event: Exclude<StatementEvent, { kind: 'transactions' }>,
  place: ReturnType<typeof accountFinder>,
): void {
  if (event.kind === 'format') {
    findings.format = event.format;
    findings.encoding = event.encoding || null;
    findings.profile = event.profile ?? null;
    findings.layout = event.csv;
  } else if (event.kind === 'statement') {
    const key = statementKey(event.account);
    const finding: StatementFinding = {
      index: event.index,
      key,
      ...event.account,
      currency: event.currency,
      transactionCount: 0,
      ...place(event.index, key, event.account.name),
      closingBalanceMinor: null,
      closingBalanceOn: null,
    };
    findings.statements[event.index] = finding;
  } else if (event.kind === 'investments') {
    const statement = findings.statements[event.index];
    if (statement) keepInvestments(statement, event.investments);
  } else if (event.kind === 'balance') {
    const statement = findings.statements[event.index];
    if (!statement) return;
    statement.closingBalanceMinor = event.closingBalanceMinor;
    statement.closingBalanceOn = event.closingBalanceOn;
  } else {
    findings.counts.problems += event.problem.severity === 'error' ? 1 : 0;
    if (findings.problems.length < PROBLEMS_KEPT) findings.problems.push(event.problem);
  }
}

/** What the file says of investments; past so many trades only the file itself holds the rest. */
function keepInvestments(statement: StatementFinding, found: Investments): void {
  statement.investments ??= { positions: [], trades: [], prices: [] };
  const kept = statement.investments;
  kept.positions.push(...found.positions.slice(0, INVESTMENTS_KEPT - kept.positions.length));
  kept.trades.push(...found.trades.slice(0, INVESTMENTS_KEPT - kept.trades.length));
  kept.prices.push(...found.prices.slice(0, INVESTMENTS_KEPT - kept.prices.length));
}

/** A hash, since an account number has no business in a second place. Null: nothing tells it. */
function statementKey(account: {
  externalId: string | null;
  name: string | null;
  institution: string | null;
}): string | null {
  if (account.externalId === null && account.name === null) return null;
  return createHash('sha256')
    .update(JSON.stringify([account.institution, account.externalId, account.name]))
    .digest('base64url');
}

export const emptyFindings = (remembered: boolean): ImportFindings => ({
  format: null,
  encoding: null,
  layout: null,
  remembered,
  statements: [],
  counts: noCounts(),
  problems: [],
});
