/**
 * What an investment record does to the account's cash, by its action: 1 in, -1 out, 0 nothing. An
 * action that ends in X moves the cash of a trade from or to another account, and so none here.
 */
const ACTIONS: Record<string, -1 | 0 | 1> = {
  buy: -1,
  cash: 1,
  cglong: 1,
  cgmid: 1,
  cgshort: 1,
  contrib: 1,
  contribx: 1,
  cvrshrt: -1,
  div: 1,
  exercise: -1,
  expire: 0,
  grant: 0,
  int: 1,
  intinc: 1,
  margint: -1,
  miscexp: -1,
  miscinc: 1,
  reinvdiv: 0,
  reinvint: 0,
  reinvlg: 0,
  reinvmd: 0,
  reinvsh: 0,
  rtrncap: 1,
  sell: 1,
  shrsin: 0,
  shrsout: 0,
  shtsell: 1,
  stksplit: 0,
  vest: 0,
  withdrw: -1,
  withdrwx: -1,
  xin: 1,
  xout: -1,
};

/**
 * The cash an investment record moved, in minor units. The file writes the amount of a purchase and
 * of a sale alike; of plain cash and of actions not known here it writes the sign.
 */
export function qifCash(action: string, amountMinor: number): number {
  const name = action.toLowerCase();
  const sign = ACTIONS[name] ?? (ACTIONS[name.replace(/x$/, '')] === undefined ? null : 0);
  if (sign === null || name === 'cash') return amountMinor;
  return sign === 0 ? 0 : sign * Math.abs(amountMinor);
}

/** Whether a record of this action may go without an amount. */
export const movesNoCash = (action: string): boolean => qifCash(action, 1) === 0;
