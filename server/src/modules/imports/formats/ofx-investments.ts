import type { OfxRecord } from './ofx-values.ts';

/** The investment transactions of OFX 2.2, section 13.9.2.4.4. */
export const INVESTMENT_RECORDS: ReadonlySet<string> = new Set([
  'BUYDEBT',
  'BUYMF',
  'BUYOPT',
  'BUYOTHER',
  'BUYSTOCK',
  'CLOSUREOPT',
  'INCOME',
  'INVEXPENSE',
  'JRNLFUND',
  'JRNLSEC',
  'MARGININTEREST',
  'REINVEST',
  'RETOFCAP',
  'SELLDEBT',
  'SELLMF',
  'SELLOPT',
  'SELLOTHER',
  'SELLSTOCK',
  'SPLIT',
  'TRANSFER',
]);

/** What moves securities and no cash, or buys with the very income it tells of. */
const NO_CASH = new Set(['TRANSFER', 'JRNLSEC', 'SPLIT', 'REINVEST', 'CLOSUREOPT']);

/** What an investment transaction does to the account's cash, and how it reads. */
export function cashEffect(
  record: OfxRecord,
  securities: ReadonlyMap<string, string>,
): { amount: string; payee: string | null; memo: string | null } {
  const { values, kind } = record;
  const security = values.get('UNIQUEID');
  const name = security === undefined ? null : (securities.get(security) ?? security);
  const action = [kind, values.get('INCOMETYPE') ?? values.get('BUYTYPE') ?? values.get('SELLTYPE')]
    .filter(Boolean)
    .join(' ');
  const units = values.get('UNITS');
  const price = values.get('UNITPRICE');
  const trade = units && price ? `${units} × ${price}` : (units ?? null);
  return {
    amount: NO_CASH.has(kind) ? '0' : (values.get('TOTAL') ?? '0'),
    payee: name ?? values.get('MEMO') ?? null,
    memo: [action, trade, values.get('MEMO')].filter(Boolean).join(' · ') || null,
  };
}

/** Names of the file's securities by their id, from its security list. */
export function securityNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const start = text.search(/<SECLIST>/i);
  if (start < 0) return names;
  for (const part of text
    .slice(start)
    .split(/<SECINFO>/i)
    .slice(1)) {
    const id = /<UNIQUEID>\s*([^<\r\n]+)/i.exec(part)?.[1]?.trim();
    const name = /<SECNAME>\s*([^<\r\n]+)/i.exec(part)?.[1]?.trim();
    if (id && name) names.set(id, name.replaceAll('&amp;', '&'));
  }
  return names;
}
