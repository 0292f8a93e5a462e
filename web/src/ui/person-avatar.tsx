import { useState } from 'react';
import { initialsOf, toneOf } from '../lib/initials.ts';
import styles from './person-avatar.module.css';

interface Props {
  name: string;
  /** Null where there is none: then it is the initials. */
  pictureUrl: string | null;
  size?: number;
}

/** A person's picture, beside their name, which says who it is. */
export function PersonAvatar({ name, pictureUrl, size = 32 }: Props) {
  const [missing, setMissing] = useState<string | null>(null);
  const style = { ...toneOf(name), width: size, height: size, fontSize: Math.round(size * 0.36) };
  if (pictureUrl !== null && pictureUrl !== missing) {
    return (
      <img
        className={styles.avatar}
        style={style}
        src={pictureUrl}
        alt=""
        width={size}
        height={size}
        onError={() => setMissing(pictureUrl)}
      />
    );
  }
  return (
    <span className={styles.avatar} style={style} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
