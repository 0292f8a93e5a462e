import { currencyExponent } from '@picture/contract';
import type { AmountFailure } from './amounts.ts';
import { problem } from './problems.ts';
import type { StatementEvent, StatementProblem } from './statement.ts';

const LONGEST_QUOTE = 40;

/** What is told of an amount that cannot be read. */
export function amountProblem(
  severity: StatementProblem['severity'],
  why: AmountFailure['why'],
  written: string,
  line: number,
): StatementEvent {
  if (why === 'empty') {
    return problem(severity, line, 'amount_missing', 'This entry has no amount.');
  }
  const text = written.slice(0, LONGEST_QUOTE);
  return why === 'too_large'
    ? problem(severity, line, 'amount_too_large', `The amount ${text} is too large.`, { text })
    : problem(severity, line, 'amount_invalid', `“${text}” is not an amount.`, { text });
}

export function roundedProblem(written: string, line: number): StatementEvent {
  const text = written.slice(0, LONGEST_QUOTE);
  const message = `The amount ${text} was rounded to the minor unit.`;
  return problem('warning', line, 'amount_rounded', message, { text });
}

export function dateProblem(written: string, line: number): StatementEvent {
  if (written === '') return problem('error', line, 'date_missing', 'This entry has no date.');
  const text = written.slice(0, LONGEST_QUOTE);
  const message = `“${text}” is not a day that exists.`;
  return problem('error', line, 'date_invalid', message, { text });
}

export const balanceProblem = (line: number): StatementEvent =>
  problem(
    'warning',
    line,
    'balance_differs',
    'The opening balance and the transactions of this statement do not add up to its closing balance.',
  );

/**
 * The currency a bank names. A code nobody uses any more, as DEM, is told and left open: no account
 * is kept in it. XXX stands for no currency.
 */
export function currencyNamed(
  written: string | undefined,
  line: number,
): { currency: string | null; told: StatementEvent | null } {
  const currency = written?.trim().toUpperCase().slice(0, 10) ?? '';
  if (currency === '' || currency === 'XXX') return { currency: null, told: null };
  if (currencyExponent(currency) !== null) return { currency, told: null };
  const message = `“${currency}” is not a currency in use; its amounts were read as they stand.`;
  return {
    currency: null,
    told: problem('error', line, 'currency_unknown', message, { currency }),
  };
}
