import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import {
  type Account,
  type AccountKind,
  classOf,
  hasCreditLimit,
  hasInterestRate,
  hasMinimumPayment,
} from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import type { Locale } from '../../lib/locale.ts';
import { formatDecimal, parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import form from '../../ui/form.module.css';
import { moneyDraft } from '../../ui/money-input.tsx';
import { type AccountDraft, AccountFields } from './account-fields.tsx';

interface Hint {
  name?: string;
  kind?: AccountKind;
  currency?: string;
  institution?: string;
  openedOn?: string;
}

interface Props {
  account: Account | null;
  /** What a statement file already told of the account. */
  hint?: Hint;
  onDone: (account: Account) => void;
}

/** Opens an account or changes one. What is owed is typed as people say it: without a sign. */
export function AccountForm({ account, hint = {}, onDone }: Props) {
  const locale = useLocale();
  const { household, today, user } = useSession();
  const { t } = useLingui();
  const text = useProblemText();
  const [draft, setDraft] = useState<AccountDraft>(() =>
    account
      ? draftOf(account, locale)
      : { ...EMPTY, currency: household.homeCurrency, openedOn: today, ...hint },
  );
  const isOwn = account === null || account.owner?.userId === user.id;
  const [key] = useState(newIdempotencyKey);
  const save = useMutation({
    mutationFn: () => {
      const body = { ...bodyOf(draft, locale), ...(isOwn && { isPrivate: draft.isPrivate }) };
      return account
        ? api('PATCH /accounts/:id', {
            params: { id: account.id },
            body: { ...body, version: account.version },
          })
        : api('POST /accounts', {
            body: { ...body, currency: draft.currency },
            idempotencyKey: key,
          });
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
    <form className={form.form} onSubmit={submit} aria-label={t`Account`}>
      <AccountFields
        draft={draft}
        isNew={account === null}
        isOwn={isOwn}
        onChange={(change) => setDraft((old) => ({ ...old, ...change }))}
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

const EMPTY: Omit<AccountDraft, 'currency' | 'openedOn'> = {
  kind: 'checking',
  name: '',
  institution: '',
  balance: '',
  limit: '',
  rate: '',
  payment: '',
  hidden: false,
  isPrivate: false,
};

function draftOf(account: Account, locale: Locale): AccountDraft {
  const typed = (minor: number | null) =>
    minor === null ? '' : moneyDraft(minor, account.currency, locale);
  const opening = account.openingBalance.amountMinor;
  return {
    kind: account.kind,
    name: account.name,
    institution: account.institution ?? '',
    currency: account.currency,
    openedOn: account.openedOn,
    balance: typed(account.class === 'liability' ? 0 - opening : opening),
    limit: typed(account.creditLimitMinor),
    rate: formatDecimal(account.interestRate ?? '', locale),
    payment: typed(account.minimumPaymentMinor),
    hidden: account.hiddenFromNetWorth,
    isPrivate: account.isPrivate,
  };
}

function bodyOf(draft: AccountDraft, locale: Locale) {
  const minor = (text: string) =>
    text.trim() === '' ? null : parseMoney(text, draft.currency, locale);
  const balance = minor(draft.balance) ?? 0;
  return {
    name: draft.name,
    kind: draft.kind,
    openedOn: draft.openedOn,
    openingBalanceMinor: classOf(draft.kind) === 'liability' ? 0 - balance : balance,
    institution: draft.institution || null,
    hiddenFromNetWorth: draft.hidden,
    ...(hasCreditLimit(draft.kind) && { creditLimitMinor: minor(draft.limit) }),
    ...(hasInterestRate(draft.kind) && {
      interestRate: draft.rate.trim().replace(',', '.') || null,
    }),
    ...(hasMinimumPayment(draft.kind) && { minimumPaymentMinor: minor(draft.payment) }),
  };
}
