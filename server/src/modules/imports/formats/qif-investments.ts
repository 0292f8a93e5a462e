/**
 * What an investment record does to the account's cash, by its action: 1 in, -1 out, 0 nothing. An
 * action that ends in X moves the cash of a trade from or to another account, and so none here.
 */
const ACTIONS: ReadonlyMap<string, -1 | 0 | 1> = new Map([
  ...actions(
    1,
    'cash cglong cgmid cgshort contrib contribx div int intinc miscinc rtrncap sell shtsell sold xin',
  ),
  ...actions(-1, 'bought buy cvrshrt exercise margint miscexp withdrw withdrwx xout'),
  ...actions(
    0,
    'exercisx expire grant reinvdiv reinvint reinvlg reinvmd reinvsh reminder shrsin shrsout stksplit vest',
  ),
]);

function actions(effect: -1 | 0 | 1, names: string): (readonly [string, -1 | 0 | 1])[] {
  return names.split(' ').map((name) => [name, effect] as const);
}

/** 1, -1 or 0 as above; null for an action nobody knows. */
export function cashDirection(action: string): -1 | 0 | 1 | null {
  const name = action.toLowerCase().replace(/\s/g, '');
  return ACTIONS.get(name) ?? (ACTIONS.has(name.replace(/x$/, '')) ? 0 : null);
}

/**
 * The cash an investment record moved, in minor units. A purchase is written without its sign; what
 * comes in keeps the sign it has, since a negative dividend is one taken back.
 */
export function cashMoved(direction: -1 | 0 | 1, amountMinor: number): number {
  if (direction === 0) return 0;
  return direction === 1 ? amountMinor : 0 - Math.abs(amountMinor);
}
