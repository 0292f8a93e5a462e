import { Trans } from '@lingui/react/macro';
import type { Category, ImportRow } from '@picture/contract';
import { Amount } from '../../ui/amount.tsx';
import styles from './preview.module.css';

/** A category that is made with the import, as far as it can be shown before. */
export const newCategory = (
  name: string | null,
): Pick<Category, 'name' | 'colour' | 'icon'> | undefined =>
  name === null ? undefined : { name: `${name} +`, colour: 0, icon: 'tag' };

/** What a row says beside its texts: its note and tags, and the lines it comes in as. */
export function RowExtras({ row }: { row: ImportRow }) {
  const { note, tags, splits, isPending, amount } = row;
  const told = [note, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(' · ');
  return (
    <>
      {(told || isPending) && (
        <span className={styles.under}>
          {isPending && <Trans>pending</Trans>}
          {isPending && told && ' · '}
          {told}
        </span>
      )}
      {splits.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a row have no other name.
        <span key={at} className={styles.under}>
          ↳ <Amount minor={line.amountMinor} currency={amount.currency} />{' '}
          {[line.categoryName, line.note, ...line.tags.map((tag) => `#${tag}`)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ))}
    </>
  );
}
