import { addDays, addMonths, monthOf } from '@picture/contract';
import { addEverydaySpending } from './everyday-spending.ts';
import {
  addCardPayments,
  addLoanPayments,
  addMonthlySaving,
  drawCash,
  levelChecking,
} from './own-transfers.ts';
import { addMonthlyBills } from './recurring-bills.ts';
import { sampleAccounts } from './sample-accounts.ts';
import {
  type AccountKey,
  type Language,
  type SampleAccount,
  SampleLedger,
  type SampleRate,
  type SampleRow,
  type Text,
  type ToldValue,
} from './sample-ledger.ts';
import { euroRates, tellValues } from './told-values.ts';
import { addYear } from './yearly-events.ts';

export interface SampleHousehold {
  /** The day all accounts begin with their opening balance. */
  openedOn: string;
  accounts: SampleAccount[];
  /** In the order of their days. */
  rows: SampleRow[];
  values: ToldValue[];
  rates: SampleRate[];
}

const MONTHS = 24;

/**
 * Two years of an invented household in dollars, with some euros, up to today. All of it follows
 * from the arguments: the same day, seed and language give the same household.
 */
export function buildSampleHousehold({
  today,
  seed,
  language,
}: {
  today: string;
  seed: number;
  language: Language;
}): SampleHousehold {
  const firstMonth = addMonths(monthOf(today), -MONTHS);
  const openedOn = `${firstMonth}-01`;
  const ledger = new SampleLedger(today, language);
  addEverydaySpending(ledger, seed, openedOn, today);
  const firstYear = Number(firstMonth.slice(0, 4));
  for (let year = firstYear; year <= Number(today.slice(0, 4)); year += 1) {
    addYear(ledger, seed, year, openedOn);
  }
  addPuzzles(ledger, today);
  for (let index = 0; index <= MONTHS; index += 1) {
    const month = addMonths(firstMonth, index);
    addMonthlyBills(ledger, seed, month, index);
    addEuros(ledger, month);
    addLoanPayments(ledger, month);
    addCardPayments(ledger, month);
    addMonthlySaving(ledger, month);
    drawCash(ledger, seed, month);
    levelChecking(ledger, month);
  }
  tellValues(ledger, seed, firstMonth, MONTHS + 1);
  return {
    openedOn,
    accounts: sampleAccounts(language),
    rows: ledger.rows.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    values: ledger.values,
    rates: euroRates(seed, firstMonth, MONTHS + 1, today),
  };
}

/** A parking space in Madrid is let; its costs are paid every quarter. */
function addEuros(ledger: SampleLedger, month: string): void {
  ledger.move('euro', `${month}-05`, 95_00, 'TRANSF ALQUILER PLAZA GARAJE', 'rental_income');
  if (Number(month.slice(5)) % 3 === 1) {
    ledger.spend('euro', `${month}-10`, 48_00, 'RECIBO COMUNIDAD GARAJE', 'home');
    ledger.spend('euro', `${month}-10`, 6_00, 'COMISION MANTENIMIENTO CUENTA', 'bank_fee');
  }
}

/** [days before today, account, amount, payee]: what only the household can know, to be reviewed. */
const PUZZLES: readonly (readonly [number, AccountKey, number, string | Text])[] = [
  [2, 'checking', -64_00, { en: 'ZELLE TO J WINTERS', es: 'ZELLE A J WINTERS' }],
  [4, 'everydayCard', -23_75, 'POS 4471 KRV HLDGS'],
  [7, 'travelCard', -118_20, 'SP NORDVIND STUDIO'],
  [9, 'checking', -240_00, { en: 'CHECK 1087', es: 'CHEQUE 1087' }],
  [13, 'travelCard', -37_40, 'PAYPAL *MRTNZ'],
  [16, 'everydayCard', -12_99, 'WEB PMT 00093 TQL'],
];

function addPuzzles(ledger: SampleLedger, today: string): void {
  for (const [daysBefore, account, amountMinor, payee] of PUZZLES) {
    ledger.move(account, addDays(today, -daysBefore), amountMinor, payee, null);
  }
}
