import { Plural, Trans } from '@lingui/react/macro';
import { useDebouncedValue } from '@mantine/hooks';
import type { RuleWish } from '@picture/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatDate } from '../../lib/dates.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import form from '../../ui/form.module.css';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './rules.module.css';
import { ruleQueries } from './rules.queries.ts';

const TYPING_MS = 300;
const SHOWN = 5;

/** What the rule would change of what is there, before it is saved. */
export function RulePreview({ wish }: { wish: RuleWish }) {
  const locale = useLocale();
  // Compared as text: each keystroke makes a new wish, most of them the same one.
  const [told] = useDebouncedValue(JSON.stringify(wish), TYPING_MS);
  const preview = useQuery({
    ...ruleQueries.preview(JSON.parse(told) as RuleWish),
    placeholderData: keepPreviousData,
  });
  if (preview.error) return <ErrorState error={preview.error} />;
  if (!preview.data) return <Skeleton height={72} />;
  const { sums, changing, examples, transfers } = preview.data;
  const matching = sums.reduce((sum, one) => sum + one.transactions, 0);
  return (
    <section className={styles.preview} aria-live="polite">
      <p>
        <Plural value={matching} one="# transaction fits," other="# transactions fit," />{' '}
        <Plural value={changing} one="# would change." other="# would change." />
      </p>
      {transfers.linking + transfers.waiting > 0 && (
        <p>
          <Plural
            value={transfers.linking}
            one="# transfer would be linked,"
            other="# transfers would be linked,"
          />{' '}
          <Plural
            value={transfers.waiting}
            one="# would wait for its other side."
            other="# would wait for their other side."
          />
        </p>
      )}
      {examples.slice(0, SHOWN).map((row) => (
        <p key={row.id} className={styles.example}>
          <span>
            {formatDate(row.postedOn, locale)} · {row.payee}
          </span>
          <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed />
        </p>
      ))}
      {changing > SHOWN && (
        <p className={form.hint}>
          <Trans>…and more.</Trans>
        </p>
      )}
    </section>
  );
}
