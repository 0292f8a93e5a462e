import { addMonths, lastDayOf } from '@picture/contract';
import { sampleAccount } from './sample-accounts.ts';
import type { AccountKey, SampleLedger } from './sample-ledger.ts';
import { seededRandom } from './seeded-random.ts';

interface Loan {
  account: 'mortgage' | 'carLoan';
  day: string;
  category: string;
  lender: string;
}

const LOANS: readonly Loan[] = [
  { account: 'mortgage', day: '01', category: 'mortgage_rent', lender: 'OAKWOOD HOME LOANS' },
  { account: 'carLoan', day: '05', category: 'auto_payment', lender: 'LAKESIDE AUTO FINANCE' },
];

/** A payment as a transfer, and the month's interest as what the loan costs. */
export function addLoanPayments(ledger: SampleLedger, month: string): void {
  for (const { account, day, category, lender } of LOANS) {
    const { openingBalanceMinor, interestRate, minimumPaymentMinor } = sampleAccount(account);
    const on = `${month}-${day}`;
    const owedMinor = -(openingBalanceMinor + ledger.moved(account, '', on));
    const interestMinor = Math.round((owedMinor * Number(interestRate)) / 1200);
    ledger.spend(
      account,
      on,
      interestMinor,
      { en: 'INTEREST CHARGED', es: 'INTERESES DEL PRESTAMO' },
      category,
    );
    ledger.transfer({ from: 'checking', to: account }, on, minimumPaymentMinor ?? 0, {
      from: { en: `${lender} LOAN PMT`, es: `${lender} CUOTA PRESTAMO` },
      to: { en: 'PAYMENT RECEIVED', es: 'PAGO RECIBIDO' },
    });
  }
}

interface Card {
  account: 'everydayCard' | 'travelCard';
  closesOn: string;
  paidOn: string;
  issuer: string;
}

const CARDS: readonly Card[] = [
  { account: 'everydayCard', closesOn: '20', paidOn: '16', issuer: 'SUMMIT CARD SERVICES' },
  { account: 'travelCard', closesOn: '25', paidOn: '20', issuer: 'MERIDIAN BANK CARD' },
];

/** Each card's last statement is paid in full; called month after month, after what they bought. */
export function addCardPayments(ledger: SampleLedger, month: string): void {
  for (const { account, closesOn, paidOn, issuer } of CARDS) {
    const closing = `${addMonths(month, -1)}-${closesOn}`;
    const statementMinor =
      sampleAccount(account).openingBalanceMinor + ledger.moved(account, '', closing);
    ledger.transfer(
      { from: 'checking', to: account },
      `${month}-${paidOn}`,
      -statementMinor,
      {
        from: { en: `${issuer} AUTOPAY`, es: `${issuer} PAGO TARJETA` },
        to: { en: 'AUTOMATIC PAYMENT - THANK YOU', es: 'PAGO AUTOMATICO - GRACIAS' },
      },
      'credit_card_payment',
    );
  }
}

/** Money put aside each month, and interest on what is there. */
export function addMonthlySaving(ledger: SampleLedger, month: string): void {
  const opening = sampleAccount('savings');
  const end = lastDayOf(month);
  const aside: readonly [AccountKey, string, number, string][] = [
    ['savings', '16', 500_00, 'HARBOR FEDERAL SAVINGS'],
    ['brokerage', '18', 350_00, 'PINECREST INVESTMENTS'],
    ['crypto', '22', 75_00, 'COINBASE'],
  ];
  for (const [account, day, amountMinor, bank] of aside) {
    ledger.transfer({ from: 'checking', to: account }, `${month}-${day}`, amountMinor, {
      from: { en: `TRANSFER TO ${bank}`, es: `TRANSFERENCIA A ${bank}` },
      to: { en: 'TRANSFER FROM HARBOR CHECKING', es: 'TRANSFERENCIA DESDE CUENTA CORRIENTE' },
    });
  }
  const savedMinor = opening.openingBalanceMinor + ledger.moved('savings', '', end);
  ledger.move(
    'savings',
    end,
    Math.round((savedMinor * Number(opening.interestRate)) / 1200),
    { en: 'INTEREST PAYMENT', es: 'ABONO DE INTERESES' },
    'interest_income',
  );
}

const KEPT_IN_CHECKING_MINOR = 9_500_00;
const LEAST_IN_CHECKING_MINOR = 7_800_00;
const ROUND_MINOR = 100_00;

/** At month's end what checking has too much goes to savings; what it lacks comes back. */
export function levelChecking(ledger: SampleLedger, month: string): void {
  const on = `${month}-28`;
  const balanceMinor =
    sampleAccount('checking').openingBalanceMinor + ledger.moved('checking', '', on);
  const texts = {
    from: { en: 'ONLINE TRANSFER', es: 'TRANSFERENCIA EN LINEA' },
    to: { en: 'ONLINE TRANSFER', es: 'TRANSFERENCIA EN LINEA' },
  };
  const round = (minor: number) => Math.floor(minor / ROUND_MINOR) * ROUND_MINOR;
  if (balanceMinor > KEPT_IN_CHECKING_MINOR) {
    const spare = round(balanceMinor - KEPT_IN_CHECKING_MINOR);
    ledger.transfer({ from: 'checking', to: 'savings' }, on, spare, texts);
  } else if (balanceMinor < LEAST_IN_CHECKING_MINOR) {
    const lacking = round(LEAST_IN_CHECKING_MINOR - balanceMinor) + ROUND_MINOR;
    ledger.transfer({ from: 'savings', to: 'checking' }, on, lacking, texts);
  }
}

const WITHDRAWN_MINOR = 100_00;
const CASH_KEPT_MINOR = 40_00;

/** Cash is drawn when the wallet runs low, now and then from another bank's machine. */
export function drawCash(ledger: SampleLedger, seed: number, month: string): void {
  for (const day of ['04', '13', '24']) {
    const on = `${month}-${day}`;
    const random = seededRandom(seed, 'cash', on);
    const heldMinor = sampleAccount('cash').openingBalanceMinor + ledger.moved('cash', '', on);
    if (heldMinor >= CASH_KEPT_MINOR + WITHDRAWN_MINOR / 2) continue;
    ledger.transfer({ from: 'checking', to: 'cash' }, on, WITHDRAWN_MINOR, {
      from: { en: 'ATM WITHDRAWAL 004417 MAIN ST', es: 'RETIRO CAJERO 004417' },
      to: { en: 'From the ATM', es: 'Del cajero' },
    });
    if (random.chance(0.2)) {
      ledger.spend(
        'checking',
        on,
        3_50,
        { en: 'NON-NETWORK ATM FEE', es: 'COMISION CAJERO AJENO' },
        'atm_fee',
      );
    }
  }
}
