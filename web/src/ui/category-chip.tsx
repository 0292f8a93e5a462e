import type { Category } from '@picture/contract';
import styles from './category-chip.module.css';
import { CategoryIcon } from './category-icon.tsx';

/** A category by its sign, colour and name. */
export function CategoryChip({
  category,
}: {
  category: Pick<Category, 'name' | 'colour' | 'icon'> | undefined;
}) {
  if (!category) return null;
  return (
    <span className={styles.chip}>
      <CategoryIcon category={category} />
      <span className={styles.name}>{category.name}</span>
    </span>
  );
}
