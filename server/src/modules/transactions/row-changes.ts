/** What of a row is told: its columns by name, without the household's. */
export type Cells = Record<string, string | number | null>;

/** The tables whose rows a step can bring back, by what tells their rows apart. */
export const STEP_KEYS = {
  transactions: ['id'],
  /** Belong to a transaction, and come and go with it. */
  split_lines: ['transaction_id'],
  transaction_tags: ['transaction_id', 'tag_id'],
  attachments: ['transaction_id', 'id'],
  refunds: ['transaction_id'],
  loan_payments: ['transaction_id'],
  deleted_import_keys: ['account_id', 'import_key'],
  tags: ['id'],
  /** A told value: its own transaction follows from it. */
  account_values: ['account_id', 'on_day'],
  categories: ['id'],
  category_rules: ['id'],
  merchant_choices: ['merchant_key', 'direction'],
  merchant_names: ['merchant_key'],
  loan_habits: ['merchant_key', 'account_id', 'loan_account_id'],
  refused_transfers: ['out_id', 'in_id'],
  refused_links: ['kind', 'out_id', 'in_id'],
} as const;
export type StepTable = keyof typeof STEP_KEYS;

/**
 * One row before and after. New rows have no before, deleted ones no after; of others only the
 * columns that changed are told.
 */
export interface RowChange {
  table: StepTable;
  key: Cells;
  before: Cells | null;
  after: Cells | null;
  /** The account whose row it is: what is told of an account goes with it. */
  account?: string;
}

/** Columns that say how a row came to be as it is, not what it is. */
const UNTOLD = new Set(['household_id', 'version', 'created_by']);

export const cellsOf = (row: object): Cells =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !UNTOLD.has(column)));

/** Of the columns of `change` those that differ from the row, before and after; null if none does. */
export function differenceOf(row: object, change: object): { before: Cells; after: Cells } | null {
  const was = row as Cells;
  const [before, after]: [Cells, Cells] = [{}, {}];
  for (const [column, value] of Object.entries(change)) {
    if (UNTOLD.has(column) || was[column] === value) continue;
    before[column] = was[column] ?? null;
    after[column] = value;
  }
  return Object.keys(after).length === 0 ? null : { before, after };
}

/** What takes these changes back: the last one first. */
export const inverted = (changes: readonly RowChange[]): RowChange[] =>
  changes.toReversed().map((change) => ({ ...change, before: change.after, after: change.before }));

/** Whether a row as it is now is what a change left; what others changed in other columns is theirs. */
export const isAsLeft = (row: object | undefined, left: Cells | null): boolean =>
  left === null
    ? row === undefined
    : row !== undefined &&
      Object.entries(left).every(([column, value]) => (row as Cells)[column] === value);

/** Changes of one table that follow one another, each row once. */
export function runsOf(changes: readonly RowChange[]): RowChange[][] {
  const runs: RowChange[][] = [];
  let keys = new Set<string>();
  for (const change of changes) {
    const key = JSON.stringify(change.key);
    const last = runs.at(-1);
    if (last?.[0]?.table === change.table && !keys.has(key)) last.push(change);
    else {
      runs.push([change]);
      keys = new Set();
    }
    keys.add(key);
  }
  return runs;
}

/** Things by what they are to become, so that many rows are written at once. */
export function groupedBy<T>(items: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** A row made whole of its cells; none where there are none. */
export const rowOf = <Row>(
  { householdId }: { householdId: string },
  row: Row | undefined,
  cells: Cells | null,
): Row | undefined =>
  cells === null ? undefined : ({ household_id: householdId, ...row, ...cells } as Row);
