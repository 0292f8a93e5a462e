/**
 * The arithmetic of an account's daily balances, without a database.
 * All amounts are minor units of the account's currency; days are `YYYY-MM-DD`.
 */

export interface DayRow {
  on: string;
  deltaMinor: number;
  spendingMinor: number;
  balanceMinor: number;
}

export interface DayChange {
  deltaMinor: number;
  spendingMinor: number;
}

export interface Opening {
  openedOn: string;
  startingOn: string;
  startingMinor: number;
}

/**
 * What an account starts with once transactions of these days are added.
 * A person tells the balance at the start of `openedOn`. Transactions before that day explain how it
 * came to be, they do not change it: with 500.00 told on 1 March and a later import bringing -20.00
 * of 10 February, the account started with 520.00 on 10 February.
 */
export function restart(opening: Opening, changes: ReadonlyMap<string, DayChange>): Opening {
  let { startingOn, startingMinor } = opening;
  for (const [day, change] of changes) {
    if (day >= opening.openedOn) continue;
    startingMinor -= change.deltaMinor;
    if (day < startingOn) startingOn = day;
  }
  return { openedOn: opening.openedOn, startingOn, startingMinor };
}

/** The changes, with the start taken from its old day and put on its new one. */
export function withRestart(
  changes: ReadonlyMap<string, DayChange>,
  before: Opening,
  after: Opening,
): Map<string, DayChange> {
  const all = new Map(changes);
  addChange(all, before.startingOn, { deltaMinor: -before.startingMinor, spendingMinor: 0 });
  addChange(all, after.startingOn, { deltaMinor: after.startingMinor, spendingMinor: 0 });
  return all;
}

function addChange(
  changes: Map<string, DayChange>,
  day: string,
  { deltaMinor, spendingMinor }: DayChange,
): void {
  const had = changes.get(day);
  changes.set(day, {
    deltaMinor: (had?.deltaMinor ?? 0) + deltaMinor,
    spendingMinor: (had?.spendingMinor ?? 0) + spendingMinor,
  });
}

/**
 * Applies changes to the rows from the first changed day on. `before` is the balance at the end of
 * the day before; `rows` are all rows from that day on, in order. Gives the rows that are new or
 * differ; what is not given stays as it is.
 */
export function applyChanges(
  beforeMinor: number,
  rows: readonly DayRow[],
  changes: ReadonlyMap<string, DayChange>,
): DayRow[] {
  const known = new Map(rows.map((row) => [row.on, row]));
  const days = [...new Set([...known.keys(), ...changes.keys()])].sort();
  const changed: DayRow[] = [];
  let balanceMinor = beforeMinor;
  for (const on of days) {
    const row = known.get(on);
    const change = changes.get(on);
    const deltaMinor = (row?.deltaMinor ?? 0) + (change?.deltaMinor ?? 0);
    const spendingMinor = (row?.spendingMinor ?? 0) + (change?.spendingMinor ?? 0);
    balanceMinor += deltaMinor;
    const same =
      row !== undefined &&
      row.deltaMinor === deltaMinor &&
      row.spendingMinor === spendingMinor &&
      row.balanceMinor === balanceMinor;
    if (!same) changed.push({ on, deltaMinor, spendingMinor, balanceMinor });
  }
  return changed;
}
