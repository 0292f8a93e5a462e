import { notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { categorizeAnew } from './categorize-anew.service.ts';
import { gatherKnowledge } from './knowledge.service.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { type Anew, computeAnew } from './loan-anew.service.ts';
import { takeApart } from './loan-ties.service.ts';
import { refuseInStep } from './refusals.repository.ts';
import { listLinksTo, listParts, listSplits } from './row-parts.repository.ts';
import { assertUntied } from './tied-rows.service.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';
import type { LoanPaymentRow } from './transactions.tables.ts';

/** The loan payment these rows are of, by its payment or by its row on the loan. */
export async function findPaymentOf(
  ledger: Pick<LedgerEdit, 'tx' | 'householdId'>,
  ids: readonly string[],
): Promise<LoanPaymentRow | null> {
  const { tx, householdId } = ledger;
  const [paid] = await listParts(tx, 'loan_payments', householdId, ids);
  const [received] = paid ? [] : await listLinksTo(tx, 'loan_payments', householdId, ids);
  return paid ?? received ?? null;
}

/**
 * Makes one transaction of a loan payment again, categorised anew; a row made for it on the loan
 * goes, one of a statement stays by itself. It is not split by itself again. Later payments are
 * computed anew, as more is owed without it.
 */
export async function untiePayment(
  ledger: LedgerEdit,
  reader: Reader,
  payment: LoanPaymentRow,
): Promise<{ id: string; anew: Anew[] }> {
  const { tx, householdId } = ledger;
  const [line] = await listParts(tx, 'split_lines', householdId, [payment.transaction_id]);
  const lines = line ? await listSplits(tx, householdId, [line.split_id]) : [];
  const ids = [payment.transaction_id, ...lines.map((one) => one.transaction_id)];
  const wanted = [...new Set([...ids, ...(payment.counter_id ? [payment.counter_id] : [])])];
  const found = await listTransactionsById(tx, reader, wanted);
  const row = found.find((one) => one.id === payment.transaction_id);
  // With one side private to somebody else, this payment is theirs to undo.
  if (!row || found.length < wanted.length) throw notFound('loan payment');
  const counter = found.find((one) => one.id === payment.counter_id);
  const rest = found.filter((one) => one !== row && one !== counter);
  await assertUntied(ledger, rest);
  await takeApart(ledger, { payment, row, rest, splitId: line?.split_id ?? null });
  const knowledge = await gatherKnowledge(tx, householdId);
  if (counter && payment.is_made) await ledger.deleteAll([counter]);
  else if (counter) await categorizeAnew(ledger, knowledge, [counter], { transfer_id: null });
  const whole = {
    amount_minor: rest.reduce((sum, one) => sum + one.amount_minor, row.amount_minor),
    transfer_id: null,
  } satisfies Partial<FullTransaction>;
  await categorizeAnew(ledger, knowledge, [row], whole);
  const pair = [row.id, payment.loan_account_id] as const;
  await refuseInStep(ledger, 'loan_payment', pair, row.account_id);
  const changed = { loanAccountId: payment.loan_account_id, postedOn: row.posted_on };
  return { id: row.id, anew: await computeAnew(ledger, reader, [changed]) };
}
