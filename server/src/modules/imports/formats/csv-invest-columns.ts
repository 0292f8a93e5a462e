import { plainHeader } from './csv-headers.ts';
import { LEDGERS } from './csv-invest-ledgers.ts';

export const INVEST_ROLES = [
  'date',
  'settled',
  'action',
  'symbol',
  'isin',
  'name',
  'quantity',
  'price',
  'fees',
  'amount',
  'currency',
  'account',
  'accountName',
  'memo',
  'id',
  'status',
  'priceCurrency',
] as const;
export type InvestRole = (typeof INVEST_ROLES)[number];

/** Where an export of investments has what. */
export interface InvestColumns {
  /** Rows of a ledger move one asset each; rows of holdings are positions. */
  kind: 'trades' | 'holdings' | 'ledger';
  roles: Partial<Record<InvestRole, number>>;
  /** Pairs of an amount and what it is of, for ledgers; `sign` −1 for what goes out unsigned. */
  legs: readonly { amount: number; asset: number; sign: 1 | -1 | 0 }[];
  /** Charged in the asset of the first leg. */
  legFee: number | null;
  accountType: 'brokerage' | 'crypto';
  /** The service that writes so, where that is known. */
  profile: string | null;
}

/** Headers as brokers write them, surest first; in English, German, French, Spanish, Dutch, Italian. */
const NAMES: Record<InvestRole, string[]> = {
  date: [
    'trade date|run date|transaction date|date|date d operation|datum|fecha|data|handelstag|activity date|process date|executed at|time|timestamp|date time|utc time|created at|date de l operation|fecha operacion|datum tijd|date executed|date time utc|timestamp utc',
    'settlement date|date de valeur|valuta',
  ],
  settled: ['settlement date|settle date|date de valeur|settled date'],
  action: [
    'action|transaction type|trans code|activity|activity type|type|operation|transaction|buy sell|side|vorgang|transaktion|transaktionstyp|typ|tipo|soort|transaction description|kind',
  ],
  symbol: [
    'symbol|ticker|ticker symbol|asset|instrument|coin|security symbol|stock|kurzel|asset symbol|product symbol|base asset',
  ],
  isin: ['isin|cusip|wkn|security id|sedol|symbol isin|isin code|symbol cusip'],
  name: [
    'security|security description|security name|investment name|investment|libelle|bezeichnung|wertpapier|name|produkt|product|fund|fund name|nombre|titel|descripcion|asset name|no of shares name',
    'description|beschreibung',
  ],
  quantity: [
    'quantity|qty quantity|shares|units|quantite|anzahl|stuck|qty|no of shares|number of shares|aantal|cantidad|quantita|titulos|quantity transacted|nominal|share quantity|asset amount|amount traded',
  ],
  price: [
    'price|share price|unit price|cours|kurs|price per share|price share|execution price|last price|price at transaction|spot price at transaction|koers|precio|prezzo|price as of date|purchase price|average price|nav|kurswert pro stuck|current price',
  ],
  fees: [
    'fees and comm|fees comm|commission|commissions|fees|fee|frais|gebuhr|gebuhren|commission and fees|commissions and fees|fees and or spread|kosten|comision|commissione|transactiekosten|transactiekosten en of|transactiekosten en of derden',
  ],
  amount: [
    'net amount|amount|montant|betrag|total inclusive of fees and or spread|total inclusive of fees|total|value|net value|importe|bedrag|total amount|netto|wert|importo|market value|current value|total value|mkt val market value|marktwert|proceeds|valeur|valorisation|value usd|totaal|gesamt|gesamtbetrag|totale',
    'principal amount|gross amount|subtotal',
  ],
  currency: [
    'currency|devise|wahrung|waehrung|price currency|spot price currency|moneda|valuta|currency code|account currency|total currency|currency total',
  ],
  account: [
    'account number|account no|account id|depot|depotnummer|account #',
    'account|konto|compte|cuenta',
  ],
  accountName: ['account name', 'account|konto|compte|cuenta'],
  memo: ['notes|note|memo|comment|remark|details|description'],
  id: [
    'transaction id|reference|reference number|txid|order id|id|trade id|orderid|confirmation number',
  ],
  status: ['status|order status|state'],
  priceCurrency: ['currency price share'],
};

const COMPILED = Object.fromEntries(
  Object.entries(NAMES).map(([role, ranks]) => [
    role,
    ranks.map((names) => new RegExp(`^(?:${names})$`)),
  ]),
) as Record<InvestRole, RegExp[]>;

/** What a row names as the header of an export of investments; null: it is none. */
export function investColumns(cells: readonly string[]): InvestColumns | null {
  if (cells.length < 4 || cells.length > 100) return null;
  const names = cells.map((cell) => (cell.length > 120 ? '' : plainHeader(cell)));
  return knownLedger(names) ?? byNames(names);
}

function knownLedger(names: readonly string[]): InvestColumns | null {
  const known = LEDGERS.find(({ has }) => has.every((name) => names.includes(name)));
  if (!known) return null;
  const nth = (name: string, count = 0) => {
    let at = -1;
    for (let seen = 0; seen <= count; seen += 1) at = names.indexOf(name, at + 1);
    return at;
  };
  const roles: InvestColumns['roles'] = {};
  for (const role of INVEST_ROLES) {
    const at = nth(known.roles[role] ?? '-');
    if (at >= 0) roles[role] = at;
  }
  return {
    kind: known.kind,
    roles,
    legs: known.legs.map(([amount, asset, sign, count]) => ({
      amount: nth(amount),
      asset: nth(asset, count),
      sign,
    })),
    legFee: known.legFee === undefined ? null : nth(known.legFee),
    accountType: 'crypto',
    profile: known.name,
  };
}

const TABLE = { legs: [], legFee: null } as const satisfies Partial<InvestColumns>;

/** Services whose tables are read by the names of their columns, told by those only they have. */
const BROKERS: readonly (readonly [string, string[]])[] = [
  ['Coinbase', ['timestamp', 'transaction type', 'asset', 'quantity transacted']],
  [
    'Charles Schwab',
    ['date', 'action', 'symbol', 'description', 'quantity', 'fees comm', 'amount'],
  ],
  ['Fidelity', ['run date', 'action', 'symbol']],
  ['Vanguard', ['account number', 'investment name', 'symbol', 'shares', 'share price']],
  ['Robinhood', ['activity date', 'process date', 'instrument', 'trans code']],
  ['Trading 212', ['action', 'time', 'isin', 'ticker', 'no of shares']],
  ['Empower', ['account', 'ticker', 'name', 'shares', 'price', 'value']],
  ['Revolut', ['symbol', 'type', 'quantity', 'price', 'value', 'fees', 'date']],
];

function byNames(names: readonly string[]): InvestColumns | null {
  const taken = new Set<number>();
  const roles: InvestColumns['roles'] = {};
  for (const role of INVEST_ROLES) {
    // One column may be both an account's number and its name.
    const isFree = (at: number) =>
      !taken.has(at) || (role === 'accountName' && at === roles.account);
    for (const pattern of COMPILED[role]) {
      const at = names.findIndex((name, index) => isFree(index) && pattern.test(name));
      if (at < 0) continue;
      roles[role] = at;
      taken.add(at);
      break;
    }
  }
  const { date, action, symbol, isin, name, quantity, price, amount } = roles;
  const profile = BROKERS.find(([, has]) => has.every((one) => names.includes(one)))?.[0] ?? null;
  // Some name only the amount, and write its currency beside it.
  const beside = (at: number | undefined) =>
    at !== undefined && names[at + 1] === '' ? at + 1 : undefined;
  const [ofAmount, ofPrice] = [roles.currency ?? beside(amount), beside(price)];
  if (ofAmount !== undefined) roles.currency = ofAmount;
  if (ofPrice !== undefined) roles.priceCurrency ??= ofPrice;
  const security = symbol ?? isin;
  if (quantity === undefined || (amount === undefined && price === undefined)) return null;
  const dated = date !== undefined && (action !== undefined || (security ?? price) !== undefined);
  // A purchase at a shop has a quantity too: only a security has a price or a code beside it.
  if (
    dated &&
    (security !== undefined || (action !== undefined && name !== undefined && price !== undefined))
  ) {
    return { ...TABLE, kind: 'trades', roles, accountType: accountTypeOf(names), profile };
  }
  if (security === undefined || date !== undefined || amount === undefined) return null;
  return { ...TABLE, kind: 'holdings', roles, accountType: 'brokerage', profile };
}

const accountTypeOf = (names: readonly string[]): InvestColumns['accountType'] =>
  names.some((name) => /^(?:coin|quantity transacted|spot price|txid|crypto)/.test(name)) ||
  (names[0] === 'symbol' && names.includes('value') && names.includes('fees'))
    ? 'crypto'
    : 'brokerage';
