import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import {
  ACCOUNT_KINDS,
  type AccountKind,
  CURRENCIES,
  classOf,
  hasCreditLimit,
  hasInterestRate,
  hasMinimumPayment,
} from '@picture/contract';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { DayInput } from '../../ui/day-input.tsx';
import form from '../../ui/form.module.css';
import { MoneyInput } from '../../ui/money-input.tsx';

/** An account as it is typed. */
export interface AccountDraft {
  kind: AccountKind;
  name: string;
  institution: string;
  currency: string;
  openedOn: string;
  balance: string;
  limit: string;
  rate: string;
  payment: string;
  hidden: boolean;
  isPrivate: boolean;
}

interface Props {
  draft: AccountDraft;
  isNew: boolean;
  /** Whose an account is decides who sees it. */
  isOwn: boolean;
  onChange: (change: Partial<AccountDraft>) => void;
}

export function AccountFields({ draft, isNew, isOwn, onChange }: Props) {
  const { t, i18n } = useLingui();
  const owed = classOf(draft.kind) === 'liability';
  return (
    <>
      <div className={form.pair}>
        <NativeSelect
          label={t`Kind`}
          value={draft.kind}
          data={ACCOUNT_KINDS.map((one) => ({ value: one, label: i18n._(KIND_NAMES[one]) }))}
          onChange={(event) => onChange({ kind: event.currentTarget.value as AccountKind })}
        />
        <NativeSelect
          label={t`Currency`}
          value={draft.currency}
          disabled={!isNew}
          data={[...CURRENCIES]}
          onChange={(event) => onChange({ currency: event.currentTarget.value })}
        />
      </div>
      <TextInput
        data-autofocus
        label={t`Name`}
        required
        withAsterisk={false}
        maxLength={120}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t`Institution`}
        maxLength={120}
        value={draft.institution}
        onChange={(event) => onChange({ institution: event.currentTarget.value })}
      />
      <div className={form.pair}>
        <MoneyInput
          label={owed ? t`Owed then` : t`Balance then`}
          currency={draft.currency}
          value={draft.balance}
          onChange={(balance) => onChange({ balance })}
        />
        <DayInput
          label={t`As of the start of`}
          required
          value={draft.openedOn}
          onChange={(openedOn) => onChange({ openedOn })}
        />
      </div>
      <p className={form.hint}>
        <Trans>
          Older transactions may be added later: they explain this balance and do not change it.
        </Trans>
      </p>
      <TermFields draft={draft} onChange={onChange} />
      <Checkbox
        label={t`Leave out of net worth`}
        checked={draft.hidden}
        onChange={(event) => onChange({ hidden: event.currentTarget.checked })}
      />
      {isOwn && (
        <Checkbox
          label={t`Only I see this account`}
          description={t`Nobody else in the household is shown it, what is in it or what it adds to totals; owners neither. If you leave, it goes with you.`}
          checked={draft.isPrivate}
          onChange={(event) => onChange({ isPrivate: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

/** Limit, payment and interest, where the kind has them. */
function TermFields({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const { t } = useLingui();
  return (
    <>
      {(hasCreditLimit(draft.kind) || hasMinimumPayment(draft.kind)) && (
        <div className={form.pair}>
          {hasCreditLimit(draft.kind) && (
            <MoneyInput
              label={t`Credit limit`}
              currency={draft.currency}
              value={draft.limit}
              onChange={(limit) => onChange({ limit })}
            />
          )}
          {hasMinimumPayment(draft.kind) && (
            <MoneyInput
              label={t`Minimum payment`}
              currency={draft.currency}
              value={draft.payment}
              onChange={(payment) => onChange({ payment })}
            />
          )}
        </div>
      )}
      {hasInterestRate(draft.kind) && (
        <TextInput
          label={t`Interest, percent a year`}
          inputMode="decimal"
          value={draft.rate}
          onChange={(event) => onChange({ rate: event.currentTarget.value })}
        />
      )}
    </>
  );
}
