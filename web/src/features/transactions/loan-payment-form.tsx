import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import { type Account, isLoan, type LoanPaymentPreview, type Transaction } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/dates.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { CategorySelect } from '../../ui/category-select.tsx';
import form from '../../ui/form.module.css';
import { MoneyInput, moneyDraft } from '../../ui/money-input.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { type Parts, withPart } from './loan-draft.ts';
import splitStyles from './split-form.module.css';
import styles from './ties.module.css';
import { transactionQueries } from './transactions.queries.ts';
import { useRecomputed } from './use-recomputed.ts';

interface Props {
  row: Transaction;
  onDone: () => void;
  onBack: () => void;
}

/** The loans a payment of this currency can go to. */
export const loansFor = (row: Transaction, accounts: readonly Account[]): Account[] =>
  accounts.filter(
    (one) =>
      isLoan(one.kind) &&
      one.closedOn === null &&
      one.currency === row.amount.currency &&
      one.id !== row.accountId,
  );

/** Divides a payment into what repays a loan and what is paid for borrowing. */
export function LoanPaymentForm({ row, onDone, onBack }: Props) {
  const { t } = useLingui();
  const text = useProblemText();
  const accounts = useQuery(accountQueries.list());
  const loans = loansFor(row, accounts.data?.items ?? []);
  const found = useQuery(transactionQueries.loanSuggestions()).data?.items;
  const likely = found?.find((one) => one.payment.id === row.id)?.loanAccountId;
  const [chosen, setChosen] = useState<string>();
  const loan = loans.find((one) => one.id === (chosen ?? likely)) ?? loans[0];
  const preview = useQuery({
    ...transactionQueries.loanPayment(row.id, loan?.id ?? ''),
    enabled: loan !== undefined,
    retry: false,
  });
  return (
    <div className={form.form}>
      <p className={splitStyles.head}>
        <strong>{row.payee}</strong>
        <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed />
      </p>
      <NativeSelect
        label={t`Loan`}
        value={loan?.id ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={loans.map((one) => ({ value: one.id, label: one.name }))}
      />
      {preview.error ? (
        <>
          <p className={form.problem} role="alert">
            {text(preview.error)}
          </p>
          <div className={form.buttons}>
            <Back onBack={onBack} />
          </div>
        </>
      ) : loan && preview.data ? (
        <PartsForm
          key={`${loan.id} ${row.version}`}
          row={row}
          loan={loan}
          preview={preview.data}
          onDone={onDone}
          onBack={onBack}
        />
      ) : (
        <Skeleton height={320} />
      )}
    </div>
  );
}

const Back = ({ onBack }: { onBack: () => void }) => (
  <Button variant="default" onClick={onBack}>
    <Trans>Back</Trans>
  </Button>
);

type Texts = Record<keyof Parts, string>;

/** The parts as they are typed; each follows the others, so that they stay the payment. */
function useParts(preview: LoanPaymentPreview) {
  const locale = useLocale();
  const { currency } = preview;
  const [parts, setParts] = useState<Parts>({
    principal: preview.principalMinor,
    interest: preview.interestMinor,
    escrow: preview.escrowMinor,
  });
  const written = (of: Parts): Texts => ({
    principal: moneyDraft(of.principal, currency, locale),
    interest: moneyDraft(of.interest, currency, locale),
    escrow: moneyDraft(of.escrow, currency, locale),
  });
  const [texts, setTexts] = useState(() => written(parts));
  const read = (which: keyof Parts) => parseMoney(texts[which], currency, locale);
  const isWhole =
    parts.interest >= 0 &&
    parts.escrow >= 0 &&
    (['principal', 'interest', 'escrow'] as const).every((which) => read(which) === parts[which]);
  const type = (which: keyof Parts, typed: string) => {
    const minor = parseMoney(typed, currency, locale);
    const next = minor === null ? parts : withPart(parts, which, minor, preview.counter !== null);
    setParts(next);
    setTexts({ ...(minor === null ? texts : written(next)), [which]: typed });
  };
  return { parts, texts, type, isWhole };
}

function PartsForm({
  row,
  loan,
  preview,
  onDone,
  onBack,
}: Props & { loan: Account; preview: LoanPaymentPreview }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const later = useRecomputed();
  const text = useProblemText();
  const { currency } = preview;
  const { name } = loan;
  const { parts, texts, type, isWhole } = useParts(preview);
  const [interestCategoryId, setInterestCategory] = useState(preview.interestCategoryId);
  const [escrowCategoryId, setEscrowCategory] = useState(preview.escrowCategoryId);
  const save = useMutation({
    mutationFn: () =>
      api('POST /transactions/:id/loan-payment', {
        params: { id: row.id },
        body: {
          version: row.version,
          loanAccountId: loan.id,
          // Left to be computed where nobody typed another: so it can be computed anew.
          ...(parts.interest !== preview.interestMinor && { interestMinor: parts.interest }),
          escrowMinor: parts.escrow,
          interestCategoryId,
          escrowCategoryId,
        },
      }),
    onSuccess: async ({ recomputed }) => {
      await refreshHousehold();
      said([t`Split as a loan payment.`, ...later(recomputed)].join(' '));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) save.mutate();
  };
  const field = (which: keyof Parts, label: string, description?: string) => (
    <MoneyInput
      label={label}
      {...(description && { description })}
      currency={currency}
      value={texts[which]}
      onChange={(typed) => type(which, typed)}
      disabled={which === 'principal' && preview.counter !== null}
    />
  );
  const isExpense = ({ type: of }: { type: string }) => of === 'expense';
  return (
    <form className={form.form} onSubmit={submit}>
      {field('principal', t`Principal`, t`Repays the loan: a transfer, no spending.`)}
      <div className={splitStyles.part}>
        {field('interest', t`Interest`)}
        <CategorySelect
          label={t`Interest category`}
          value={interestCategoryId}
          onChange={setInterestCategory}
          only={isExpense}
        />
      </div>
      <div className={splitStyles.part}>
        {field('escrow', t`Escrow and fees`)}
        <CategorySelect
          label={t`Escrow category`}
          value={escrowCategoryId}
          onChange={setEscrowCategory}
          only={isExpense}
        />
      </div>
      <p className={splitStyles.head} role="status">
        <span>
          <Trans>Owed on {name} afterwards</Trans>
        </span>
        <Amount minor={preview.owedBeforeMinor - parts.principal} currency={currency} />
      </p>
      <Remarks preview={preview} loan={loan} parts={parts} />
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Back onBack={onBack} />
        <Button type="submit" loading={save.isPending} disabled={!isWhole}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}

/** Where the numbers come from, and what is odd about them. */
function Remarks({
  preview,
  loan,
  parts,
}: {
  preview: LoanPaymentPreview;
  loan: Account;
  parts: Parts;
}) {
  const locale = useLocale();
  const { counter, hasRate, hasStatements, owedBeforeMinor } = preview;
  const { name } = loan;
  const remarks: ReactNode[] = [];
  if (counter) {
    const day = formatDate(counter.postedOn, locale);
    remarks.push(
      <Trans>
        The row of {day} on {name} tells the principal.
      </Trans>,
    );
  } else {
    remarks.push(
      hasStatements ? (
        <Trans>
          Rows of {name} come from files. If its statement has yet to bring this payment, import
          that first: a row made now would be there twice.
        </Trans>
      ) : (
        <Trans>A row for the principal is added to {name}.</Trans>
      ),
    );
    if (hasRate) {
      const rate = loan.interestRate ?? '';
      remarks.push(<Trans>A month of interest at {rate}% a year on what was owed.</Trans>);
    } else {
      remarks.push(<Trans>{name} has no yearly rate, so type the interest yourself.</Trans>);
    }
  }
  if (parts.principal < 0) {
    remarks.push(<Trans>The payment is less than that: what is owed grows.</Trans>);
  }
  if (parts.interest < 0 || parts.escrow < 0) {
    remarks.push(<Trans>Interest and escrow cannot be below zero.</Trans>);
  }
  if (parts.principal > Math.max(owedBeforeMinor, 0)) {
    remarks.push(<Trans>That repays more than was owed on that day.</Trans>);
  }
  return (
    <div className={styles.candidates}>
      {remarks.map((remark, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is that of the sentences
        <p key={at} className={form.hint}>
          {remark}
        </p>
      ))}
    </div>
  );
}
