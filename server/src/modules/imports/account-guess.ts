import { ACCOUNT_KINDS, type AccountKind } from '@picture/contract';
import type { StatementFinding } from './findings.ts';

/** What formats call kinds otherwise than we do. */
const KIND_OF_TYPE: Record<string, AccountKind> = {
  moneymrkt: 'savings',
  cd: 'savings',
  creditline: 'loan',
  bank: 'checking',
  ccard: 'credit_card',
};

const KIND_OF_NAME: readonly [AccountKind, RegExp][] = [
  ['mortgage', /mortgage|hipoteca|hypothek|pret immobilier|mutuo/],
  [
    'retirement',
    /\b(?:401 ?k|403 ?b|457 ?b|ira|roth|pension|retirement|sipp|superannuation|rrsp|jubilacion)\b/,
  ],
  ['loan', /\bloans?\b|prestamo|kredit(?!karte)|\bpret\b|student debt|line of credit|heloc/],
  [
    'credit_card',
    /credit|\bvisa\b|mastercard|\bmaster card\b|\bamex\b|american express|discover|sapphire|freedom|platinum|\bcard\b|tarjeta|kreditkarte|carte|carta/,
  ],
  ['crypto', /crypto|bitcoin|\bbtc\b|coinbase|kraken|binance|wallet \(eth/],
  [
    'brokerage',
    /brokerage|broker|invest|stocks|depot|trading|robinhood|vanguard|fidelity|schwab|\betf\b/,
  ],
  [
    'savings',
    /saving|\bahorro|sparkonto|sparen|tagesgeld|livret|risparmio|epargne|money market|\bisa\b|\bcd\b/,
  ],
  ['cash', /^cash\b|\bwallet\b|petty cash|efectivo|bargeld|especes|contanti/],
  ['property', /\b(?:house|home|property|apartment|condo|real estate)\b|vivienda|immobil/],
  ['vehicle', /\b(?:car|vehicle|truck|motorcycle)\b|coche/],
];

/** What kind of account a statement is of: by its type, else by words of its name. */
export function kindOf(type: string | null, name: string | null): AccountKind {
  const told = (type ?? '').toLowerCase().replace(/[\s-]+/g, '_');
  const own = ACCOUNT_KINDS.find((kind) => kind === told) ?? KIND_OF_TYPE[told];
  if (own) return own;
  const text = `${name ?? ''} ${type ?? ''}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return KIND_OF_NAME.find(([, words]) => words.test(text))?.[0] ?? 'checking';
}

export interface SuggestedAccount {
  name: string;
  kind: AccountKind;
  currency: string | null;
}

type Told = Pick<
  StatementFinding,
  'name' | 'institution' | 'externalId' | 'type' | 'currency' | 'investments'
>;

/** A name, kind and currency for the account of each statement, where a file is all that is known. */
export function suggestAccounts(statements: readonly Told[], fileName: string): SuggestedAccount[] {
  const bare = fileName.replace(/\.[a-z0-9]{1,5}$/i, '').trim();
  const plain = statements.map((one) => plainName(one) ?? (bare || 'Account'));
  return statements.map((one, at) => {
    const name = plain[at] ?? bare;
    // Balances of one name in several currencies are several accounts.
    const several = statements.some(
      (other, place) => plain[place] === name && other.currency !== one.currency,
    );
    const kind = kindOf(one.type, `${one.name ?? bare} ${one.institution ?? ''}`);
    const holds = (one.investments?.positions.length ?? 0) > 0;
    return {
      name: (several && one.currency ? `${name} (${one.currency})` : name).slice(0, 120),
      kind: holds && kind === 'checking' ? 'brokerage' : kind,
      currency: one.currency,
    };
  });
}

function plainName({ name, institution, externalId }: Told): string | null {
  const number = externalId === null ? null : `…${externalId.slice(-4)}`;
  return name ?? ([institution, number].filter(Boolean).join(' ') || null);
}
