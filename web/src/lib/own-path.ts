const LONGEST = 2000;
const SOME_SITE = 'https://site.invalid';

/**
 * A path of this site, or nothing: a link from outside must not lead people away after signing in.
 * Only printable ASCII, because browsers drop tabs and line ends before they read an address, and
 * take a backslash for a slash: "/\t/evil.example" would be another site's.
 */
export function ownPath(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(value)) return undefined;
  if (!URL.canParse(value, SOME_SITE)) return undefined;
  const url = new URL(value, SOME_SITE);
  return url.origin === SOME_SITE && !url.pathname.startsWith('//') ? value : undefined;
}
