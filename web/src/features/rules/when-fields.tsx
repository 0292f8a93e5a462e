import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';
import form from '../../ui/form.module.css';
import { MoneyInput } from '../../ui/money-input.tsx';
import type { RuleDraft } from './rule-draft.ts';
import styles from './rules.module.css';

interface Props {
  draft: RuleDraft;
  onChange: (part: Partial<RuleDraft>) => void;
  currency: string;
}

/** What a transaction must be like. */
export function WhenFields({ draft, onChange, currency }: Props) {
  const { t } = useLingui();
  const accounts = useQuery(accountQueries.list());
  const days = Array.from({ length: 31 }, (_, at) => String(at + 1));
  return (
    <fieldset className={styles.part}>
      <legend>
        <Trans>When</Trans>
      </legend>
      <TextInput
        label={t`Words in the payee, memo or note`}
        maxLength={120}
        data-autofocus
        value={draft.contains}
        onChange={(event) => onChange({ contains: event.currentTarget.value })}
      />
      <div className={form.pair}>
        <NativeSelect
          label={t`Direction`}
          value={draft.direction}
          data={[
            { value: '', label: t`In and out` },
            { value: 'in', label: t`Money in` },
            { value: 'out', label: t`Money out` },
          ]}
          onChange={(event) =>
            onChange({ direction: event.currentTarget.value as RuleDraft['direction'] })
          }
        />
        <NativeSelect
          label={t`Account`}
          value={draft.accountId}
          data={[
            { value: '', label: t`All accounts` },
            ...(accounts.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(event) => onChange({ accountId: event.currentTarget.value })}
        />
      </div>
      <div className={form.pair}>
        <MoneyInput
          label={t`At least`}
          currency={currency}
          value={draft.min}
          onChange={(min) => onChange({ min })}
        />
        <MoneyInput
          label={t`At most`}
          currency={currency}
          value={draft.max}
          onChange={(max) => onChange({ max })}
        />
      </div>
      <div className={form.pair}>
        <NativeSelect
          label={t`From day of the month`}
          value={draft.fromDay}
          data={[{ value: '', label: t`Any` }, ...days]}
          onChange={(event) => onChange({ fromDay: event.currentTarget.value })}
        />
        <NativeSelect
          label={t`To day of the month`}
          value={draft.toDay}
          data={[{ value: '', label: t`Any` }, ...days]}
          onChange={(event) => onChange({ toDay: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}
