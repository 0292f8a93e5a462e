import { addMonths } from '@picture/contract';
import type { AccountKey, SampleLedger, Text } from './sample-ledger.ts';
import { seededRandom } from './seeded-random.ts';

interface Subscription {
  account: AccountKey;
  day: number;
  amountMinor: number;
  payee: string | Text;
  category: string;
  /** From this month of the household's history on it costs so much. */
  rise?: { afterMonths: number; amountMinor: number };
}

const SUBSCRIPTIONS: readonly Subscription[] = [
  {
    account: 'travelCard',
    day: 6,
    amountMinor: 15_49,
    payee: 'NETFLIX.COM',
    category: 'television',
    rise: { afterMonths: 14, amountMinor: 17_99 },
  },
  { account: 'travelCard', day: 11, amountMinor: 11_99, payee: 'SPOTIFY USA', category: 'music' },
  {
    account: 'everydayCard',
    day: 2,
    amountMinor: 39_00,
    payee: { en: 'PLANET FITNESS CLUB FEES', es: 'PLANET FITNESS GIMNASIO' },
    category: 'gym',
  },
  {
    account: 'everydayCard',
    day: 19,
    amountMinor: 2_99,
    payee: 'APPLE.COM/BILL',
    category: 'electronics_software',
  },
  {
    account: 'checking',
    day: 8,
    amountMinor: 74_99,
    payee: 'COMCAST XFINITY INTERNET',
    category: 'internet',
  },
  {
    account: 'checking',
    day: 12,
    amountMinor: 92_50,
    payee: 'T-MOBILE PCS SVC',
    category: 'mobile_phone',
  },
  {
    account: 'checking',
    day: 3,
    amountMinor: 40_00,
    payee: { en: 'RED CROSS MONTHLY DONATION', es: 'CRUZ ROJA DONATIVO MENSUAL' },
    category: 'charity',
  },
  {
    account: 'checking',
    day: 7,
    amountMinor: 620_00,
    payee: { en: 'LITTLE ACORNS DAYCARE', es: 'GUARDERIA LAS BELLOTAS' },
    category: 'babysitter_daycare',
  },
  {
    account: 'checking',
    day: 21,
    amountMinor: 31_40,
    payee: { en: 'GUARDIAN LIFE INSURANCE PREM', es: 'SEGURO DE VIDA GUARDIAN LIFE' },
    category: 'life_insurance',
  },
];

/** Two days of pay a month, with a raise each January. */
const PAY_MINOR = 3_484_12;
const RAISE = 1.034;
const CONTRIBUTION_MINOR = 262_00;
const EMPLOYER_MATCH_MINOR = 131_00;

/** Everything of one month that comes by itself. `index` counts months from the first. */
export function addMonthlyBills(
  ledger: SampleLedger,
  seed: number,
  month: string,
  index: number,
): void {
  const on = (day: number) => `${month}-${String(day).padStart(2, '0')}`;
  for (const one of SUBSCRIPTIONS) {
    const risen = one.rise && index >= one.rise.afterMonths;
    const amount = risen ? one.rise?.amountMinor : undefined;
    ledger.spend(one.account, on(one.day), amount ?? one.amountMinor, one.payee, one.category);
  }
  addPay(ledger, month, index);
  addUtilities(ledger, seed, month);
}

function addPay(ledger: SampleLedger, month: string, index: number): void {
  const raises = Number(month.slice(0, 4)) - Number(addMonths(month, -index).slice(0, 4));
  const pay = Math.round(PAY_MINOR * RAISE ** raises);
  for (const day of ['15', '28']) {
    const on = `${month}-${day}`;
    ledger.move(
      'checking',
      on,
      pay,
      { en: 'NORTHWIND LABS PAYROLL DIR DEP', es: 'NORTHWIND LABS NOMINA' },
      'paycheck',
    );
    ledger.move(
      'retirement',
      on,
      CONTRIBUTION_MINOR,
      { en: 'EMPLOYEE CONTRIBUTION 401K', es: 'APORTACION EMPLEADO 401K' },
      'investments',
    );
    ledger.move(
      'retirement',
      on,
      EMPLOYER_MATCH_MINOR,
      { en: 'EMPLOYER MATCH 401K', es: 'APORTACION EMPRESA 401K' },
      'investments',
    );
  }
}

function addUtilities(ledger: SampleLedger, seed: number, month: string): void {
  const random = seededRandom(seed, 'utilities', month);
  const winter = ['11', '12', '01', '02', '03'].includes(month.slice(5));
  const summer = ['06', '07', '08'].includes(month.slice(5));
  const electricity = random.whole(summer ? 138_00 : 78_00, summer ? 186_00 : 112_00);
  const gas = random.whole(winter ? 84_00 : 24_00, winter ? 138_00 : 41_00);
  ledger.spend(
    'checking',
    `${month}-14`,
    electricity,
    { en: 'CITY POWER & LIGHT ELECTRIC BILL', es: 'CITY POWER RECIBO ELECTRICIDAD' },
    'utilities',
  );
  ledger.spend(
    'checking',
    `${month}-17`,
    gas,
    { en: 'VALLEY NATURAL GAS UTILITY', es: 'VALLEY GAS NATURAL RECIBO' },
    'utilities',
  );
  ledger.spend(
    'checking',
    `${month}-23`,
    random.whole(44_00, 62_00),
    { en: 'MUNICIPAL WATER UTILITY', es: 'AGUAS MUNICIPALES RECIBO AGUA' },
    'utilities',
  );
}
