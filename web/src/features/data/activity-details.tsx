import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { AuditEntryView } from '@picture/contract';
import type { ReactNode } from 'react';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { formatDate } from '../../lib/dates.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { useNames } from './activity-sentences.ts';
import styles from './data.module.css';
import { changedFields, type FieldChange, fieldsOf } from './entry-facts.ts';

/** The fields a person can make sense of, in words. Ids, marks and the like are left out. */
const FIELDS: Record<string, MessageDescriptor> = {
  name: msg`Name`,
  household_name: msg`Name of the household`,
  user_name: msg`Name`,
  email: msg`Email`,
  role: msg`Role`,
  kind: msg`Kind`,
  type: msg`Type`,
  institution: msg`Institution`,
  currency: msg`Currency`,
  home_currency: msg`Home currency`,
  time_zone: msg`Time zone`,
  language: msg`Language`,
  theme: msg`Theme`,
  number_style: msg`Numbers`,
  date_style: msg`Dates`,
  first_day_of_month: msg`First day of the month`,
  opened_on: msg`Opened on`,
  closed_on: msg`Closed on`,
  opening_balance_minor: msg`Opening balance`,
  credit_limit_minor: msg`Credit limit`,
  interest_rate: msg`Interest rate`,
  minimum_payment_minor: msg`Minimum payment`,
  hidden_from_net_worth: msg`Left out of net worth`,
  value_minor: msg`Worth`,
  payee: msg`Payee`,
  memo: msg`Memo`,
  amount_minor: msg`Amount`,
  posted_on: msg`Day`,
  on_day: msg`Day`,
  on: msg`Day`,
  category_id: msg`Category`,
  account_id: msg`Account`,
  parent_id: msg`Group`,
  move_to: msg`Moved to`,
  check_number: msg`Check number`,
  contains: msg`Contains`,
  direction: msg`Direction`,
  rate: msg`Rate`,
  file_name: msg`File`,
  scope: msg`May do`,
};

const WORDS: Record<string, MessageDescriptor> = {
  ...KIND_NAMES,
  in: msg`Money in`,
  out: msg`Money out`,
  income: msg`Income`,
  expense: msg`Spending`,
  transfer: msg`Transfer`,
  standard: msg`Standard`,
  valuation: msg`Value told`,
  viewer: msg`Viewer`,
  editor: msg`Editor`,
  owner: msg`Owner`,
  light: msg`Light`,
  dark: msg`Dark`,
  system: msg`As on this device`,
};

/** Fields whose values are words of ours, and not what somebody typed. */
const WORDED = new Set(['kind', 'type', 'direction', 'role', 'theme']);

export const tellableChanges = (entry: AuditEntryView): FieldChange[] =>
  changedFields(entry).filter((change) => change.field in FIELDS);

/** What changed, field by field, before and after. */
export function ActivityDetails({ entry }: { entry: AuditEntryView }) {
  const { i18n } = useLingui();
  const valueText = useValueText(entry);
  const changes = tellableChanges(entry);
  const hasBefore = changes.some((change) => change.before !== null);
  const hasAfter = changes.some((change) => change.after !== null);
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">
            <Trans>What</Trans>
          </th>
          {hasBefore && (
            <th scope="col">
              <Trans>Before</Trans>
            </th>
          )}
          {hasAfter && (
            <th scope="col">
              <Trans>After</Trans>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{FIELDS[field] && i18n._(FIELDS[field])}</th>
            {hasBefore && <td>{valueText(field, before)}</td>}
            {hasAfter && <td>{valueText(field, after)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useValueText(entry: AuditEntryView): (field: string, value: unknown) => ReactNode {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const { household } = useSession();
  const nameById = useNames();
  const { currency } = { ...fieldsOf(entry.before), ...fieldsOf(entry.after) };
  return (field, value) => {
    if (value === null || value === '') return '—';
    if (field.endsWith('_minor') && typeof value === 'number') {
      const known = typeof currency === 'string' ? currency : household.homeCurrency;
      return <Amount minor={value} currency={known} />;
    }
    if (field === 'hidden_from_net_worth') return value ? t`Yes` : t`No`;
    if (field.endsWith('_id') || field === 'move_to') return nameById(value) ?? t`no longer there`;
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
      return formatDate(value, locale);
    }
    const word = WORDED.has(field) ? WORDS[String(value)] : undefined;
    return word ? i18n._(word) : String(value);
  };
}
