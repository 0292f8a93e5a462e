import { useSyncExternalStore } from 'react';
import styles from './category-chip.module.css';

type Icons = typeof import('./category-icons.ts');

let kept: Icons | null = null;
let loading = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!kept && !loading) {
    loading = true;
    void import('./category-icons.ts').then((loaded) => {
      kept = loaded;
      for (const one of listeners) one();
    });
  }
  return () => listeners.delete(listener);
}

/** The set of icons; null until it is there. No page waits for it. */
export const useCategoryIcons = (): Icons | null => useSyncExternalStore(subscribe, () => kept);

interface Props {
  category: { icon: string; colour: number };
  size?: number;
}

/** The sign of a category in its colour. Until the icons are there, a dot of the same size. */
export function CategoryIcon({ category, size = 16 }: Props) {
  const loaded = useCategoryIcons();
  const icons = loaded?.ICONS_BY_NAME;
  const Icon = (icons?.get(category.icon) ?? icons?.get('tag'))?.icon;
  return (
    <span
      className={styles.icon}
      aria-hidden="true"
      style={
        { '--tone': `var(--c${category.colour})`, width: size, height: size } as React.CSSProperties
      }
    >
      {Icon ? <Icon size={size} stroke={1.75} /> : <span className={styles.dot} />}
    </span>
  );
}
