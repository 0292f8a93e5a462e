import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import {
  ACCOUNT_KINDS,
  type Account,
  type AccountKind,
  CURRENCIES,
  classOf,
  hasCreditLimit,
  hasInterestRate,
  hasMinimumPayment,
} from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import form from '../../ui/form.module.css';
import { MoneyInput, moneyDraft } from '../../ui/money-input.tsx';
import { refreshHousehold } from './accounts.queries.ts';

interface Props {
  account: Account | null;
  /** What a statement file already told of the account. */
  hint?: { name?: string; kind?: AccountKind; currency?: string; institution?: string; openedOn?: string };
  onDone: (account: Account) => void;
}

/** Opens an account or changes one. What is owed is typed as people say it: without a sign. */
export function AccountForm({ account, hint = {}, onDone }: Props) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const { household, today } = useSession();
  const text = useProblemText();
  const [kind, setKind] = useState<AccountKind>(account?.kind ?? hint.kind ?? 'checking');
  const [name, setName] = useState(account?.name ?? hint.name ?? '');
  const [institution, setInstitution] = useState(account?.institution ?? hint.institution ?? '');
  const [currency, setCurrency] = useState(account?.currency ?? hint.currency ?? household.homeCurrency);
  const [openedOn, setOpenedOn] = useState(account?.openedOn ?? hint.openedOn ?? today);
  const owed = classOf(kind) === 'liability';
  const draft = (minor: number | null | undefined) => (minor == null ? '' : moneyDraft(minor, currency, locale));
  const opening = account?.openingBalance.amountMinor ?? 0;
  const [balance, setBalance] = useState(draft(account && classOf(account.kind) === 'liability' ? -opening : opening));
  const [limit, setLimit] = useState(draft(account?.creditLimitMinor));
  const [rate, setRate] = useState(account?.interestRate ?? '');
  const [payment, setPayment] = useState(draft(account?.minimumPaymentMinor));
  const [hidden, setHidden] = useState(account?.hiddenFromNetWorth ?? false);
  const [key] = useState(newIdempotencyKey);
  const minor = (value: string) => (value.trim() === '' ? null : parseMoney(value, currency, locale));
  const typed = minor(balance) ?? 0;

  const save = useMutation({
    mutationFn: () => {
      const body = {
        name,
        kind,
        openedOn,
        openingBalanceMinor: owed && typed !== 0 ? -typed : typed,
        institution: institution || null,
        hiddenFromNetWorth: hidden,
        ...(hasCreditLimit(kind) && { creditLimitMinor: minor(limit) }),
        ...(hasInterestRate(kind) && { interestRate: rate.trim().replace(',', '.') || null }),
        ...(hasMinimumPayment(kind) && { minimumPaymentMinor: minor(payment) }),
      };
      return account
        ? api('PATCH /accounts/:id', { params: { id: account.id }, body: { ...body, version: account.version } })
        : api('POST /accounts', { body: { ...body, currency }, idempotencyKey: key });
    },
    onSuccess: async (saved) => {
      await refreshHousehold();
      onDone(saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <div className={form.pair}>
        <NativeSelect
          label={t`Kind`}
          value={kind}
          data={ACCOUNT_KINDS.map((one) => ({ value: one, label: i18n._(KIND_NAMES[one]) }))}
          onChange={(event) => setKind(event.currentTarget.value as AccountKind)}
        />
        <NativeSelect
          label={t`Currency`}
          value={currency}
          disabled={account !== null}
          data={[...CURRENCIES]}
          onChange={(event) => setCurrency(event.currentTarget.value)}
        />
      </div>
      <TextInput
        data-autofocus
        label={t`Name`}
        required
        withAsterisk={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t`Institution`}
        maxLength={120}
        value={institution}
        onChange={(event) => setInstitution(event.currentTarget.value)}
      />
      <div className={form.pair}>
        <MoneyInput
          label={owed ? t`Owed then` : t`Balance then`}
          currency={currency}
          value={balance}
          onChange={setBalance}
        />
        <TextInput
          label={t`As of the start of`}
          type="date"
          required
          withAsterisk={false}
          value={openedOn}
          onChange={(event) => setOpenedOn(event.currentTarget.value)}
        />
      </div>
      <p className={form.hint}>
        <Trans>Older transactions may be added later: they explain this balance and do not change it.</Trans>
      </p>
      {(hasCreditLimit(kind) || hasMinimumPayment(kind)) && (
        <div className={form.pair}>
          {hasCreditLimit(kind) && (
            <MoneyInput label={t`Credit limit`} currency={currency} value={limit} onChange={setLimit} />
          )}
          {hasMinimumPayment(kind) && (
            <MoneyInput label={t`Minimum payment`} currency={currency} value={payment} onChange={setPayment} />
          )}
        </div>
      )}
      {hasInterestRate(kind) && (
        <TextInput
          label={t`Interest, percent a year`}
          inputMode="decimal"
          value={rate}
          onChange={(event) => setRate(event.currentTarget.value)}
        />
      )}
      <Checkbox
        label={t`Leave out of net worth`}
        checked={hidden}
        onChange={(event) => setHidden(event.currentTarget.checked)}
      />
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button type="submit" loading={save.isPending}>
          {account ? <Trans>Save</Trans> : <Trans>Add account</Trans>}
        </Button>
      </div>
    </form>
  );
}
