import type { ExtraRole, ExtraWays } from './csv-extras.ts';
import type { CsvRole } from './csv-headers.ts';

/** A service whose files are known by their header. */
export interface KnownService {
  name: string;
  /** Names of columns, plainly written, that only its files have together. */
  has: string;
  /** Null: none of its columns is for that, whatever they are called. */
  roles?: Partial<Record<CsvRole | ExtraRole, string | null>>;
  /** True for one that writes spending without a minus, false for one that writes it with one. */
  invertSign?: boolean;
  ways?: ExtraWays;
}

/** Banks and cards by the header each is publicly known to write. */
export const KNOWN_BANKS: readonly KnownService[] = [
  {
    name: 'Chase',
    has: 'details|posting date|description|amount|type|balance|check or slip #',
    roles: {
      postedOn: 'posting date',
      amount: 'amount',
      payee: 'description',
      balance: 'balance',
      checkNumber: 'check or slip #',
    },
    invertSign: false,
  },
  {
    name: 'Chase',
    has: 'transaction date|post date|description|category|type|amount|memo',
    roles: {
      postedOn: 'post date',
      amount: 'amount',
      payee: 'description',
      memo: 'memo',
      category: 'category',
    },
    invertSign: false,
  },
  {
    name: 'Bank of America',
    has: 'posted date|reference number|payee|address|amount',
    roles: {
      postedOn: 'posted date',
      amount: 'amount',
      payee: 'payee',
      externalId: 'reference number',
    },
    invertSign: false,
  },
  {
    name: 'Bank of America',
    has: 'date|description|amount|running bal',
    roles: { postedOn: 'date', amount: 'amount', payee: 'description', balance: 'running bal' },
    invertSign: false,
  },
  {
    name: 'Capital One',
    has: 'transaction date|posted date|card no|description|category|debit|credit',
    roles: {
      postedOn: 'posted date',
      debit: 'debit',
      credit: 'credit',
      payee: 'description',
      category: 'category',
      account: 'card no',
    },
    invertSign: false,
  },
  {
    name: 'Capital One',
    has: 'account number|transaction description|transaction date|transaction type|transaction amount|balance',
    roles: {
      postedOn: 'transaction date',
      amount: 'transaction amount',
      sign: 'transaction type',
      payee: 'transaction description',
      balance: 'balance',
      account: 'account number',
    },
  },
  {
    name: 'American Express',
    has: 'date|description|card member|amount',
    roles: { postedOn: 'date', amount: 'amount', payee: 'description' },
    invertSign: true,
  },
  {
    name: 'Citi',
    has: 'status|date|description|debit|credit',
    roles: { postedOn: 'date', debit: 'debit', credit: 'credit', payee: 'description' },
  },
  {
    name: 'USAA',
    has: 'date|description|original description|category|amount|status',
    roles: {
      postedOn: 'date',
      amount: 'amount',
      payee: 'description',
      memo: 'original description',
      category: 'category',
      originalPayee: 'original description',
    },
    invertSign: false,
  },
  {
    name: 'Apple Card',
    has: 'transaction date|clearing date|description|merchant|category|type|amount usd',
    roles: {
      postedOn: 'clearing date',
      amount: 'amount usd',
      payee: 'merchant',
      memo: 'description',
      category: 'category',
    },
    invertSign: true,
  },
  {
    name: 'PayPal',
    has: 'date|time|time zone|name|type|status|currency|gross|fee|net',
    roles: {
      postedOn: 'date',
      amount: 'net',
      payee: 'name',
      currency: 'currency',
      externalId: 'transaction id',
      balance: 'balance',
    },
    invertSign: false,
  },
  {
    name: 'Venmo',
    has: 'id|datetime|type|status|note|from|to|amount total|funding source',
    roles: {
      postedOn: 'datetime',
      amount: 'amount total',
      memo: 'note',
      externalId: 'id',
      note: null,
    },
    invertSign: false,
  },
  {
    name: 'Revolut',
    has: 'type|product|started date|completed date|description|amount|fee|currency|state',
    roles: {
      amount: 'amount',
      payee: 'description',
      currency: 'currency',
      account: 'product',
      balance: 'balance',
    },
    invertSign: false,
  },
  {
    name: 'Wise',
    has: 'transfer wise id|date|amount|currency|description|running balance',
    roles: {
      postedOn: 'date',
      amount: 'amount',
      currency: 'currency',
      balance: 'running balance',
      account: null,
      externalId: 'transfer wise id',
    },
    invertSign: false,
  },
  {
    name: 'N26',
    has: 'booking date|value date|partner name|partner iban|type|payment reference|amount eur',
    roles: {
      postedOn: 'booking date',
      amount: 'amount eur',
      payee: 'partner name',
      memo: 'payment reference',
      account: 'account name',
    },
    invertSign: false,
  },
  {
    name: 'N26',
    has: 'date|payee|account number|transaction type|payment reference|amount eur',
    roles: { postedOn: 'date', amount: 'amount eur', payee: 'payee', memo: 'payment reference' },
    invertSign: false,
  },
  { name: 'ING', has: 'datum|naam omschrijving|rekening|tegenrekening|code|af bij|mededelingen' },
  { name: 'ING', has: 'date|name description|account|counterparty|code|debit credit|amount eur' },
  { name: 'ING', has: 'buchung|auftraggeber empfanger|buchungstext|verwendungszweck|saldo|betrag' },
];
