import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { BodyIn, splitTransaction, Transaction } from '@picture/contract';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { CategorySelect } from '../../ui/category-select.tsx';
import form from '../../ui/form.module.css';
import { MoneyInput, moneyDraft } from '../../ui/money-input.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { LoanInstead } from './loan-section.tsx';
import { equalParts, firstLines, type LineDraft, leftOver, withChange } from './split-draft.ts';
import styles from './split-form.module.css';
import { transactionQueries } from './transactions.queries.ts';

interface Props {
  row: Transaction;
  onDone: () => void;
  onBack: () => void;
  /** Divides it as a loan payment instead. */
  onLoan: () => void;
}

/** Divides a transaction among categories; what is left over is said until it is nothing. */
export function SplitForm(props: Props) {
  const id = props.row.split?.id;
  const lines = useQuery({ ...transactionQueries.split(id ?? ''), enabled: id !== undefined });
  if (lines.error) return <ErrorState error={lines.error} />;
  if (id !== undefined && !lines.data) return <Skeleton height={320} />;
  return <LinesForm {...props} lines={lines.data?.items ?? []} />;
}

function LinesForm({
  row,
  lines,
  onDone,
  onBack,
  onLoan,
}: Props & { lines: readonly Transaction[] }) {
  const locale = useLocale();
  const text = useProblemText();
  const { currency } = row.amount;
  const wholeMinor = row.split?.total.amountMinor ?? row.amount.amountMinor;
  const write = (minor: number) => moneyDraft(minor, currency, locale);
  const [drafts, setDrafts] = useState(() => firstLines(row, lines, write));
  const sizes = drafts.map((draft) => parseMoney(draft.amount, currency, locale));
  const restMinor = leftOver(wholeMinor, sizes);
  const sign = wholeMinor < 0 ? -1 : 1;
  const rest = (others: readonly LineDraft[]) => {
    const minor = leftOver(
      wholeMinor,
      others.map((one) => parseMoney(one.amount, currency, locale)),
    );
    return minor > 0 ? write(minor) : '';
  };
  const change = (key: number, part: Partial<LineDraft>) =>
    setDrafts((old) => withChange(old, key, part, rest));
  const { save, join } = useSplitChanges(row, onDone);
  const add = () =>
    setDrafts((old) => [
      ...old,
      {
        key: Math.max(...old.map((one) => one.key)) + 1,
        amount: restMinor > 0 ? write(restMinor) : '',
        categoryId: row.categoryId,
        note: '',
      },
    ]);
  const share = () => {
    const parts = equalParts(wholeMinor, drafts.length);
    setDrafts((old) => old.map((one, at) => ({ ...one, amount: write(parts[at] ?? 0) })));
  };
  const ready = restMinor === 0 && drafts.length > 1 && !sizes.includes(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    save.mutate(
      drafts.map((draft, at) => {
        const before = lines.find((line) => line.id === draft.transactionId) ?? row;
        return {
          ...(draft.transactionId && { transactionId: draft.transactionId }),
          amountMinor: sign * (sizes[at] ?? 0),
          note: draft.note || null,
          ...(draft.categoryId !== before.categoryId && { categoryId: draft.categoryId }),
        };
      }),
    );
  };
  const error = save.error ?? join.error;
  const { split } = row;
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={styles.head}>
        <strong>{row.payee}</strong>
        <Amount minor={wholeMinor} currency={currency} signed />
      </p>
      <ol className={styles.lines}>
        {drafts.map((draft, at) => (
          <LineFields
            key={draft.key}
            draft={draft}
            number={at + 1}
            currency={currency}
            onChange={(part) => change(draft.key, part)}
            {...(drafts.length > 2 && {
              onRemove: () => setDrafts((old) => old.filter((one) => one.key !== draft.key)),
            })}
          />
        ))}
      </ol>
      <div className={styles.tools}>
        <Button variant="default" size="compact-sm" onClick={add}>
          <Trans>Add a line</Trans>
        </Button>
        <Button variant="default" size="compact-sm" onClick={share}>
          <Trans>Equal parts</Trans>
        </Button>
        <span role="status" className={restMinor === 0 ? form.hint : form.problem}>
          {restMinor === 0 ? (
            <Trans>The lines add up.</Trans>
          ) : (
            <Trans>
              Left over: <Amount minor={restMinor} currency={currency} />
            </Trans>
          )}
        </span>
      </div>
      <LoanInstead row={row} onOpen={onLoan} />
      {error && (
        <p className={form.problem} role="alert">
          {text(error)}
        </p>
      )}
      <div className={form.buttons}>
        {split ? (
          <Button variant="subtle" loading={join.isPending} onClick={() => join.mutate(split.id)}>
            <Trans>Undo the split</Trans>
          </Button>
        ) : null}
        <Button variant="default" onClick={onBack}>
          <Trans>Back</Trans>
        </Button>
        <Button type="submit" loading={save.isPending} disabled={!ready}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}

type Lines = BodyIn<typeof splitTransaction>['lines'];

function useSplitChanges(row: Transaction, onDone: () => void) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const finish = async (sentence: string) => {
    await refreshHousehold();
    said(sentence);
    onDone();
  };
  const save = useMutation({
    mutationFn: (lines: Lines) =>
      api('PUT /transactions/:id/split', {
        params: { id: row.id },
        body: { version: row.version, lines },
      }),
    onSuccess: () => finish(t`Split.`),
  });
  const join = useMutation({
    mutationFn: (id: string) => api('DELETE /splits/:id', { params: { id } }),
    onSuccess: () => finish(t`One transaction again.`),
  });
  return { save, join };
}

interface LineProps {
  draft: LineDraft;
  number: number;
  currency: string;
  onChange: (part: Partial<LineDraft>) => void;
  /** Left out while there are only two. */
  onRemove?: () => void;
}

function LineFields({ draft, number, currency, onChange, onRemove }: LineProps) {
  const { t } = useLingui();
  return (
    <li className={styles.line}>
      <MoneyInput
        label={t`Amount of line ${number}`}
        currency={currency}
        value={draft.amount}
        onChange={(amount) => onChange({ amount })}
      />
      <CategorySelect
        label={t`Category`}
        value={draft.categoryId}
        onChange={(categoryId) => onChange({ categoryId })}
      />
      <TextInput
        label={t`Note`}
        maxLength={1000}
        value={draft.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      {onRemove && (
        <ActionIcon
          variant="subtle"
          size={36}
          className={styles.remove ?? ''}
          aria-label={t`Remove line ${number}`}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </li>
  );
}
