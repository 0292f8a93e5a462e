import type { Category } from '@picture/contract';
import styles from './category-chip.module.css';

/** A category by its colour and name. */
export function CategoryChip({
  category,
}: {
  category: Pick<Category, 'name' | 'colour'> | undefined;
}) {
  if (!category) return null;
  return (
    <span
      className={styles.chip}
      style={{ '--tone': `var(--c${category.colour})` } as React.CSSProperties}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.name}>{category.name}</span>
    </span>
  );
}
