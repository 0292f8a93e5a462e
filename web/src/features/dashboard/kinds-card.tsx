import { Trans, useLingui } from '@lingui/react/macro';
import type { Dashboard } from '@picture/contract';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import styles from './dashboard-page.module.css';

/** What is owned and what is owed, by kind of account. */
export function KindsCard({ dashboard }: { dashboard: Dashboard }) {
  const { i18n } = useLingui();
  const { netWorth, homeCurrency } = dashboard;
  const groups = [
    { key: 'asset', title: <Trans>Assets</Trans>, total: netWorth.assetsMinor },
    { key: 'liability', title: <Trans>Liabilities</Trans>, total: netWorth.liabilitiesMinor },
  ] as const;
  return (
    <Card className={styles.third} title={<Trans>Owned and owed</Trans>}>
      {groups.map((group) => {
        const kinds = netWorth.byKind.filter((kind) => kind.class === group.key);
        const whole = Math.max(1, ...kinds.map((kind) => Math.abs(kind.amountMinor)));
        return (
          <div key={group.key} className={styles.group}>
            <div className={styles.barHead}>
              <h3 className={styles.label}>{group.title}</h3>
              <strong>
                <Amount minor={group.total} currency={homeCurrency} />
              </strong>
            </div>
            <ul className={styles.bars}>
              {kinds.map((kind) => (
                <li
                  key={kind.kind}
                  style={
                    {
                      '--tone': group.key === 'asset' ? 'var(--accent)' : 'var(--c1)',
                    } as React.CSSProperties
                  }
                >
                  <div className={styles.barHead}>
                    <span className={styles.name}>{i18n._(KIND_NAMES[kind.kind])}</span>
                    <Amount minor={kind.amountMinor} currency={homeCurrency} />
                  </div>
                  <div className={styles.track} aria-hidden="true">
                    <div
                      className={styles.fill}
                      style={{
                        width: `${Math.round((Math.abs(kind.amountMinor) / whole) * 100)}%`,
                      }}
                    />
                  </div>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Card>
  );
}
