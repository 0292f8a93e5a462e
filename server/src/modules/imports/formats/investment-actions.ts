export const TRADE_ACTIONS = [
  'buy',
  'sell',
  'reinvest',
  'dividend',
  'interest',
  'capital_gain',
  'return_of_capital',
  'reward',
  'deposit',
  'withdrawal',
  'transfer_in',
  'transfer_out',
  'fee',
  'tax',
  'split',
  'merger',
  'exchange',
  'expiry',
  'other',
] as const;
export type TradeAction = (typeof TRADE_ACTIONS)[number];

/** Words of brokers and exchanges for what they did, looked for in this order. */
const WORDS: readonly (readonly [RegExp, TradeAction])[] = [
  [/reinvest\w* (?:dividend|div|interest|capital)|(?:div\w*|gain|gains|cap) reinvest/, 'dividend'],
  [/reinvest|thesaurier|wiederanlage|drip\b/, 'reinvest'],
  [/\btax\b|withh(?:e|o)ld|\bnra\b|steuer|impot|impuesto|belasting|quellensteuer/, 'tax'],
  [/return of capital|rtrncap|kapitalruckzahlung/, 'return_of_capital'],
  [/cap(?:ital)? gain|\bcg(?:long|short|mid)|\bltcg\b|\bstcg\b/, 'capital_gain'],
  [/\bsplit\b|aktiensplit|stock div(?:idend)?\b/, 'split'],
  [/merger|spin-?off|name change|^conversion|reorganis|reorganiz|exchange offer/, 'merger'],
  [/expir|verfall|assigned|exercise/, 'expiry'],
  [/reward|^staking|airdrop|cash ?back|rebate|referral|bonus|voucher|mining|gift|income/, 'reward'],
  [/\bfees?\b|\bfrais\b|gebuhr|commission|\bcosts?\b|custody|adr mgmt|comision|\bkosten\b/, 'fee'],
  [
    /dividend|\bdiv\b|distribution|cash in lieu|ausschuttung|dividende|dividendo|coupon/,
    'dividend',
  ],
  [/interest|\bint\b|interet|zinsen|\bzins\b|interes|\brente\b|earn/, 'interest'],
  [/bought|\bbuy\b|\bachat|\bkauf|compra|acquisto|purchase|aankoop|\bkoop\b|subscription/, 'buy'],
  [
    /\bsold\b|\bsell\b|\bsale\b|\bvente|verkauf|\bventa|vendita|verkoop|redemption|liquidat/,
    'sell',
  ],
  [
    /\btrade\b|convert|conversion|exchange|swap|\bspend\b|\breceive\b(?=.*trade)|transaction (?:related|revenue|spend)/,
    'exchange',
  ],
  [
    /transferred from|deposit|versement|einzahlung|ingreso|storting|received|moneylink|add funds|top up/,
    'deposit',
  ],
  [
    /transferred to|withdraw|prelevement|auszahlung|retirada|opname|\bpaid\b|wire sent|\bsent\b/,
    'withdrawal',
  ],
  [/\breceive|transfer in|shrsin|shares in|einbuchung/, 'transfer_in'],
  [/\bsend\b|transfer out|shrsout|shares out|ausbuchung/, 'transfer_out'],
];

/** What a broker's own word for it means; `other` where nobody knows. */
export function actionOf(text: string): TradeAction {
  const plain = text
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('_', ' ');
  // The name of the security may follow, and may be of a fund that is called tax-exempt.
  const beginning = plain.split(/\s+/).slice(0, 3).join(' ');
  return wordIn(beginning) ?? wordIn(plain) ?? 'other';
}

const wordIn = (text: string): TradeAction | undefined =>
  WORDS.find(([pattern]) => pattern.test(text))?.[1];

const OUT = new Set<TradeAction>(['buy', 'reinvest', 'fee', 'tax', 'withdrawal']);
const IN = new Set<TradeAction>([
  'sell',
  'dividend',
  'interest',
  'capital_gain',
  'return_of_capital',
  'deposit',
]);

/** Which way cash goes by the sort of action alone; 0 where that does not tell. */
export const cashSign = (action: TradeAction): -1 | 0 | 1 =>
  OUT.has(action) ? -1 : IN.has(action) ? 1 : 0;

const UNITS_IN = new Set<TradeAction>(['buy', 'reinvest', 'reward', 'transfer_in', 'deposit']);
const UNITS_OUT = new Set<TradeAction>(['sell', 'transfer_out', 'withdrawal']);

/** Which way units go; 0: as the file writes it. */
export const unitsSign = (action: TradeAction): -1 | 0 | 1 =>
  UNITS_IN.has(action) ? 1 : UNITS_OUT.has(action) ? -1 : 0;

const OF_CASH = new Set<TradeAction>([
  'dividend',
  'interest',
  'capital_gain',
  'return_of_capital',
  'fee',
  'tax',
]);

/** A dividend names the units it was paid on, and its amount for each: neither moves. */
export const movesUnits = (action: TradeAction): boolean => !OF_CASH.has(action);
