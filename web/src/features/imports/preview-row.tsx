import { Trans, useLingui } from '@lingui/react/macro';
import type { Category, ImportRow } from '@picture/contract';
import { IconChevronDown } from '@tabler/icons-react';
import { formatDate } from '../../lib/dates.ts';
import { useLocale, useMayEdit } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { DecisionWord } from './decision-words.tsx';
import decisions from './decisions.module.css';
import styles from './preview.module.css';
import type { RowAccounts } from './row-accounts.ts';
import { newCategory, RowExtras } from './row-extras.tsx';

/** One row of a file: what it says, and what becomes of it. */
export function PreviewRow({
  row,
  accounts,
  categories,
  open,
}: {
  row: ImportRow;
  accounts: RowAccounts;
  categories: ReadonlyMap<string, Category>;
  open: (row: ImportRow) => void;
}) {
  const locale = useLocale();
  return (
    <tr data-decision={row.decision}>
      <td className={styles.date}>{formatDate(row.postedOn, locale)}</td>
      <td className={styles.payee}>
        {row.payee || <Trans>No payee</Trans>}
        {(row.originalPayee ?? row.memo) && (
          <span className={styles.under}>{row.originalPayee ?? row.memo}</span>
        )}
        <RowExtras row={row} />
        <Match row={row} accounts={accounts} />
      </td>
      {accounts.areSeveral && <td className={styles.account}>{accounts.nameOf(row)}</td>}
      <td className={styles.category}>
        <RowCategory row={row} categories={categories} />
      </td>
      <td className={styles.verdict}>
        <Decision row={row} open={open} />
      </td>
      <td className={styles.right}>
        <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed tinted />
      </td>
    </tr>
  );
}

/** What it is in the ledger, or could be, where that is not simply the same row again. */
function Match({ row, accounts }: { row: ImportRow; accounts: RowAccounts }) {
  const locale = useLocale();
  const [held] = row.candidates;
  if (!held || row.reason === 'key' || row.decision === 'add' || row.decision === 'skip') {
    return null;
  }
  const { payee } = held;
  const day = formatDate(held.postedOn, locale);
  const account = accounts.otherNameOf(row, held);
  return (
    <span className={decisions.match}>
      {account !== null ? (
        <Trans>
          It is “{payee}” of {day}, in {account}
        </Trans>
      ) : row.decision === 'look' ? (
        <Trans>
          Is it “{payee}” of {day}?
        </Trans>
      ) : (
        <Trans>
          It is “{payee}” of {day}
        </Trans>
      )}
    </span>
  );
}

/** The category it comes with, or keeps where it is there already. */
function RowCategory({
  row,
  categories,
}: {
  row: ImportRow;
  categories: ReadonlyMap<string, Category>;
}) {
  const held = row.candidates.find((one) => one.id === row.matchId);
  const percent = Math.round((row.confidence ?? 0) * 100);
  if (held) return <CategoryChip category={categories.get(held.categoryId)} />;
  return (
    <>
      <CategoryChip category={categories.get(row.categoryId) ?? newCategory(row.categoryName)} />
      <span className={styles.sure}>
        {row.needsReview ? <Trans>a guess, {percent}%</Trans> : `${percent}%`}
      </span>
    </>
  );
}

function Decision({ row, open }: { row: ImportRow; open: (row: ImportRow) => void }) {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const word = <DecisionWord decision={row.decision} />;
  if (!mayEdit) {
    return (
      <span className={decisions.decision} data-decision={row.decision}>
        {word}
      </span>
    );
  }
  const payee = row.payee || t`No payee`;
  return (
    <button
      type="button"
      className={`${decisions.decision} ${decisions.change}`}
      data-decision={row.decision}
      aria-haspopup="dialog"
      onClick={() => open(row)}
    >
      {word}
      <span className="visually-hidden">{t`: change what becomes of ${payee}`}</span>
      <IconChevronDown
        className={decisions.chevron ?? ''}
        size={12}
        stroke={2}
        aria-hidden="true"
      />
    </button>
  );
}
