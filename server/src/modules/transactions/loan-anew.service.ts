import type { Reader } from '../../platform/http/who.ts';
import { type AccountRow, findVisibleAccount, listDays } from '../accounts/index.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { interestAnew } from './loan-anew.ts';
import { partCategory } from './loan-facts.service.ts';
import { type Divided, takeApart, writeDivided } from './loan-ties.service.ts';
import { listComputedAfter } from './loans.repository.ts';
import { listTies } from './refunds.repository.ts';
import { listParts, listSplits, saveLinks } from './row-parts.repository.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';
import type { LoanPaymentRow } from './transactions.tables.ts';

/** A payment as it was computed and written, and as nobody changed it since. */
interface Computed {
  payment: LoanPaymentRow;
  row: FullTransaction;
  /** Its row on the loan; null where nothing was repaid. */
  counter: FullTransaction | null;
  /** Null where none was due, or where the row itself is the interest. */
  interest: FullTransaction | null;
  /** The lines beside the row itself. */
  rest: readonly FullTransaction[];
  splitId: string | null;
  rate: string;
  interestMinor: number;
}

/** What a later payment became, for the log. */
export interface Anew {
  transactionId: string;
  principalMinor: number;
  interestMinor: number;
}

/** Where a loan was changed, from which its later payments follow. */
type ChangedFrom = Pick<Divided, 'postedOn' | 'loanAccountId'>;

/**
 * Computes the later payments to these loans anew, as their interest is of what earlier ones leave
 * owed: so it is the same in whatever order payments are divided. At the rate each was computed at.
 * Left as they are: those whose interest a person or a statement told, those that somebody changed or
 * tied since, and those of accounts this person does not see.
 */
export async function computeAnew(
  ledger: LedgerEdit,
  reader: Reader,
  changed: readonly ChangedFrom[],
): Promise<Anew[]> {
  const all: Anew[] = [];
  for (const [loanId, own] of Map.groupBy(changed, (one) => one.loanAccountId)) {
    const [first = ''] = own.map((one) => one.postedOn).sort();
    const loan = await findVisibleAccount(ledger.tx, reader, loanId);
    // A payment from before the loan's opening balance explains that, and changes nothing after it.
    if (!loan || first < loan.opened_on) continue;
    const later = await listLater(ledger, reader, loan, first);
    if (later.length > 0) all.push(...(await computeLoan(ledger, reader, loan, later)));
  }
  return all;
}

async function computeLoan(
  ledger: LedgerEdit,
  reader: Reader,
  loan: AccountRow,
  later: readonly Computed[],
): Promise<Anew[]> {
  await ledger.settle();
  const days = await listDays(ledger.tx, ledger.householdId, loan.id);
  const owedBefore = (day: string) =>
    0 - (days.findLast((one) => one.on < day)?.balanceMinor ?? loan.starting_minor);
  const interests = interestAnew(
    later.map(({ row, rate, interestMinor }) => ({
      on: row.posted_on,
      owedMinor: owedBefore(row.posted_on),
      rate,
      interestMinor,
    })),
  );
  const moved = later.flatMap((one, at) => {
    const interestMinor = interests[at] ?? one.interestMinor;
    const repaidMinor = one.counter?.amount_minor ?? 0;
    const principalMinor = repaidMinor + one.interestMinor - interestMinor;
    return interestMinor === one.interestMinor ? [] : { one, interestMinor, principalMinor };
  });
  const isSameLines = ({ one, interestMinor, principalMinor }: (typeof moved)[number]) =>
    one.counter && one.interest && interestMinor !== 0 && principalMinor !== 0;
  await writeAmounts(ledger, moved.filter(isSameLines));
  for (const change of moved.filter((one) => !isSameLines(one))) {
    await writeLines(ledger, reader, loan, change);
  }
  return moved.map(({ one, principalMinor, interestMinor }) => ({
    transactionId: one.row.id,
    principalMinor,
    interestMinor,
  }));
}

interface Moved {
  one: Computed;
  principalMinor: number;
  interestMinor: number;
}

/** Where the lines stay, only what they amount to changes. */
async function writeAmounts(ledger: LedgerEdit, moved: readonly Moved[]): Promise<void> {
  await ledger.updateEach(
    moved.flatMap(({ one: { row, counter, interest }, principalMinor, interestMinor }) => [
      { row, change: { amount_minor: 0 - principalMinor } },
      ...(counter ? [{ row: counter, change: { amount_minor: principalMinor } }] : []),
      ...(interest ? [{ row: interest, change: { amount_minor: 0 - interestMinor } }] : []),
    ]),
  );
  await saveLinks(
    ledger.tx,
    'loan_payments',
    moved.map(({ one, interestMinor }) => ({ ...one.payment, interest_minor: interestMinor })),
  );
  for (const { one, interestMinor } of moved) {
    const change = { interest_minor: interestMinor };
    ledger.keep('loan_payments', one.payment, change, one.row.account_id);
  }
}

/** Where a line comes or goes, the payment is taken apart and divided again. */
async function writeLines(
  ledger: LedgerEdit,
  reader: Reader,
  loan: AccountRow,
  { one, principalMinor, interestMinor }: Moved,
): Promise<void> {
  const { payment, row, counter, rest, rate, splitId } = one;
  const amountMinor = rest.reduce((sum, line) => sum + line.amount_minor, row.amount_minor);
  const escrowMinor = 0 - amountMinor - principalMinor - interestMinor;
  const known = { loan, habit: null };
  const interest = one.interest ?? (counter === null && one.interestMinor !== 0 ? row : null);
  const escrow = rest.find((line) => line !== one.interest);
  await takeApart(ledger, { payment, row, rest, splitId });
  if (counter) await ledger.deleteAll([counter]);
  const whole = { amount_minor: amountMinor, transfer_id: null };
  await ledger.update(row, whole);
  await writeDivided(
    ledger,
    reader,
    { ...row, ...whole },
    {
      loan,
      counter: null,
      parts: { principalMinor, interestMinor, escrowMinor },
      categories: {
        interest: interest?.category_id ?? partCategory(ledger.categories, known, 'interest'),
        escrow: escrow?.category_id ?? partCategory(ledger.categories, known, 'escrow'),
      },
      rate,
    },
  );
}

/** The computed payments to a loan after a day, by their days, that are as they were written. */
async function listLater(
  ledger: LedgerEdit,
  reader: Reader,
  loan: AccountRow,
  after: string,
): Promise<Computed[]> {
  const { tx, householdId } = ledger;
  const payments = await listComputedAfter(tx, householdId, loan.id, after);
  const ids = payments.map((one) => one.transaction_id);
  const lines = await listParts(tx, 'split_lines', householdId, ids);
  const splitOf = new Map(lines.map((line) => [line.transaction_id, line.split_id]));
  const whole = await listSplits(tx, householdId, [...splitOf.values()]);
  const splits = Map.groupBy(whole, (line) => line.split_id);
  const lineIds = whole.map((line) => line.transaction_id);
  const counterIds = payments.flatMap((one) => one.counter_id ?? []);
  const wanted = [...new Set([...ids, ...lineIds, ...counterIds])];
  const rows = new Map(
    (await listTransactionsById(tx, reader, wanted)).map((row) => [row.id, row]),
  );
  const ties = await listTies(tx, householdId, lineIds);
  const tied = new Set(ties.flatMap((tie) => [tie.refundId, tie.purchaseId]));
  return payments
    .flatMap((payment) => {
      const splitId = splitOf.get(payment.transaction_id) ?? null;
      const ownIds = (splits.get(splitId ?? '') ?? []).map((line) => line.transaction_id);
      return ownIds.some((id) => tied.has(id))
        ? []
        : (asWritten(payment, splitId, ownIds, rows) ?? []);
    })
    .sort((a, b) => (a.row.posted_on < b.row.posted_on ? -1 : 1));
}

/** Null where a person gave it other lines, amounts or days, or somebody else's account has a part. */
function asWritten(
  payment: LoanPaymentRow,
  splitId: string | null,
  lineIds: readonly string[],
  rows: ReadonlyMap<string, FullTransaction>,
): Computed | null {
  const { interest_rate: rate, interest_minor: interestMinor } = payment;
  const row = rows.get(payment.transaction_id);
  const counter = payment.counter_id === null ? null : rows.get(payment.counter_id);
  const rest = lineIds.flatMap((id) => (id === row?.id ? [] : (rows.get(id) ?? [])));
  const isSeen = rest.length === Math.max(lineIds.length - 1, 0);
  if (!row || counter === undefined || !isSeen || rate === null || interestMinor === null) {
    return null;
  }
  const isInterest = (one: FullTransaction) => one.amount_minor === 0 - interestMinor;
  const interest = (interestMinor !== 0 && rest.find(isInterest)) || null;
  const hasInterest = interestMinor === 0 || (counter ? interest !== null : isInterest(row));
  const isLinked =
    counter === null ||
    (counter.amount_minor === 0 - row.amount_minor && counter.posted_on === row.posted_on);
  // Beside the interest there is one line at most: the escrow.
  if (!hasInterest || !isLinked || rest.length > (interest ? 2 : 1)) return null;
  return { payment, row, counter, interest, rest, splitId, rate, interestMinor };
}
