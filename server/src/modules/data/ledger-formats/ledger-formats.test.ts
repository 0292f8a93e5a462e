import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addDays, minorToDecimal } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStatements, toParseJson } from '../../imports/index.ts';
import { writeBeancount, writeLedger } from './journals.ts';
import type { Book, BookEntry } from './ledger-book.ts';
import { writeOfx } from './ofx.ts';
import { writeQif } from './qif.ts';
import { writeCsv, writeJsonLines } from './rows.ts';

const TODAY = '2026-11-01';

async function* books(all: readonly Book[]): AsyncGenerator<Book> {
  yield* all;
}

async function text(lines: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const line of lines) all += line;
  return all;
}

const account = (id: string, part: Partial<Book['account']> = {}): Book['account'] => ({
  id,
  name: `Account ${id}`,
  kind: 'checking',
  currency: 'USD',
  openedOn: '2026-01-01',
  startingMinor: 100_000,
  startingOn: '2026-01-01',
  ...part,
});

const entry = (part: Partial<BookEntry> = {}): BookEntry => ({
  id: 'E1',
  postedOn: '2026-03-05',
  amountMinor: -4_250,
  payee: 'Café "Azul"; bar',
  originalPayee: null,
  memo: null,
  checkNumber: null,
  isPending: false,
  transferWith: null,
  lines: [
    {
      amountMinor: -4_000,
      category: ['Food & Dining', 'Groceries'],
      categoryType: 'expense',
      note: '=HYPERLINK("x")',
      tags: ['Viaje a Cádiz'],
    },
    {
      amountMinor: -250,
      category: ['Pets'],
      categoryType: 'expense',
      note: null,
      tags: [],
    },
  ],
  ...part,
});

const one = [{ account: account('A1'), entries: [entry()] }];

describe('files for other programs', () => {
  it('writes a split as one entry of a journal that adds up', async () => {
    expect(await text(writeLedger(books(one)))).toContain(
      [
        '2026-03-05 * Café "Azul", bar',
        '    ; id: E1',
        '    ; note: =HYPERLINK("x")',
        '    ; :Viaje-a-Cadiz:',
        '    Assets:Account A1  -42.50 USD',
        '    Expenses:Food & Dining:Groceries  40.00 USD',
        '    Expenses:Pets  2.50 USD',
      ].join('\n'),
    );
    expect(await text(writeBeancount(books(one)))).toContain(
      [
        '2026-03-05 * "Café \\"Azul\\"; bar" "" #Viaje-a-Cadiz',
        '  id: "E1"',
        '  note: "=HYPERLINK(\\"x\\")"',
        '  Assets:Account-A1  -42.50 USD',
        '  Expenses:Food-Dining:Groceries  40.00 USD',
        '  Expenses:Pets  2.50 USD',
      ].join('\n'),
    );
  });

  it('lets no text run in a spreadsheet, and keeps lines apart in JSON', async () => {
    expect(await text(writeCsv(books(one)))).toContain(`"'=HYPERLINK(""x"")"`);
    const [line = ''] = (await text(writeJsonLines(books(one)))).split('\n');
    expect(JSON.parse(line)).toMatchObject({ currency: 'USD', amountMinor: -4_250 });
  });

  const wild = fc.string({ unit: 'grapheme', maxLength: 60 });
  const anyBooks = fc.array(
    fc.record({
      kind: fc.constantFrom('checking' as const, 'savings' as const, 'credit_card' as const),
      name: wild,
      currency: fc.constantFrom('USD', 'JPY', 'KWD'),
      startingMinor: fc.integer({ min: -1e6, max: 1e6 }),
      entries: fc.array(
        fc.record({
          day: fc.nat(300),
          amounts: fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 4 }),
          payee: wild,
          note: fc.option(wild),
          category: wild,
          type: fc.constantFrom('expense' as const, 'income' as const, 'transfer' as const),
        }),
        { maxLength: 8 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  );
  type Wild = typeof anyBooks extends fc.Arbitrary<infer T> ? T : never;
  const asBooks = (all: Wild): Book[] =>
    all.map(({ entries, ...told }, at) => ({
      account: account(`A${at}`, told),
      entries: entries
        .map(({ day, amounts, payee, note, category, type }, number) => {
          const [first, ...rest] = amounts.map((amountMinor) => ({
            amountMinor,
            category: ['Group', category] as const,
            categoryType: type,
            note,
            tags: [payee],
          }));
          if (!first) throw new Error('no line');
          return entry({
            id: `E${at}-${number}`,
            postedOn: addDays('2026-01-01', day),
            amountMinor: amounts.reduce((sum, one) => sum + one, 0),
            payee,
            lines: [first, ...rest],
          });
        })
        .sort((a, b) => (a.postedOn < b.postedOn ? -1 : 1)),
    }));

  it.each([
    ['OFX', (all: Book[]) => writeOfx(books(all), TODAY), {}],
    // QIF tells no currency, and its starting balance is one of its transactions.
    ['QIF', (all: Book[]) => writeQif(books(all)), { currency: 'USD' as const, startingMinor: 0 }],
  ])('writes %s that our own reader reads back to the cent', async (_name, write, part) => {
    await fc.assert(
      fc.asyncProperty(anyBooks, async (all) => {
        const given = asBooks(all.map((book) => ({ ...book, ...part }))).filter(
          (book) => book.entries.length > 0,
        );
        if (given.length === 0) return;
        const content = await text(write(given));
        const source = {
          name: 'ledger.txt',
          sizeBytes: Buffer.byteLength(content),
          open: () => Readable.from([Buffer.from(content)]),
        };
        const read = await toParseJson(readStatements(source, { currency: 'USD' }));
        const sums = read.statements.map((statement) =>
          statement.transactions.reduce((sum, row) => sum + row.amountMinor, 0),
        );
        const total = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
        const expected = given.map((book) => total(book.entries.map((row) => row.amountMinor)));
        expect(total(sums)).toBe(total(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('writes journals whose balances are ours, read by a plain interpreter', async () => {
    await fc.assert(
      fc.asyncProperty(anyBooks, async (all) => {
        const given = asBooks(all);
        for (const write of [writeLedger, writeBeancount]) {
          const balances = interpret(await text(write(books(given))));
          const found = [...balances]
            .filter(([name]) => /^(Assets|Liabilities):/.test(name))
            .map(([, amount]) => amount);
          expect(numbers(found)).toEqual(balancesOf(given));
        }
      }),
      { numRuns: 60 },
    );
  });

  const OWN = ['^Assets', '^Liabilities'];
  it.each([
    ['ledger', ['-f', 'FILE', 'balance', '--flat', '--no-total', ...OWN], writeLedger],
    ['hledger', ['-f', 'FILE', 'balance', '--flat', '--no-total', ...OWN], writeLedger],
    ['bean-check', ['FILE'], writeBeancount],
    [
      'bean-query',
      ['FILE', `SELECT account, sum(position) WHERE account ~ '${OWN.join('|')}' GROUP BY account`],
      writeBeancount,
    ],
  ] as const)('has our balances in %s where that is installed', async (program, args, write) => {
    if (spawnSync(program, ['--version']).error) return;
    const folder = mkdtempSync(join(tmpdir(), 'picture-journal-'));
    const file = join(folder, 'journal.txt');
    try {
      for (const all of fc.sample(anyBooks, 12)) {
        const given = asBooks(all);
        writeFileSync(file, await text(write(books(given))));
        const told = execFileSync(
          program,
          args.map((arg) => (arg === 'FILE' ? file : arg)),
          { encoding: 'utf8' },
        );
        if (program === 'bean-check') continue;
        const amounts = [...told.matchAll(/(-?\d[\d.]*) +(?:USD|JPY|KWD)\b/g)];
        expect(numbers(amounts.map(([, amount = '']) => amount))).toEqual(balancesOf(given));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const numbers = (amounts: readonly string[]): number[] =>
  amounts
    .map(Number)
    .filter((amount) => amount !== 0)
    .sort((a, b) => a - b);

const balancesOf = (given: readonly Book[]): number[] =>
  numbers(
    given.map(({ account: { currency, startingMinor }, entries }) =>
      minorToDecimal(
        entries.reduce((sum, row) => sum + row.amountMinor, startingMinor),
        currency,
      ),
    ),
  );

/** Balances by account of a journal as both dialects write it; throws where an entry does not balance. */
function interpret(journal: string): Map<string, string> {
  const balances = new Map<string, number>();
  for (const block of journal.split('\n\n')) {
    const postings = block
      .split('\n')
      .map((line) =>
        /^\s+((?:Assets|Liabilities|Equity|Income|Expenses):.*?) {2}(-?[\d.]+) [A-Z]{3}$/.exec(
          line,
        ),
      )
      .filter((match) => match !== null);
    const scaled = postings.map((match) => Math.round(Number(match[2]) * 1000));
    expect(scaled.reduce((sum, one) => sum + one, 0)).toBe(0);
    for (const [at, match] of postings.entries()) {
      const name = match[1] ?? '';
      balances.set(name, (balances.get(name) ?? 0) + (scaled[at] ?? 0));
    }
  }
  return new Map([...balances].map(([name, amount]) => [name, String(amount / 1000)]));
}
