import { SEARCH_KEYS, searchKeyName } from '@picture/contract';

export type SearchNames = Record<'account' | 'category' | 'tag' | 'is' | 'has', readonly string[]>;

const MOST = 8;

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

/**
 * Whole searches that what is typed could become: its last part is completed with a key, or with
 * what is there under the key.
 */
export function completions(draft: string, names: SearchNames, language: 'en' | 'es'): string[] {
  const [, before = '', minus = '', part = ''] =
    /^(.*?)(-?)((?:[^\s"]|"[^"]*"?)*)$/s.exec(draft) ?? [];
  if (part === '') return [];
  const at = part.indexOf(':');
  const whole = (completed: string) => `${before}${minus}${completed}`;
  if (at < 0) {
    return SEARCH_KEYS.map((key) => `${searchKeyName(key, language)}:`)
      .filter((key) => folded(key).startsWith(folded(part)))
      .map(whole);
  }
  const name = part.slice(0, at);
  const key = (Object.keys(names) as (keyof SearchNames)[]).find((one) =>
    [searchKeyName(one, 'en'), searchKeyName(one, 'es')].some(
      (known) => folded(known) === folded(name),
    ),
  );
  if (!key) return [];
  const begun = folded(part.slice(at + 1).replaceAll('"', ''));
  return [...new Set(names[key])]
    .filter((value) => folded(value).includes(begun) && folded(value) !== begun)
    .slice(0, MOST)
    .map((value) => whole(`${name}:${/\s/.test(value) ? `"${value}"` : value}`));
}
