import type { DecimalMark } from './amounts.ts';
import { decimalText } from './decimals.ts';
import { type Security, securityOf } from './investments.ts';
import { ofxTokens } from './ofx-tokens.ts';
import { ofxDay } from './ofx-values.ts';

export interface ListedSecurity {
  /** What it is called in a row. */
  title: string | null;
  security: Security | null;
  price: string | null;
  pricedOn: string | null;
}

/** The file's securities by their id, from the list that follows the statements. */
export function listedSecurities(
  text: string,
  mark: DecimalMark,
): ReadonlyMap<string, ListedSecurity> {
  const found = new Map<string, ListedSecurity>();
  if (!/<SECINFO>/i.test(text)) return found;
  let info: Map<string, string> | null = null;
  for (const { kind, tag, value } of ofxTokens(text)) {
    if (kind === 'value') {
      if (info && !info.has(tag)) info.set(tag, value);
    } else if (tag === 'SECINFO') {
      const id = info?.get('UNIQUEID');
      if (info && id !== undefined) found.set(id, listed(id, info, mark));
      info = kind === 'open' ? new Map() : null;
    }
  }
  return found;
}

function listed(id: string, info: Map<string, string>, mark: DecimalMark): ListedSecurity {
  const [name, symbol] = [info.get('SECNAME'), info.get('TICKER')];
  return {
    title: name ?? symbol ?? null,
    security: securityOf({ id, name, symbol }),
    price: decimalText(info.get('UNITPRICE'), mark),
    pricedOn: ofxDay(info.get('DTASOF')),
  };
}
