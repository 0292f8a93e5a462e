import type { InvestColumns, InvestRole } from './csv-invest-columns.ts';

/** Ledgers whose columns are called otherwise; each is known by the names it always has. */
interface KnownLedger {
  name: string;
  has: string[];
  kind: InvestColumns['kind'];
  roles: Partial<Record<InvestRole, string>>;
  legs: [amount: string, asset: string, sign: 1 | -1 | 0, nth?: number][];
  legFee?: string;
}

export const LEDGERS: readonly KnownLedger[] = [
  {
    // Kraken, ledgers.csv
    name: 'Kraken',
    has: ['txid', 'refid', 'time', 'type', 'asset', 'amount', 'fee', 'balance'],
    kind: 'ledger',
    roles: { id: 'txid', date: 'time', action: 'type', memo: 'subtype' },
    legs: [['amount', 'asset', 0]],
    legFee: 'fee',
  },
  {
    // Binance, transaction history
    name: 'Binance',
    has: ['utc time', 'account', 'operation', 'coin', 'change'],
    kind: 'ledger',
    roles: { date: 'utc time', action: 'operation', memo: 'remark' },
    legs: [['change', 'coin', 0]],
  },
  {
    // Crypto.com app
    name: 'Crypto.com',
    has: [
      'timestamp utc',
      'transaction description',
      'currency',
      'amount',
      'to currency',
      'to amount',
    ],
    kind: 'ledger',
    roles: { date: 'timestamp utc', action: 'transaction kind', memo: 'transaction description' },
    legs: [
      ['amount', 'currency', 0],
      ['to amount', 'to currency', 1],
    ],
  },
  {
    // Nexo
    name: 'Nexo',
    has: [
      'transaction',
      'type',
      'input currency',
      'input amount',
      'output currency',
      'output amount',
    ],
    kind: 'ledger',
    roles: { id: 'transaction', date: 'date time utc', action: 'type', memo: 'details' },
    legs: [
      ['input amount', 'input currency', 0],
      ['output amount', 'output currency', 1],
    ],
  },
  {
    // CoinTracking: three columns are called "Cur."
    name: 'CoinTracking',
    has: ['type', 'buy', 'cur', 'sell', 'fee', 'exchange'],
    kind: 'ledger',
    roles: { date: 'date', action: 'type', memo: 'comment' },
    legs: [
      ['buy', 'cur', 1, 0],
      ['sell', 'cur', -1, 1],
    ],
  },
  {
    // Coinbase before 2018: bought with a card, so that amounts of money stand beside the coins
    name: 'Coinbase',
    has: [
      'timestamp',
      'balance',
      'amount',
      'currency',
      'transfer total',
      'transfer total currency',
    ],
    kind: 'trades',
    roles: {
      date: 'timestamp',
      action: 'notes',
      symbol: 'currency',
      quantity: 'amount',
      amount: 'transfer total',
      currency: 'transfer total currency',
      id: 'transfer id',
    },
    legs: [],
  },
  {
    // Kraken, trades.csv
    name: 'Kraken',
    has: ['txid', 'ordertxid', 'pair', 'time', 'type', 'price', 'cost', 'fee', 'vol'],
    kind: 'trades',
    roles: {
      id: 'txid',
      date: 'time',
      action: 'type',
      symbol: 'pair',
      price: 'price',
      quantity: 'vol',
      amount: 'cost',
      fees: 'fee',
    },
    legs: [],
  },
];
