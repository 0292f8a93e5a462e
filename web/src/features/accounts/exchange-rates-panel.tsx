import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { CURRENCIES } from '@picture/contract';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/dates.ts';
import { formatDecimal } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import form from '../../ui/form.module.css';
import { toast } from '../../ui/toasts.tsx';
import styles from './accounts.module.css';
import { ratesQuery } from './accounts.queries.ts';

/** Exchange rates typed by hand: without one, an account stays out of the totals. */
export function ExchangeRatesPanel() {
  const { t } = useLingui();
  const locale = useLocale();
  const { household, today } = useSession();
  const text = useProblemText();
  const rates = useQuery(ratesQuery);
  const accounts = useQuery(accountQueries.list());
  const missing = accounts.data?.missingRates ?? [];
  const home = household.homeCurrency;
  const choices = CURRENCIES.filter((code) => code !== home);
  const [wish, setWish] = useState<string | null>(null);
  const currency = wish ?? missing[0] ?? (home === 'EUR' ? 'USD' : 'EUR');
  const [on, setOn] = useState(today);
  const [rate, setRate] = useState('');
  const save = useMutation({
    mutationFn: () =>
      api('PUT /exchange-rates/:currency/:on', {
        params: { currency, on },
        body: { rate: rate.trim().replace(',', '.') },
      }),
    onSuccess: async () => {
      setRate('');
      await refreshHousehold();
      toast(t`Saved.`);
    },
  });
  const remove = useMutation({
    mutationFn: (params: { currency: string; on: string }) =>
      api('DELETE /exchange-rates/:currency/:on', { params }),
    onSuccess: refreshHousehold,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Card title={<Trans>Exchange rates</Trans>}>
      <p className={form.hint}>
        {missing.length > 0 ? (
          <Trans>
            {missing.join(', ')} has no rate yet: accounts in it are left out of the totals.
          </Trans>
        ) : (
          <Trans>Accounts in another currency count in totals by the newest rate.</Trans>
        )}
      </p>
      <form className={styles.rateForm} onSubmit={submit}>
        <NativeSelect
          label={t`One`}
          value={currency}
          data={choices}
          onChange={(event) => setWish(event.currentTarget.value)}
        />
        <TextInput
          label={t`is in ${home}`}
          inputMode="decimal"
          required
          withAsterisk={false}
          pattern="\d{1,12}([.,]\d{1,12})?"
          value={rate}
          onChange={(event) => setRate(event.currentTarget.value)}
        />
        <DayInput label={t`from`} required value={on} onChange={setOn} />
        <Button type="submit" loading={save.isPending}>
          <Trans>Save</Trans>
        </Button>
      </form>
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      {rates.data && rates.data.items.length > 0 && (
        <table className={styles.rates}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Currency</Trans>
              </th>
              <th scope="col">
                <Trans>From</Trans>
              </th>
              <th scope="col">
                <Trans>Rate</Trans>
              </th>
              <th scope="col">
                <span className="visually-hidden">
                  <Trans>Delete</Trans>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rates.data.items.map((one) => (
              <tr key={`${one.currency} ${one.on}`}>
                <td>{one.currency}</td>
                <td>{formatDate(one.on, locale)}</td>
                <td>{formatDecimal(one.rate, locale)}</td>
                <td>
                  <ActionIcon
                    variant="subtle"
                    color="var(--ink-2)"
                    aria-label={t`Delete the rate of ${one.currency}`}
                    onClick={() => remove.mutate({ currency: one.currency, on: one.on })}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
