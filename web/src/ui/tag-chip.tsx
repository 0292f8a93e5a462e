import styles from './category-chip.module.css';

/** A tag by its colour and name. */
export function TagChip({ tag }: { tag: { name: string; colour: number } }) {
  return (
    <span
      className={`${styles.chip} ${styles.tag}`}
      style={{ '--tone': `var(--c${tag.colour})` } as React.CSSProperties}
    >
      <span className={styles.name}>#{tag.name}</span>
    </span>
  );
}
