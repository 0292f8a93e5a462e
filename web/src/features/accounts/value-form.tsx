import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Account } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import form from '../../ui/form.module.css';
import { MoneyInput, moneyDraft } from '../../ui/money-input.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';

/** Tells what something is worth; what is owed is typed without a sign. */
export function ValueForm({ account, onDone }: { account: Account; onDone: () => void }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const locale = useLocale();
  const { today } = useSession();
  const text = useProblemText();
  const owed = account.class === 'liability';
  const shown = owed ? -account.balance.amountMinor : account.balance.amountMinor;
  const [value, setValue] = useState(moneyDraft(shown, account.currency, locale));
  const [on, setOn] = useState(today);
  const typed = parseMoney(value, account.currency, locale);
  const save = useMutation({
    mutationFn: (minor: number) =>
      api('PUT /accounts/:id/values/:on', {
        params: { id: account.id, on },
        body: { valueMinor: owed && minor !== 0 ? -minor : minor },
      }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Saved.`);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== null) save.mutate(typed);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <MoneyInput
        label={owed ? t`Owed` : t`Worth`}
        currency={account.currency}
        value={value}
        onChange={setValue}
        required
      />
      <DayInput label={t`At the end of`} value={on} max={today} required onChange={setOn} />
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button type="submit" loading={save.isPending} disabled={typed === null}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}
