import { DEFAULT_CATEGORIES } from '../src/modules/transactions/default-categories.ts';

/** An amount as a file wrote it, with what tells whether it went in or out. */
export interface Signed {
  readonly minor: number;
  /** "debit", "credit" or whatever else a type column says; '' without. */
  readonly type: string;
  readonly account: string;
  readonly category: string;
}

const TYPE_OF = new Map(DEFAULT_CATEGORIES.map(({ key, type }) => [key, type]));
const OUT =
  /^(?:debit|dr|d|out|outflow|expense|withdrawal|purchase|sale|charge|payment|spend|gasto)s?\b/i;
const IN = /^(?:credit|cr|c|in|inflow|income|deposit|refund|return|ingreso)s?\b/i;
/** An account is judged apart from the others when so many of its rows tell. */
const ENOUGH = 10;

type Reading = 'written' | 'turned' | 'typed';

const amountBy = ({ minor, type }: Signed, reading: Reading): number => {
  if (reading === 'typed') {
    if (OUT.test(type)) return 0 - Math.abs(minor);
    return IN.test(type) ? Math.abs(minor) : minor;
  }
  return reading === 'turned' ? 0 - minor : minor;
};

/** Of rows that are spending or income by their label, how many have that sign. */
function agreement(rows: readonly Signed[], reading: Reading): { told: number; agree: number } {
  let [told, agree] = [0, 0];
  for (const row of rows) {
    const type = TYPE_OF.get(row.category);
    const amount = amountBy(row, reading);
    if (amount === 0 || (type !== 'expense' && type !== 'income')) continue;
    told += 1;
    if (amount < 0 === (type === 'expense')) agree += 1;
  }
  return { told, agree };
}

function bestReading(rows: readonly Signed[]): Reading {
  const hasTypes =
    rows.some(({ type }) => OUT.test(type)) && rows.some(({ type }) => IN.test(type));
  const readings: readonly Reading[] = hasTypes
    ? ['typed', 'written', 'turned']
    : ['written', 'turned'];
  let best: { reading: Reading; agree: number } | undefined;
  for (const reading of readings) {
    const { agree } = agreement(rows, reading);
    if (best === undefined || agree > best.agree) best = { reading, agree };
  }
  return best?.reading ?? 'written';
}

const SAID: Readonly<Record<Reading, string>> = {
  written: 'Amounts as written: below zero is spending',
  turned: 'Signs turned round: above zero is spending',
  typed: 'Signs by the type column',
};

/**
 * Amounts with money out below zero. Which sign is spending is told by the labels of the whole file,
 * never by a row's own label; an account whose rows are nearly all the other way round is turned.
 */
export function signed(rows: readonly Signed[]): { amounts: readonly number[]; sentence: string } {
  const reading = bestReading(rows);
  const { told, agree } = agreement(rows, reading);
  const turned = new Set(reading === 'typed' ? [] : accountsTheOtherWay(rows, reading));
  const amounts = rows.map((row) => {
    const amount = amountBy(row, reading);
    return turned.has(row.account) ? 0 - amount : amount;
  });
  const unsigned = reading !== 'typed' && rows.every(({ minor }) => minor >= 0);
  const share = told === 0 ? '' : ` (${Math.round((agree / told) * 100)} % of labels agree)`;
  const others = [...turned].map((account) => `"${account}"`).join(', ');
  return {
    amounts,
    sentence: unsigned
      ? `No amount has a sign: all are taken as money ${reading === 'turned' ? 'out' : 'in'}${share}.`
      : `${SAID[reading]}${share}${others && `; the other way round in ${others}`}.`,
  };
}

function accountsTheOtherWay(rows: readonly Signed[], reading: Reading): string[] {
  const accounts = [...new Set(rows.map(({ account }) => account))].filter(Boolean);
  return accounts.filter((account) => {
    const { told, agree } = agreement(
      rows.filter((row) => row.account === account),
      reading,
    );
    return told >= ENOUGH && agree < told * 0.2;
  });
}
