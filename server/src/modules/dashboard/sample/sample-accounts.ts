import type { Language, SampleAccount, Text } from './sample-ledger.ts';
import { textIn } from './sample-ledger.ts';

type Row = Omit<SampleAccount, 'name' | 'currency'> & { name: Text; currency?: string };

const ACCOUNTS: readonly Row[] = [
  {
    key: 'checking',
    name: { en: 'Everyday checking', es: 'Cuenta corriente' },
    kind: 'checking',
    institution: 'Harbor Federal Bank',
    openingBalanceMinor: 8_312_64,
  },
  {
    key: 'savings',
    name: { en: 'Rainy day savings', es: 'Ahorro para imprevistos' },
    kind: 'savings',
    institution: 'Harbor Federal Bank',
    openingBalanceMinor: 9_350_00,
    interestRate: '3.9',
  },
  {
    key: 'cash',
    name: { en: 'Wallet', es: 'Cartera' },
    kind: 'cash',
    institution: null,
    openingBalanceMinor: 85_00,
  },
  {
    key: 'everydayCard',
    name: { en: 'Cashback card', es: 'Tarjeta diaria' },
    kind: 'credit_card',
    institution: 'Summit Card Services',
    openingBalanceMinor: -1_143_27,
    creditLimitMinor: 9_000_00,
    interestRate: '22.49',
    minimumPaymentMinor: 35_00,
  },
  {
    key: 'travelCard',
    name: { en: 'Travel card', es: 'Tarjeta de viajes' },
    kind: 'credit_card',
    institution: 'Meridian Bank',
    openingBalanceMinor: -486_10,
    creditLimitMinor: 12_500_00,
    interestRate: '21.24',
    minimumPaymentMinor: 40_00,
  },
  {
    key: 'brokerage',
    name: { en: 'Index fund brokerage', es: 'Cuenta de inversión' },
    kind: 'brokerage',
    institution: 'Pinecrest Investments',
    openingBalanceMinor: 21_480_00,
  },
  {
    key: 'retirement',
    name: { en: '401(k)', es: 'Plan 401(k)' },
    kind: 'retirement',
    institution: 'Pinecrest Retirement',
    openingBalanceMinor: 58_920_00,
  },
  {
    key: 'crypto',
    name: { en: 'Coins', es: 'Criptomonedas' },
    kind: 'crypto',
    institution: 'Coinbase',
    openingBalanceMinor: 2_140_00,
  },
  {
    key: 'property',
    name: { en: 'Maple Street house', es: 'Casa de Maple Street' },
    kind: 'property',
    institution: null,
    openingBalanceMinor: 438_000_00,
  },
  {
    key: 'mortgage',
    name: { en: 'Mortgage', es: 'Hipoteca' },
    kind: 'mortgage',
    institution: 'Oakwood Home Loans',
    openingBalanceMinor: -298_412_55,
    interestRate: '4.875',
    minimumPaymentMinor: 1_742_18,
  },
  {
    key: 'vehicle',
    name: { en: 'Family car', es: 'Coche familiar' },
    kind: 'vehicle',
    institution: null,
    openingBalanceMinor: 24_600_00,
  },
  {
    key: 'carLoan',
    name: { en: 'Car loan', es: 'Préstamo del coche' },
    kind: 'loan',
    institution: 'Lakeside Auto Finance',
    openingBalanceMinor: -18_640_30,
    interestRate: '5.9',
    minimumPaymentMinor: 412_60,
  },
  {
    key: 'euro',
    name: { en: 'Madrid account', es: 'Cuenta de Madrid' },
    kind: 'checking',
    currency: 'EUR',
    institution: 'Banco del Retiro',
    openingBalanceMinor: 3_150_00,
  },
];

export const sampleAccounts = (language: Language): SampleAccount[] =>
  ACCOUNTS.map(({ currency = 'USD', ...account }) => ({
    ...account,
    name: textIn(account.name, language),
    currency,
  }));

export function sampleAccount(key: SampleAccount['key']): Row {
  const account = ACCOUNTS.find((one) => one.key === key);
  if (!account) throw new Error(`The sample household has no account ${key}.`);
  return account;
}
