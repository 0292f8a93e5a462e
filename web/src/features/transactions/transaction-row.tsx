import { Trans, useLingui } from '@lingui/react/macro';
import type { Account, Category, Transaction } from '@picture/contract';
import { formatDay } from '../../lib/dates.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { MerchantAvatar } from '../../ui/merchant-avatar.tsx';
import { PrivateMark } from '../../ui/private-mark.tsx';
import styles from './transactions-page.module.css';

interface RowProps {
  row: Transaction;
  category: Category | undefined;
  account: Account | undefined;
  /** The account of the other side, for a transfer. */
  peer: Account | undefined;
  isActive?: boolean;
  isSelected?: boolean;
  withDay: boolean;
  /** Left out where nothing can be selected. */
  onToggle?: () => void;
  onOpen: () => void;
}

/** One transaction in a list. The whole row opens it; only its name is the button. */
export function TransactionRow(props: RowProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const { today } = useSession();
  const { row, category, account, peer } = props;
  const isTold = row.kind === 'valuation';
  const name = row.payee || (isTold ? t`Value told` : t`No payee`);
  const under = peer
    ? row.amount.amountMinor < 0
      ? t`to ${peer.name}`
      : t`from ${peer.name}`
    : (row.originalPayee ?? row.memo ?? '');
  const day = props.withDay ? formatDay(row.postedOn, locale, today) : '';
  return (
    <div
      className={styles.row}
      data-active={props.isActive || undefined}
      data-selected={props.isSelected || undefined}
      data-plain={props.onToggle === undefined || undefined}
    >
      {props.onToggle && (
        <span className={styles.checkCell}>
          <input
            type="checkbox"
            className={styles.check}
            aria-label={t`Select ${name}`}
            checked={props.isSelected ?? false}
            disabled={isTold}
            onChange={props.onToggle}
          />
        </span>
      )}
      <MerchantAvatar name={name} />
      <span className={styles.who}>
        <button type="button" className={styles.payee} onClick={props.onOpen}>
          <span className={styles.cut}>{name}</span>
          {row.needsReview && (
            <span className={styles.mark}>
              <Trans>Review</Trans>
            </span>
          )}
        </button>
        <span className={styles.under}>
          {[day, under].filter(Boolean).join(' · ')}
          <span className={styles.onPhone}>
            {under || day ? ' · ' : ''}
            {category?.name}
          </span>
        </span>
      </span>
      <span className={styles.category}>
        <CategoryChip category={category} />
      </span>
      <span className={styles.account}>
        {account?.name}
        {account && <PrivateMark account={account} />}
      </span>
      <span className={styles.amount}>
        <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed tinted />
      </span>
    </div>
  );
}
