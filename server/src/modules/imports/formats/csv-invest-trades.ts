import type { Leg } from './csv-invest-legs.ts';
import { actionOf, type TradeAction } from './investment-actions.ts';
import type { Trade } from './investments.ts';
import type { ParsedTransaction } from './statement.ts';

export const newTrade = (row: ParsedTransaction, action: TradeAction): Trade => ({
  line: row.line,
  tradedOn: row.postedOn,
  settledOn: null,
  action,
  security: null,
  units: null,
  price: null,
  priceCurrency: null,
  feesMinor: null,
  amountMinor: row.amountMinor,
  externalId: row.externalId,
  memo: row.memo,
});

/** What the broker's word means; where nobody knows it, what it writes beside. */
export function actionIn(written: string, name: string): TradeAction {
  const action = actionOf(name === '' ? written : written.replace(name, ' '));
  return action === 'other' ? actionOf(name) : action;
}

/** One side of an exchange alone is a purchase or a sale: its other side is a row of its own. */
export function ledgerAction(written: string, leg: Leg, legs: readonly Leg[]): TradeAction {
  const action = actionOf(written);
  const isOut = leg.units.startsWith('-');
  const bought = isOut ? 'sell' : 'buy';
  if (legs.length > 1) return legs.some((one) => one.isMoney) ? bought : 'exchange';
  const ofExchange = action === 'exchange' || action === 'buy' || action === 'sell';
  if (ofExchange || written === 'receive') return bought;
  if (action === 'deposit' || action === 'withdrawal')
    return isOut ? 'transfer_out' : 'transfer_in';
  const isReward = action === 'interest' || action === 'dividend' || action === 'reward';
  // Coins that go into what earns interest are still held.
  return isReward ? (isOut ? 'other' : 'reward') : action;
}
