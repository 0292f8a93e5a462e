import styles from './merchant-avatar.module.css';

/** Two letters on one of twelve colours, always the same for the same name. */
export function MerchantAvatar({ name }: { name: string }) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const initials =
    words.length > 1 ? `${words[0]?.[0]}${words[1]?.[0]}` : (words[0]?.slice(0, 2) ?? '·');
  let sum = 0;
  for (const letter of name.toLowerCase()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return (
    <span
      className={styles.avatar}
      aria-hidden="true"
      style={{ '--tone': `var(--c${sum % 12})` } as React.CSSProperties}
    >
      {initials.toUpperCase()}
    </span>
  );
}
