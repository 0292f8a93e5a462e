import { Trans, useLingui } from '@lingui/react/macro';
import type { Account, Category, Tag, Transaction } from '@picture/contract';
import { IconArrowsSplit2, IconEyeOff, IconNote, IconPaperclip } from '@tabler/icons-react';
import { Suspense } from 'react';
import { formatDay } from '../../lib/dates.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { MerchantAvatar } from '../../ui/merchant-avatar.tsx';
import { PrivateMark } from '../../ui/private-mark.tsx';
import { TagChip } from '../../ui/tag-chip.tsx';
import { InlineEditor, type InlineField } from './inline-editor.tsx';
import styles from './transactions-page.module.css';
import { SWIPE_PX, useRowGestures } from './use-row-gestures.ts';

interface RowProps {
  row: Transaction;
  category: Category | undefined;
  account: Account | undefined;
  tags?: readonly Tag[];
  /** The account of the other side, for a transfer. */
  peer: Account | undefined;
  isActive?: boolean;
  isSelected?: boolean;
  withDay: boolean;
  /** Left out where nothing can be selected. With shift, all between this row and the last one. */
  onToggle?: (withShift: boolean) => void;
  onOpen: () => void;
  /** What can be done with a row in a list that can be changed. */
  edit?: RowEdit;
}

export interface RowEdit {
  /** The field that is being changed in its place. */
  field: InlineField | null;
  onField: (field: InlineField | null) => void;
  onReview: () => void;
  /** With rows selected, a press on a phone selects more. */
  isSelecting: boolean;
}

/** One transaction in a list. The whole row opens it; only its name is the button. */
export function TransactionRow(props: RowProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const { today } = useSession();
  const { row, category, account, peer } = props;
  const isTold = row.kind === 'valuation';
  const name = row.payee || (isTold ? t`Value told` : t`No payee`);
  const under = useUnder(row, peer);
  const { edit } = props;
  const gestures = useRowGestures({
    onHold: () => props.onToggle?.(false),
    onSwipeRight: () => (row.needsReview ? edit?.onReview() : props.onToggle?.(false)),
    onSwipeLeft: props.onOpen,
  });
  const swipe = gestures.shift >= SWIPE_PX ? 'right' : gestures.shift <= -SWIPE_PX ? 'left' : '';
  const press = () => {
    const isTouch = window.matchMedia('(max-width: 639px)').matches;
    if (edit?.isSelecting && isTouch && props.onToggle) props.onToggle(false);
    else props.onOpen();
  };
  const day = props.withDay ? formatDay(row.postedOn, locale, today) : '';
  return (
    <div
      className={styles.row}
      data-active={props.isActive || undefined}
      data-selected={props.isSelected || undefined}
      data-plain={props.onToggle === undefined || undefined}
      data-swipe={swipe || undefined}
      style={gestures.shift === 0 ? undefined : { transform: `translateX(${gestures.shift}px)` }}
      {...(edit && !isTold && gestures.handlers)}
    >
      {props.onToggle && (
        <span className={styles.checkCell}>
          <input
            type="checkbox"
            className={styles.check}
            aria-label={t`Select ${name}`}
            checked={props.isSelected ?? false}
            disabled={isTold}
            onChange={({ nativeEvent }) =>
              props.onToggle?.(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </span>
      )}
      <MerchantAvatar name={name} />
      <span className={styles.who}>
        {edit?.field && !['category', 'amount'].includes(edit.field) ? (
          <Editor row={row} field={edit.field} onClose={() => edit.onField(null)} />
        ) : (
          <>
            <button type="button" className={styles.payee} onClick={press}>
              <span className={styles.cut}>{name}</span>
              <Marks row={row} />
              {props.tags && props.tags.length > 0 && (
                <span className={styles.tags}>
                  {props.tags.map((tag) => (
                    <TagChip key={tag.id} tag={tag} />
                  ))}
                </span>
              )}
            </button>
            <span className={styles.under}>
              {day}
              <span className={styles.onPhone}>
                {day && category && ' · '}
                {[category?.name, ...(props.tags ?? []).map((tag) => `#${tag.name}`)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {under && (
                <>
                  <span className={day ? undefined : styles.onPhone}> · </span>
                  {under}
                </>
              )}
            </span>
          </>
        )}
      </span>
      <span className={styles.category}>
        {edit?.field === 'category' ? (
          <Editor row={row} field="category" onClose={() => edit.onField(null)} />
        ) : edit && !isTold ? (
          <button
            type="button"
            className={styles.cell}
            tabIndex={-1}
            aria-label={t`Change the category of ${name}`}
            onClick={() => edit.onField('category')}
          >
            <CategoryChip category={category} />
          </button>
        ) : (
          <CategoryChip category={category} />
        )}
      </span>
      <span className={styles.account}>
        {account?.name}
        {account && <PrivateMark account={account} />}
      </span>
      <span className={styles.amount}>
        {edit?.field === 'amount' ? (
          <Editor row={row} field="amount" onClose={() => edit.onField(null)} />
        ) : (
          <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed tinted />
        )}
      </span>
    </div>
  );
}

/** Where the other side of a transfer is, or what else is told of a row. */
function useUnder(row: Transaction, peer: Account | undefined): string {
  const { t } = useLingui();
  if (!peer) return row.note ?? row.originalPayee ?? row.memo ?? '';
  const { name } = peer;
  if (row.amount.amountMinor < 0) {
    return row.loanPayment
      ? t({ message: `loan payment to ${name}`, context: 'account' })
      : t({ message: `to ${name}`, context: 'account' });
  }
  return row.loanPayment
    ? t({ message: `loan payment from ${name}`, context: 'account' })
    : t({ message: `from ${name}`, context: 'account' });
}

/** The list stays as it is while a field of one row is made ready. */
const Editor = (props: { row: Transaction; field: InlineField; onClose: () => void }) => (
  <Suspense fallback={null}>
    <InlineEditor {...props} />
  </Suspense>
);

/** What is particular about a row, in words or as a sign with a name. */
function Marks({ row }: { row: Transaction }) {
  const { t } = useLingui();
  const sign = { size: 14, className: styles.sign ?? '', role: 'img' } as const;
  return (
    <>
      {row.isPending && (
        <span className={styles.mark}>
          <Trans>Pending</Trans>
        </span>
      )}
      {row.needsReview && (
        <span className={styles.mark}>
          <Trans>Review</Trans>
        </span>
      )}
      <RefundMark row={row} />
      {row.split && <IconArrowsSplit2 {...sign} aria-label={t`Line of a split`} />}
      {row.note && <IconNote {...sign} aria-label={t`Has a note`} />}
      {row.attachments > 0 && <IconPaperclip {...sign} aria-label={t`Has an attachment`} />}
      {row.isHidden && <IconEyeOff {...sign} aria-label={t`Left out of income and spending`} />}
    </>
  );
}

/** What came back of a purchase, or that this did. */
function RefundMark({ row: { refund, amount } }: { row: Transaction }) {
  if (!refund) return null;
  return (
    <span className={styles.quietMark}>
      {refund.purchaseId ? (
        <Trans>Refund</Trans>
      ) : refund.refunded.amountMinor + amount.amountMinor < 0 ? (
        <Trans>Partly refunded</Trans>
      ) : (
        <Trans>Refunded</Trans>
      )}
    </span>
  );
}
