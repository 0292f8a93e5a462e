import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { type BodyIn, CURRENCIES, type updateSettings } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, authenticate } from '../../lib/api.ts';
import { type Theme, useTheme } from '../../lib/color-scheme.ts';
import { activate } from '../../lib/i18n.ts';
import { singleKeys } from '../../lib/preferences.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { sessionQuery, useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { toast } from '../../ui/toasts.tsx';
import { ExchangeRatesPanel } from '../accounts/index.ts';
import styles from './settings-page.module.css';

type Wish = BodyIn<typeof updateSettings>;

export function SettingsPage() {
  const { t } = useLingui();
  const { user, household } = useSession();
  const { theme, setTheme } = useTheme();
  const text = useProblemText();
  const keys = singleKeys.use();
  const save = useMutation({
    mutationFn: (wish: Wish) => api('PATCH /settings', { body: wish }),
    onSuccess: async (session, wish) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      if (wish.language) await activate(wish.language);
      await queryClient.invalidateQueries();
      toast(t`Saved.`);
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  const isOwner = household.role === 'owner';
  const currencyNames = useCurrencyNames();
  return (
    <div className={styles.page}>
      <Card title={<Trans>You</Trans>}>
        <div className={styles.fields}>
          <TextEntry
            label={t`Name`}
            value={user.name}
            onSave={(userName) => save.mutate({ userName })}
          />
          <TextInput label={t`Email`} value={user.email} readOnly variant="unstyled" />
          <NativeSelect
            label={t`Language`}
            value={user.language}
            data={[
              { value: 'en', label: 'English' },
              { value: 'es', label: 'Español' },
            ]}
            onChange={(event) =>
              save.mutate({ language: event.currentTarget.value as 'en' | 'es' })
            }
          />
          <NativeSelect
            label={t`Theme`}
            value={theme}
            data={[
              { value: 'system', label: t`As on this device` },
              { value: 'light', label: t`Light` },
              { value: 'dark', label: t`Dark` },
            ]}
            onChange={(event) => {
              const wish = event.currentTarget.value as Theme;
              setTheme(wish);
              save.mutate({ theme: wish });
            }}
          />
          <Switch
            label={t`Single-letter keys`}
            description={t`Press ? on any page for its list.`}
            checked={keys}
            onChange={(event) => singleKeys.set(event.currentTarget.checked)}
          />
        </div>
      </Card>
      <Card title={<Trans>Household</Trans>}>
        <div className={styles.fields}>
          <TextEntry
            label={t`Name`}
            value={household.name}
            disabled={!isOwner}
            onSave={(householdName) => save.mutate({ householdName })}
          />
          <NativeSelect
            label={t`Home currency`}
            description={t`Totals are told in it.`}
            disabled={!isOwner}
            value={household.homeCurrency}
            data={CURRENCIES.map((code) => ({ value: code, label: currencyNames(code) }))}
            onChange={(event) => save.mutate({ homeCurrency: event.currentTarget.value })}
          />
          <NativeSelect
            label={t`Time zone`}
            description={t`When a day ends.`}
            disabled={!isOwner}
            value={household.timeZone}
            data={[...new Set([household.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
            onChange={(event) => save.mutate({ timeZone: event.currentTarget.value })}
          />
        </div>
      </Card>
      <ExchangeRatesPanel />
      <SignOut />
    </div>
  );
}

function SignOut() {
  const router = useRouter();
  const out = useMutation({
    mutationFn: () => authenticate('sign-out', {}),
    onSuccess: () => {
      queryClient.clear();
      void router.navigate({ to: '/sign-in' });
    },
  });
  return (
    <Card title={<Trans>This session</Trans>}>
      <Button variant="default" loading={out.isPending} onClick={() => out.mutate()}>
        <Trans>Sign out</Trans>
      </Button>
    </Card>
  );
}

/** A text that is saved when it is left or Enter is pressed, and put back with Escape. */
function TextEntry(props: {
  label: string;
  value: string;
  disabled?: boolean;
  onSave: (value: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    const wish = draft?.trim();
    if (wish && wish !== props.value) props.onSave(wish);
    setDraft(null);
  };
  return (
    <TextInput
      label={props.label}
      disabled={props.disabled ?? false}
      maxLength={120}
      value={draft ?? props.value}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}

function useCurrencyNames(): (code: string) => string {
  const { i18n } = useLingui();
  const names = new Intl.DisplayNames(i18n.locale, { type: 'currency' });
  return (code) => `${code} · ${names.of(code) ?? code}`;
}
