import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { CURRENCIES } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useCurrencyNames } from '../../lib/currency-names.ts';
import { beginAnew } from '../../lib/households.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useSession } from '../../lib/session.ts';
import form from '../../ui/form.module.css';

export function HouseholdForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useLingui();
  const text = useProblemText();
  const { household } = useSession();
  const currencyNames = useCurrencyNames();
  const [name, setName] = useState('');
  const [homeCurrency, setHomeCurrency] = useState(household.homeCurrency);
  const make = useMutation({
    mutationFn: () =>
      api('POST /households', { body: { name, homeCurrency, timeZone: household.timeZone } }),
    onSuccess: beginAnew,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p>
        <Trans>
          Accounts, categories and members of its own: nobody of this household sees into it unless
          you invite them.
        </Trans>
      </p>
      <TextInput
        label={t`Name`}
        autoComplete="off"
        required
        withAsterisk={false}
        maxLength={120}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t`Home currency`}
        description={t`Totals are told in it.`}
        value={homeCurrency}
        data={CURRENCIES.map((code) => ({ value: code, label: currencyNames(code) }))}
        onChange={(event) => setHomeCurrency(event.currentTarget.value)}
      />
      {make.error && (
        <p className={form.problem} role="alert">
          {text(make.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button variant="default" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={make.isPending || make.isSuccess}>
          <Trans>Make and go there</Trans>
        </Button>
      </div>
    </form>
  );
}
