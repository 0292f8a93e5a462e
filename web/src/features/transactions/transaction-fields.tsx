import { useLingui } from '@lingui/react/macro';
import { Checkbox, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import type { Account } from '@picture/contract';
import type { ReactNode } from 'react';
import { CategorySelect } from '../../ui/category-select.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import form from '../../ui/form.module.css';
import { MoneyInput } from '../../ui/money-input.tsx';
import { TagPicker } from '../../ui/tag-picker.tsx';

/** A transaction as it is typed. */
export interface TransactionDraft {
  accountId: string;
  direction: 'in' | 'out';
  amount: string;
  postedOn: string;
  payee: string;
  note: string;
  /** By name. */
  tags: readonly string[];
  isHidden: boolean;
  categoryId: string;
  /** The new payee is the name of all that were called as this one was. */
  isForAll: boolean;
}

interface Props {
  draft: TransactionDraft;
  onChange: (change: Partial<TransactionDraft>) => void;
  accounts: readonly Account[];
  currency: string;
  /** A told value is told again, not edited. */
  locked: boolean;
  /** Empty where there was none. */
  payeeBefore: string;
  isNew: boolean;
  /** The amount of one line of a split is changed with the others. */
  isLine: boolean;
  /** Stands beneath the category. */
  children: ReactNode;
}

export function TransactionFields(props: Props) {
  const { t } = useLingui();
  const { draft, onChange, locked } = props;
  return (
    <>
      <div className={form.pair}>
        <NativeSelect
          label={t`Direction`}
          disabled={locked || props.isLine}
          value={draft.direction}
          data={[
            { value: 'out', label: t`Money out` },
            { value: 'in', label: t`Money in` },
          ]}
          onChange={(event) => onChange({ direction: event.currentTarget.value as 'in' | 'out' })}
        />
        <MoneyInput
          label={t`Amount`}
          currency={props.currency}
          value={draft.amount}
          onChange={(amount) => onChange({ amount })}
          disabled={locked || props.isLine}
          required
        />
      </div>
      <PayeeFields {...props} />
      <div className={form.pair}>
        <DayInput
          label={t`Date`}
          required
          disabled={locked}
          value={draft.postedOn}
          onChange={(postedOn) => onChange({ postedOn })}
        />
        <NativeSelect
          label={t`Account`}
          disabled={locked}
          value={draft.accountId}
          data={props.accounts.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(event) => onChange({ accountId: event.currentTarget.value })}
        />
      </div>
      {!locked && (
        <CategorySelect
          label={t`Category`}
          value={draft.categoryId}
          onChange={(categoryId) => onChange({ categoryId })}
          {...(props.isNew && { emptyLabel: t`Recognise it` })}
        />
      )}
      {props.children}
      <TagPicker
        label={t`Tags`}
        placeholder={t`Trip, tax, shared…`}
        value={draft.tags}
        disabled={locked}
        onChange={(tags) => onChange({ tags })}
      />
      <Textarea
        label={t`Note`}
        maxLength={1000}
        autosize
        minRows={1}
        maxRows={6}
        value={draft.note}
        disabled={locked}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      {!props.isNew && (
        <Switch
          label={t`Leave out of income and spending`}
          checked={draft.isHidden}
          disabled={locked}
          onChange={(event) => onChange({ isHidden: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function PayeeFields({ draft, onChange, locked, payeeBefore }: Props) {
  const { t } = useLingui();
  return (
    <>
      <TextInput
        label={t`Payee`}
        maxLength={200}
        value={draft.payee}
        disabled={locked}
        onChange={(event) => onChange({ payee: event.currentTarget.value })}
      />
      {payeeBefore && draft.payee.trim() && draft.payee !== payeeBefore && (
        <Checkbox
          label={t`Rename all of ${payeeBefore}, and those to come`}
          checked={draft.isForAll}
          onChange={(event) => onChange({ isForAll: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
