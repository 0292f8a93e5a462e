import { ofxTokens } from './ofx-tokens.ts';
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
  { values, kind }: OfxRecord,
  securities: ReadonlyMap<string, string>,
): { amount: string | undefined; payee: string | null; memo: string | null } {
  const security = values.get('UNIQUEID');
  const name = security === undefined ? null : (securities.get(security) ?? security);
  const type = values.get('INCOMETYPE') ?? values.get('BUYTYPE') ?? values.get('SELLTYPE');
  const units = values.get('UNITS');
  const price = values.get('UNITPRICE');
  const trade = units && price ? `${units} × ${price}` : units;
  const told = values.get('MEMO');
  return {
    amount: NO_CASH.has(kind) ? '0' : values.get('TOTAL'),
    payee: name ?? told ?? null,
    memo: [type ? `${kind} ${type}` : kind, trade, told].filter(Boolean).join(' · '),
  };
}

/** Names of the file's securities by their id, from the security list that follows the statements. */
export function securityNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (!/<SECINFO>/i.test(text)) return names;
  let info: Map<string, string> | null = null;
  for (const { kind, tag, value } of ofxTokens(text)) {
    if (kind === 'value') info?.set(tag, value);
    else if (tag === 'SECINFO') {
      const id = info?.get('UNIQUEID');
      const name = info?.get('SECNAME') ?? info?.get('TICKER');
      if (id !== undefined && name !== undefined) names.set(id, name);
      info = kind === 'open' ? new Map() : null;
    }
  }
  return names;
}
