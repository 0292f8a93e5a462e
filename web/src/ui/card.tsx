import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './card.module.css';

interface CardProps {
  title?: ReactNode;
  /** Stands at the title's right: a link or a small control. */
  action?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  /** Rows reach the card's edge. */
  flush?: boolean;
}

export function Card({ title, action, children, className, flush }: CardProps) {
  const id = useId();
  return (
    <section
      className={`${styles.card} ${className ?? ''}`}
      data-flush={flush || undefined}
      {...(title !== undefined && { 'aria-labelledby': id })}
    >
      {title !== undefined && (
        <header className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}
