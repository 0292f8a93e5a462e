import { useLingui } from '@lingui/react/macro';
import { moneyParts } from '../lib/money.ts';
import { hideAmounts } from '../lib/preferences.ts';
import { useLocale } from '../lib/session.ts';
import styles from './amount.module.css';

interface AmountProps {
  minor: number;
  currency: string;
  /** A plus before what came in. */
  signed?: boolean;
  /** Colour what came in. */
  tinted?: boolean;
  /** Without minor units, where the exact amount stands elsewhere. */
  whole?: boolean;
  className?: string | undefined;
}

/** An amount of money, to the cent; only dots where the reader hides amounts. */
export function Amount({ minor, currency, signed, tinted, whole, className }: AmountProps) {
  const locale = useLocale();
  const hidden = hideAmounts.use();
  const { t } = useLingui();
  const classes = [styles.amount, tinted && minor > 0 ? styles.in : '', className].join(' ');
  if (hidden) {
    return (
      <span className={classes}>
        <span aria-hidden="true">•••••</span>
        <span className="visually-hidden">{t`hidden amount`}</span>
      </span>
    );
  }
  const parts = moneyParts(minor, currency, locale, {
    signed: signed ?? false,
    whole: whole ?? false,
  });
  return (
    <span className={classes}>
      {parts.major}
      {parts.minor && <span className={styles.minor}>{parts.minor}</span>}
    </span>
  );
}

/** How much more or less, with an arrow: never told by colour alone. */
export function Change({
  minor,
  currency,
  good,
}: {
  minor: number;
  currency: string;
  good?: 'up' | 'down';
}) {
  const hidden = hideAmounts.use();
  const direction = minor > 0 ? 'up' : minor < 0 ? 'down' : 'same';
  const tone = direction === 'same' || !good ? 'plain' : direction === good ? 'good' : 'bad';
  return (
    <span className={styles.change} data-tone={tone}>
      {!hidden && direction !== 'same' && (
        <span aria-hidden="true">{direction === 'up' ? '▲' : '▼'}</span>
      )}
      <Amount minor={minor} currency={currency} signed />
    </span>
  );
}
