/** Names one state of the dashboard: it is the same as long as none of these changes. */
export const etagOf = (version: number, ...variants: string[]): string =>
  `W/"${[version, ...variants].join('-')}"`;

/** Whether an If-None-Match names this tag, compared weakly (RFC 9110, 13.1.2). */
export function holdsEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
