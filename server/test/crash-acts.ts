import { addDays } from '@picture/contract';
import { type Client, categoryId, openChecking } from './harness.ts';

// What a person does while the server dies, and what the ledger then is: all of it, or nothing.

/** A transaction as people see it. */
export interface Row {
  id: string;
  accountId: string;
  postedOn: string;
  amountMinor: number;
  /** As the bank wrote it. */
  payee: string;
  /** The payee and what the bank wrote, in small letters. */
  text: string;
  categoryId: string;
  note: string | null;
  /** Names, sorted. */
  tags: string;
  isLinked: boolean;
}

export interface Home {
  ana: Client;
  checking: string;
  savings: string;
  tags: Record<'Seen' | 'Ruled', string>;
  categories: readonly [string, string];
  /** Of the next file. */
  run: number;
  /** States before the latest steps, and states that were taken back. */
  past: Row[][];
  future: Row[][];
  /** The latest import, while it stands. */
  landed: string | null;
}

export interface FileRow {
  postedOn: string;
  payee: string;
  amountMinor: number;
}

const FIRST_DAY = '2026-01-02';
const FILE_ROWS = 1500;
const KINDS = ['Bakery', 'Coffee', 'Market', 'Books'];
export const RULE_NOTE = 'By the rule';

export async function furnish(ana: Client): Promise<Home> {
  const tag = async (name: string) => (await ana.call('POST /tags', { body: { name } })).id;
  const home: Home = {
    ana,
    checking: (await openChecking(ana, { name: 'Everyday' })).id,
    savings: (await openChecking(ana, { name: 'Rainy day', kind: 'savings' })).id,
    tags: { Seen: await tag('Seen'), Ruled: await tag('Ruled') },
    categories: [await categoryId(ana, 'groceries'), await categoryId(ana, 'pharmacy')],
    run: 0,
    past: [],
    future: [],
    landed: null,
  };
  await ana.call('POST /rules', {
    body: { contains: 'coffee', note: RULE_NOTE, addTagIds: [home.tags.Ruled] },
  });
  return home;
}

/**
 * A file whose rows are all different, also from those of other files, with one side of a transfer
 * and every fourth for the rule.
 */
export function fileOf(run: number): FileRow[] {
  const rows = Array.from({ length: FILE_ROWS }, (_, at) => ({
    postedOn: addDays(FIRST_DAY, at % 80),
    payee: `${KINDS[at % KINDS.length]} run${run}x shop ${at}`,
    amountMinor: -(run * 100_000 + ((at * 7919) % 90_000)),
  }));
  return [...rows, { postedOn: FIRST_DAY, payee: `Transfer run${run}x`, amountMinor: -sent(run) }];
}

const sent = (run: number): number => 900_000_000 + run;

export const csvOf = (rows: readonly FileRow[]): string =>
  ['Date,Payee,Amount']
    .concat(rows.map((row) => `${row.postedOn},${row.payee},${(row.amountMinor / 100).toFixed(2)}`))
    .join('\n');

/** What is there before the next file is: the other side of its transfer, and its first row by hand. */
export async function recordBefore(home: Home): Promise<void> {
  const [first] = fileOf(home.run);
  if (!first) throw new Error('The file is empty.');
  for (const body of [
    {
      accountId: home.savings,
      postedOn: FIRST_DAY,
      payee: `Transfer run${home.run}x`,
      amountMinor: sent(home.run),
    },
    { accountId: home.checking, ...first },
  ]) {
    await home.ana.call('POST /transactions', { body });
  }
}

/** A change in one request: what it asks for, and what the ledger is once it has been done. */
export interface Act {
  request: string;
  go(): Promise<unknown>;
  after: Row[];
  /** Where the states before and after stand in the history then. */
  remember(home: Home, before: Row[]): void;
  /** Asked again with the same key after a crash, it is done once. */
  isIdempotent?: boolean;
}

const asStep = (home: Home, before: Row[]): void => {
  home.past.push(before);
  home.future = [];
};

const asBeginning = (home: Home): void => {
  home.past = [];
  home.future = [];
};

/** What is found by a word of a payee. */
const found = (rows: readonly Row[], word: string): Set<Row> =>
  new Set(rows.filter((row) => row.text.includes(word)));

export const ACTS: Record<string, (home: Home, before: Row[], turn: number) => Act | null> = {
  edit: ({ ana, run, tags, categories }, before, turn) => {
    const word = turn % 2 === 0 ? 'run' : `run${turn % run}x`;
    const rows = found(before, word);
    const note = `Look ${turn}`;
    const change = { note, addTagIds: [tags.Seen], categoryId: categories[turn % 2] ?? '' };
    const { categoryId } = change;
    return which(rows, word, (matching) => ({
      request: 'POST /transactions/bulk',
      go: () => ana.call('POST /transactions/bulk', { body: { matching, change } }),
      after: before.map((row) =>
        rows.has(row) ? { ...row, note, categoryId, tags: withTag(row.tags, 'Seen') } : row,
      ),
      remember: asStep,
    }));
  },

  delete: ({ ana }, before, turn) => {
    const word = KINDS[turn % KINDS.length]?.toLowerCase() ?? '';
    const rows = found(before, word);
    return which(rows, word, (matching) => ({
      request: 'POST /transactions/bulk-delete',
      go: () => ana.call('POST /transactions/bulk-delete', { body: { matching } }),
      after: before.filter((row) => !rows.has(row)),
      remember: asStep,
    }));
  },

  undo: ({ ana, past }, before) => {
    const after = past.at(-1);
    return after
      ? {
          request: 'POST /ledger/undo',
          go: () => ana.call('POST /ledger/undo', { body: {} }),
          after,
          remember: (home) => {
            home.past.pop();
            home.future.push(before);
          },
        }
      : null;
  },

  redo: ({ ana, future }, before) => {
    const after = future.at(-1);
    return after
      ? {
          request: 'POST /ledger/redo',
          go: () => ana.call('POST /ledger/redo', { body: {} }),
          after,
          remember: (home) => {
            home.future.pop();
            home.past.push(before);
          },
        }
      : null;
  },

  rule: ({ ana, run }, before, turn) => {
    const contains = `market run${turn % run}x`;
    const headers = { 'idempotency-key': `rule-${turn}` };
    const note = `Rule ${turn}`;
    const body = { contains, note, applyToExisting: true };
    const rows = found(before, contains);
    return {
      request: 'POST /rules',
      go: () => ana.call('POST /rules', { headers, body }),
      after: before.map((row) => (rows.has(row) && row.note === null ? { ...row, note } : row)),
      remember: asBeginning,
      isIdempotent: true,
    };
  },

  record: ({ ana, savings, categories }, before, turn) => {
    const wish = { postedOn: FIRST_DAY, payee: `By hand ${turn}`, amountMinor: -turn };
    const body = { ...wish, accountId: savings, categoryId: categories[0] };
    const row = { ...body, id: '', text: wish.payee.toLowerCase(), note: null, tags: '' };
    const headers = { 'idempotency-key': `record-${turn}` };
    return {
      request: 'POST /transactions',
      go: () => ana.call('POST /transactions', { headers, body }),
      after: [...before, { ...row, isLinked: false }],
      remember: asBeginning,
      isIdempotent: true,
    };
  },
};

function which(
  rows: ReadonlySet<Row>,
  search: string,
  act: (matching: { filter: { search: string }; count: number }) => Act,
): Act | null {
  if (rows.size === 0) return null;
  return act({ filter: { search }, count: rows.size });
}

const withTag = (tags: string, name: string): string =>
  [...new Set(tags.split(' ').filter(Boolean).concat(name))].sort().join(' ');
