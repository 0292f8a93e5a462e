import { initialsOf, toneOf } from '../lib/initials.ts';
import styles from './merchant-avatar.module.css';

/** Two letters on one of twelve colours, always the same for the same name. */
export function MerchantAvatar({ name }: { name: string }) {
  return (
    <span className={styles.avatar} aria-hidden="true" style={toneOf(name)}>
      {initialsOf(name)}
    </span>
  );
}
