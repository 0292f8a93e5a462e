import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { CategorySelect } from '../../ui/category-select.tsx';
import form from '../../ui/form.module.css';
import { MoneyInput, moneyDraft } from '../../ui/money-input.tsx';
import { toast } from '../../ui/toasts.tsx';
import { DeleteButton } from './delete-button.tsx';
import { editOne, refreshHousehold } from './transactions.queries.ts';
import styles from './transactions-page.module.css';
import { TransferSection } from './transfer-section.tsx';

interface Props {
  row: Transaction | null;
  accountId?: string | undefined;
  onDone: () => void;
}

/** Adds a transaction, or changes one. Out and in are chosen, so that nobody types a sign. */
export function TransactionForm({ row, accountId, onDone }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { today } = useSession();
  const text = useProblemText();
  const accounts = useQuery(accountQueries.list());
  const open = (accounts.data?.items ?? []).filter((one) => one.closedOn === null || one.id === row?.accountId);
  const [account, setAccount] = useState(row?.accountId ?? accountId ?? '');
  const chosen = open.find((one) => one.id === account) ?? open[0];
  const currency = row?.amount.currency ?? chosen?.currency ?? 'USD';
  const [direction, setDirection] = useState<'out' | 'in'>(row && row.amount.amountMinor > 0 ? 'in' : 'out');
  const [amount, setAmount] = useState(row ? moneyDraft(Math.abs(row.amount.amountMinor), currency, locale) : '');
  const [day, setDay] = useState(row?.postedOn ?? today);
  const [payee, setPayee] = useState(row?.payee ?? '');
  const [memo, setMemo] = useState(row?.memo ?? '');
  const [category, setCategory] = useState(row?.categoryId ?? '');
  const [key] = useState(newIdempotencyKey);
  const size = parseMoney(amount, currency, locale);
  const amountMinor = size === null ? null : direction === 'out' ? -Math.abs(size) : Math.abs(size);
  const locked = row?.kind === 'valuation';

  const save = useMutation({
    mutationFn: async () => {
      if (amountMinor === null || !chosen) return;
      if (row === null) {
        const body = { accountId: chosen.id, postedOn: day, payee, memo: memo || null, amountMinor };
        await api('POST /transactions', {
          body: category ? { ...body, categoryId: category } : body,
          idempotencyKey: key,
        });
      } else {
        await editOne(row, changes(row, { accountId: chosen.id, postedOn: day, payee, memo: memo || null, amountMinor, categoryId: category }));
      }
    },
    onSuccess: async () => {
      await refreshHousehold();
      toast(row ? t`Saved.` : t`Added.`);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (amountMinor !== null) save.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {row?.originalPayee && (
        <p className={styles.original}>
          <Trans>The bank wrote: {row.originalPayee}</Trans>
        </p>
      )}
      <div className={form.pair}>
        <NativeSelect
          label={t`Direction`}
          disabled={locked}
          value={direction}
          data={[
            { value: 'out', label: t`Money out` },
            { value: 'in', label: t`Money in` },
          ]}
          onChange={(event) => setDirection(event.currentTarget.value as 'in' | 'out')}
        />
        <MoneyInput label={t`Amount`} currency={currency} value={amount} onChange={setAmount} disabled={locked} required />
      </div>
      <TextInput
        label={t`Payee`}
        maxLength={200}
        value={payee}
        disabled={locked}
        onChange={(event) => setPayee(event.currentTarget.value)}
      />
      <div className={form.pair}>
        <TextInput
          label={t`Date`}
          type="date"
          required
          withAsterisk={false}
          disabled={locked}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <NativeSelect
          label={t`Account`}
          disabled={locked}
          value={chosen?.id ?? ''}
          data={open.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(event) => setAccount(event.currentTarget.value)}
        />
      </div>
      {!locked && (
        <CategorySelect
          label={t`Category`}
          value={category}
          onChange={setCategory}
          {...(row === null && { emptyLabel: t`Recognise it` })}
        />
      )}
      {row && <Reason row={row} />}
      <TextInput
        label={t`Memo`}
        maxLength={500}
        value={memo}
        disabled={locked}
        onChange={(event) => setMemo(event.currentTarget.value)}
      />
      {row && !locked && <TransferSection row={row} onDone={onDone} />}
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      <div className={form.buttons}>
        {row && <DeleteButton row={row} onDone={onDone} />}
        <Button type="submit" loading={save.isPending} disabled={amountMinor === null || !chosen || locked}>
          {row ? <Trans>Save</Trans> : <Trans>Add</Trans>}
        </Button>
      </div>
    </form>
  );
}

/** Who decided the category, and how sure that was. */
function Reason({ row }: { row: Transaction }) {
  const { t } = useLingui();
  const { data } = useQuery(categoryQueries.list());
  const name = data?.items.find((one) => one.id === row.categoryId)?.name ?? '';
  const percent = Math.round((row.confidence ?? 0) * 100);
  const reasons: Record<Transaction['categorySource'], string> = {
    user: t`You chose ${name}.`,
    transfer: t`Linked as a transfer.`,
    rule: t`One of your rules chose ${name}.`,
    history: t`You chose ${name} for this merchant before.`,
    file: t`The file said ${name}.`,
    base: t`Recognised as ${name}, ${percent}% sure.`,
  };
  return <p className={form.hint}>{reasons[row.categorySource]}</p>;
}

/** Only what differs: an untouched category must not count as a choice. */
function changes(row: Transaction, wish: {
  accountId: string;
  postedOn: string;
  payee: string;
  memo: string | null;
  amountMinor: number;
  categoryId: string;
}) {
  return {
    ...(wish.accountId !== row.accountId && { accountId: wish.accountId }),
    ...(wish.postedOn !== row.postedOn && { postedOn: wish.postedOn }),
    ...(wish.payee !== row.payee && { payee: wish.payee }),
    ...(wish.memo !== row.memo && { memo: wish.memo }),
    ...(wish.amountMinor !== row.amount.amountMinor && { amountMinor: wish.amountMinor }),
    ...(wish.categoryId !== row.categoryId && { categoryId: wish.categoryId }),
    ...(row.needsReview && { needsReview: false }),
  };
}
