import type {
  Body,
  LoanPair,
  LoanPaymentPreview,
  LoanSuggestion,
  splitLoanPayment,
  Transaction,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { findVisibleAccount } from '../accounts/index.ts';
import { changeHousehold } from '../settings/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { computeAnew } from './loan-anew.service.ts';
import { gatherPayment, partCategory } from './loan-facts.service.ts';
import { suggestLoanPayments } from './loan-finding.service.ts';
import { type Divided, divide, partsOf, remember, rowsOf } from './loan-ties.service.ts';
import { findPaymentOf, untiePayment } from './loan-untie.service.ts';
import { presentAll } from './transaction-view.service.ts';
import {
  type FullTransaction,
  findTransaction,
  listTransactionsById,
} from './transactions.repository.ts';

type Read = Database<LedgerTables>['read'] | LedgerEdit['tx'];

const MOST_SHOWN = 200;

export type LoanPayments = ReturnType<typeof createLoanPayments>;

/** Payments to loans, divided into what repays and what is paid for borrowing. */
export function createLoanPayments(database: Database<LedgerTables>, clock: Clock) {
  const { read } = database;
  return {
    preview: async (who: Who, id: string, loanAccountId: string): Promise<LoanPaymentPreview> => {
      const row = await getRow(read, who, id);
      const context = await gatherPayment(read, who, row, loanAccountId);
      const rows = await listCategoryRows(read, who.householdId);
      const categories = new Map(rows.map((one) => [one.id, one]));
      const parts = partsOf(row, context, {});
      if (!parts) throw new Error('A payment without wishes does not add up.');
      const { owedMinor, counter, loan, hasStatements } = context;
      return {
        currency: row.currency,
        paymentMinor: 0 - row.amount_minor,
        principalMinor: parts.principalMinor,
        interestMinor: parts.interestMinor,
        escrowMinor: parts.escrowMinor,
        interestCategoryId: partCategory(categories, context, 'interest'),
        escrowCategoryId: partCategory(categories, context, 'escrow'),
        owedBeforeMinor: owedMinor,
        owedAfterMinor: parts.owedAfterMinor,
        counter: counter && {
          transactionId: counter.id,
          postedOn: counter.posted_on,
          payee: counter.payee,
        },
        hasRate: loan.interest_rate !== null,
        hasStatements,
      };
    },

    split: (
      who: Who,
      id: string,
      { version, loanAccountId, ...wish }: Body<typeof splitLoanPayment>,
    ): Promise<{ items: Transaction[]; recomputed: number }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const row = await getRow(tx, who, id);
        if (row.version !== version) {
          const [current] = await presentAll(tx, who, [row]);
          throw new AppError('stale_version', 'This transaction was changed meanwhile.', {
            current,
          });
        }
        const ledger = await LedgerEdit.open(change, who);
        const divided = await divide(ledger, who, row, loanAccountId, wish);
        const anew = await computeAnew(ledger, who, [divided]);
        const { lineIds: _lines, ...after } = { ...divided, anew };
        await ledger.post({ action: 'loan_payment.split', entityId: id, before: row, after });
        const items = await presentAll(tx, who, await rowsOf(ledger, who, divided));
        return { items, recomputed: anew.length };
      }),

    join: (who: Who, id: string): Promise<Transaction & { recomputed: number }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx, householdId } = { tx: change.tx, householdId: who.householdId };
        const row = await getRow(tx, who, id);
        const payment = await findPaymentOf({ tx, householdId }, [row.id]);
        if (!payment) throw notFound('loan payment');
        const ledger = await LedgerEdit.open(change, who);
        const { id: entityId, anew } = await untiePayment(ledger, who, payment);
        const entry = { action: 'loan_payment.join', entityId } as const;
        await ledger.post({ ...entry, before: row, after: { anew } });
        const [whole] = await presentAll(tx, who, await listTransactionsById(tx, who, [entityId]));
        if (!whole) throw notFound('transaction');
        return { ...whole, recomputed: anew.length };
      }),

    suggestions: async (who: Who): Promise<{ items: LoanSuggestion[] }> => {
      const found = (await suggestLoanPayments(read, who, who.today)).reverse();
      const latest = found.slice(0, MOST_SHOWN);
      const ids = latest.map((one) => one.paymentId);
      const rows = await presentAll(read, who, await listTransactionsById(read, who, ids));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return {
        items: latest.flatMap(({ paymentId, loanAccountId, isReady }) => {
          const payment = byId.get(paymentId);
          return payment ? { payment, loanAccountId, isReady } : [];
        }),
      };
    },

    /** The oldest first, as each changes what the next finds owed, and what was split before finds too. */
    confirm: (
      who: Who,
      payments: readonly LoanPair[],
    ): Promise<{ split: number; recomputed: number }> =>
      changeHousehold(database, clock, who, async (change) => {
        const ledger = await LedgerEdit.open(change, who);
        const ids = payments.map((one) => one.transactionId);
        const rows = await listTransactionsById(change.tx, who, ids);
        if (rows.length < new Set(ids).size) throw notFound('transaction');
        const loanOf = new Map(payments.map((one) => [one.transactionId, one.loanAccountId]));
        const split: Divided[] = [];
        for (const row of rows.toSorted(byDay)) {
          split.push(await divide(ledger, who, row, loanOf.get(row.id) ?? ''));
          await ledger.settle();
        }
        const anew = await computeAnew(ledger, who, split);
        await ledger.post({
          action: 'loan_payment.confirm',
          entityId: who.householdId,
          after: { split: split.map(({ lineIds: _lines, ...one }) => one), anew },
        });
        const own = new Set(split.map((one) => one.transactionId));
        const recomputed = anew.filter((one) => !own.has(one.transactionId)).length;
        return { split: split.length, recomputed };
      }),

    refuse: (who: Who, { transactionId, loanAccountId }: LoanPair): Promise<{ refused: boolean }> =>
      changeHousehold(database, clock, who, async (change) => {
        const row = await getRow(change.tx, who, transactionId);
        const loan = await findVisibleAccount(change.tx, who, loanAccountId);
        if (!loan) throw notFound('account');
        const ledger = await LedgerEdit.open(change, who);
        await remember(ledger, row, loan.id, {
          is_refused: 1,
          amount_minor: Math.abs(row.amount_minor),
          escrow_minor: 0,
          interest_category_id: null,
          escrow_category_id: null,
        });
        const after = { loanAccountId, accountIds: [row.account_id, loan.id] };
        await ledger.post({ action: 'loan_payment.refuse', entityId: row.id, after });
        return { refused: true };
      }),
  };
}

const byDay = (a: FullTransaction, b: FullTransaction): number =>
  a.posted_on < b.posted_on ? -1 : a.posted_on > b.posted_on ? 1 : a.id < b.id ? -1 : 1;

async function getRow(db: Read, who: Who, id: string): Promise<FullTransaction> {
  const row = await findTransaction(db, who, id);
  if (!row) throw notFound('transaction');
  return row;
}
