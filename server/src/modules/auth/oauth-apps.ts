const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const NAME_LENGTH = 80;

/**
 * Why an address may not receive codes, or null when it may. Anybody can register a program, so a
 * code goes to this device only (RFC 8252: a loopback address of any port, or a scheme that a
 * program of the device claimed) or to a site that the operator named.
 */
export function redirectRefusal(address: string, hosts: readonly string[]): string | null {
  if (!URL.canParse(address)) return 'is not an address';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return 'must not carry a name or password';
  if (url.protocol === 'http:') {
    return LOOPBACK.has(url.hostname) ? null : 'may use http on this device only';
  }
  if (url.protocol === 'https:') {
    return hosts.includes(url.hostname) ? null : 'is on a site that the operator has not let in';
  }
  return url.protocol.includes('.') ? null : 'must use a scheme that begins with a domain reversed';
}

/** The site a code is sent to; null when that is this device. */
export function hostOf(address: string): string | null {
  const url = new URL(address);
  return url.protocol === 'https:' ? url.hostname : null;
}

/** What a program calls itself, without the characters that could make it read as something else. */
export function plainName(name: unknown): string {
  const plain = String(name ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return [...plain].slice(0, NAME_LENGTH).join('') || '?';
}
