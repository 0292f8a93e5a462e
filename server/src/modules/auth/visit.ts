/** What a request tells of who sends it, and where their cookies go. */
export interface Visit {
  headers: Headers;
  address: string;
  /** "Firefox · Linux". */
  browser: string | null;
  /** The secret of a device this person used before, from its cookie; a fresh one otherwise. */
  device: string;
  /** Cookies to set with the answer. */
  cookies: string[];
}

/** An address as limits count it: the network of an IPv6 one, for a home has many of those. */
export function networkOf(address: string): string {
  if (!address.includes(':') || /^::ffff:\d/i.test(address))
    return address.replace(/^::ffff:/i, '');
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter((part) => part !== '');
  const after = tail.split(':').filter((part) => part !== '');
  const zeros = address.includes('::')
    ? Array(Math.max(0, 8 - before.length - after.length)).fill('0')
    : [];
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
