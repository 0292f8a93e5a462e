/** Two letters that stand for a name: "Blue Bottle" → "BB", "Ana" → "AN", "Lowe's" → "LO". */
export function initialsOf(name: string): string {
  const words = name
    .replaceAll(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const letters =
    words.length > 1 ? `${words[0]?.[0]}${words[1]?.[0]}` : (words[0]?.slice(0, 2) ?? '·');
  return letters.toUpperCase();
}

/** One of the twelve colours, always the same for the same name. */
export function toneOf(name: string): React.CSSProperties {
  let sum = 0;
  for (const letter of name.toLowerCase()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return { '--tone': `var(--c${sum % 12})` } as React.CSSProperties;
}
