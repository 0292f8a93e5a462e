import type { FoundSum, listTransactions, QueryIn, Transaction } from '@picture/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../../../bench/synthetic.ts';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  eventually,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

type PageQuery = Pick<QueryIn<typeof listTransactions>, 'sort' | 'order' | 'limit'>;

/** More texts than the index takes at once, so that some are in it and some are not yet. */
const ROWS = 4700;
const PARTS =
  "Café|MERCADO|niño|100%|a_b|back\\slash|🍕|Straße|ﬁnal|x|東京|O'Hara|Supercalifragilisticexpialidocious".split(
    '|',
  );

describeOnEachEngine('The index of texts', (build) => {
  let test: TestApp;
  let ana: Client;
  /** What the file says, and then all that is kept of it: payee, original text, memo and note. */
  const texts: string[] = [];

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
    const accountId = (await openChecking(ana)).id;
    const random = seeded(7);
    const some = () => PARTS[Math.floor(random() * PARTS.length)];
    const lines = ['Date,Description,Amount'];
    for (let row = 0; row < ROWS; row += 1) {
      texts.push(`${some()} ${some()} ${(row * 7919).toString(36)}`);
      lines.push(`${dayOf(row)},"${texts[row]}",-${1 + row}.00`);
    }
    const { id } = await ana.upload(lines.join('\n'), { accountId });
    await ana.call('POST /imports/:id/commit', { params: { id } });
    expect((await ana.settled(id)).counts.add).toBe(ROWS);
    const { read } = test.services.database;
    await eventually(async () => {
      const rows = await read.selectFrom('search_grams').select('pair').limit(1).execute();
      expect(rows).toHaveLength(1);
    });
    for await (const row of everyRow('')) {
      const { payee, originalPayee, memo, note } = row;
      texts[numberOf(row)] = [payee, originalPayee, memo, note].filter(Boolean).join(' ');
    }
  }, 300_000);
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  const dayOf = (row: number) => `2025-0${1 + (row % 9)}-1${row % 10}`;
  const fold = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase();
  const countIn = (sums: readonly FoundSum[]) =>
    sums.reduce((count, sum) => count + sum.transactions, 0);
  const countOf = async (search: string): Promise<number> => {
    const { sums } = await ana.call('GET /transactions/totals', { query: { search } });
    return countIn(sums);
  };
  const countByRule = async (contains: string): Promise<number> => {
    const body = { contains, isReviewed: true };
    const { sums } = await ana.call('POST /rules/preview', { body });
    return countIn(sums);
  };
  /** Each row has an amount of its own. */
  const numberOf = (row: Transaction) => -row.amount.amountMinor / 100 - 1;
  const firstPage = async (search: string): Promise<number[]> =>
    (await ana.call('GET /transactions', { query: { search, sort: 'amount', limit: 20 } })).items
      .map(numberOf)
      .sort((a, b) => a - b);

  async function* everyRow(search: string, query: PageQuery = { limit: 200 }) {
    let cursor: string | undefined;
    do {
      const page = await ana.call('GET /transactions', {
        query: { search, ...query, ...(cursor && { cursor }) },
      });
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  /** What a look at every text finds. */
  function scan(words: readonly { word: string; not: boolean }[]): number[] {
    return [...texts.keys()].filter((row) =>
      words.every(({ word, not }) => fold(texts[row] ?? '').includes(fold(word)) !== not),
    );
  }
  const asSearch = (words: readonly { word: string; not: boolean }[]) =>
    words.map(({ word, not }) => `${not ? '-' : ''}text:"${word}"`).join(' ');

  it('finds what a look at every text finds, whatever is asked', async () => {
    const word = fc.oneof(
      fc.constantFrom(...PARTS, 'e', 'q', '%', '_', '\\', 'zz', 'ne', 'ß', 'zzzz', '京'),
      fc
        .tuple(fc.nat(ROWS - 1), fc.nat(12), fc.integer({ min: 1, max: 9 }))
        .map(([row, from, length]) =>
          Array.from(texts[row] ?? '')
            .slice(from, from + length)
            .join(''),
        )
        .filter((part) => part.trim() === part && part !== ''),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ word, not: fc.boolean() }), { minLength: 1, maxLength: 3 }),
        async (words) => {
          const expected = scan(words);
          expect(await countOf(asSearch(words))).toBe(expected.length);
          const [{ word, not } = { word: '', not: true }] = words;
          if (words.length === 1 && !not && [...word].length > 1) {
            expect(await countByRule(word)).toBe(expected.length);
          }
          if (expected.length > 20) return;
          expect(await firstPage(asSearch(words))).toEqual(expected);
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  }, 300_000);

  it('gives every row in its order, page by page, whatever else is asked', async () => {
    const limits = fc.record({
      word: fc.constantFrom('cafe', 'x', 'nino', '"cafe mercado"', 'a_b'),
      not: fc.constantFrom(null, '100%', 'supercalifragilisticexpialidocious', 'zzzz'),
      /** What an index leads to, and what it does not. */
      most: fc.integer({ min: 1, max: 6000 }),
      as: fc.constantFrom('amount:<=', '-amount:>'),
      from: fc.constantFrom(null, '2025-03', '2025-09'),
    });
    const pages = fc.record({
      sort: fc.constantFrom('postedOn' as const, 'amount' as const),
      order: fc.constantFrom('asc' as const, 'desc' as const),
      limit: fc.constantFrom(3, 50, 200),
    });
    await fc.assert(
      fc.asyncProperty(limits, pages, async ({ word, not, most, as, from }, page) => {
        const words = [
          { word: word.replaceAll('"', ''), not: false },
          ...(not === null ? [] : [{ word: not, not: true }]),
        ];
        const search = `${asSearch(words)} ${as}${most}${from === null ? '' : ` date:>=${from}`}`;
        const expected = scan(words).filter(
          (row) => row < most && (from === null || dayOf(row) >= `${from}-01`),
        );
        const seen: Transaction[] = [];
        for await (const row of everyRow(search, page)) {
          if (seen.push(row) === 600) break;
        }
        expect(await countOf(search)).toBe(expected.length);
        const isAmount = page.sort === 'amount';
        const keys = expected
          .map((row) => (isAmount ? -row : dayOf(row)))
          .sort((a, b) => (a < b ? -1 : 1));
        if (page.order === 'desc') keys.reverse();
        expect(seen.map((row) => (isAmount ? -numberOf(row) : row.postedOn))).toEqual(
          keys.slice(0, seen.length),
        );
        const numbers = new Set(seen.map(numberOf));
        expect(numbers.size).toBe(Math.min(expected.length, 600));
        expect(expected).toEqual(expect.arrayContaining([...numbers]));
      }),
      { numRuns: 40, seed: 5 },
    );
  }, 300_000);

  it('takes long words, words in quotes and words that are in no text', async () => {
    const long = 'Supercalifragilisticexpialidocious';
    expect(await countOf(long)).toBe(scan([{ word: long, not: false }]).length);
    expect(await countOf(`${long}x`)).toBe(0);
    expect(await countOf('"niño mercado"')).toBe(
      scan([{ word: 'nino mercado', not: false }]).length,
    );
    expect(await countOf('x'.repeat(390))).toBe(0);
  });

  it('pages through a common word without losing or repeating a row', async () => {
    const seen: string[] = [];
    for await (const { id } of everyRow('cafe')) seen.push(id);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(scan([{ word: 'cafe', not: false }]).length);
  });

  it('finds by payee and note alone in texts whose letters change when they are folded', async () => {
    const [row] = (await ana.call('GET /transactions', { query: { search: 'final', limit: 1 } }))
      .items;
    if (!row) throw new Error('no row');
    await ana.call('PATCH /transactions/:id', {
      params: { id: row.id },
      body: { version: row.version, payee: 'Oﬃce ﬁsh', note: 'ﬂight ½' },
    });
    expect(await countOf('payee:fish note:flight')).toBe(1);
    expect(await countOf('payee:flight')).toBe(0);
    expect(await countOf('note:fish')).toBe(0);
    await ana.call('POST /ledger/undo', { body: {} });
  });

  it('takes what later files bring into its last part, until that is full', async () => {
    const { read } = test.services.database;
    const { id: accountId } = await openChecking(ana, { name: 'Later' });
    const segments: number[] = [];
    for (const file of ['first', 'second']) {
      const lines = Array.from(
        { length: 1200 },
        (_, row) => `${dayOf(row)},Later ${file} ${row},1.00`,
      );
      const { id } = await ana.upload(['Date,Description,Amount', ...lines].join('\n'), {
        accountId,
      });
      await ana.call('POST /imports/:id/commit', { params: { id } });
      expect((await ana.settled(id)).counts.add).toBe(1200);
      await eventually(async () => {
        const waiting = await read
          .selectFrom('descriptors')
          .select('id')
          .where('search_number', 'is', null)
          .execute();
        expect(waiting.length).toBeLessThan(1024);
      });
      const rows = await read.selectFrom('search_grams').select('segment').distinct().execute();
      segments.push(rows.length);
      expect(await countOf(`later ${file}`)).toBe(1200);
      expect(await countOf(`${file} 119`)).toBe(12);
    }
    expect(segments).toEqual([2, 2]);
  });

  describe('knows what rows of a text are', () => {
    /** Rows with the word, as the household has them now, by what a look at each of them says. */
    const expectFound = async (search: string, isFound: (row: Transaction) => boolean) => {
      const ids: string[] = [];
      for await (const row of everyRow('mercado')) if (isFound(row)) ids.push(row.id);
      const found: string[] = [];
      for await (const { id } of everyRow(search)) found.push(id);
      expect(found.sort()).toEqual(ids.sort());
      expect(await countOf(search)).toBe(ids.length);
      return ids.length;
    };
    const someOf = async (count: number) =>
      (await ana.call('GET /transactions', { query: { search: 'mercado', limit: count } })).items;

    it('in which category they are put, and put back', async () => {
      const pets = await categoryId(ana, 'pets');
      const search = 'category:pets mercado';
      const isPet = (row: Transaction) => row.categoryId === pets;
      expect(await expectFound(search, isPet)).toBe(0);
      const ids = (await someOf(30)).map((row) => row.id);
      await ana.call('POST /transactions/bulk', { body: { ids, change: { categoryId: pets } } });
      expect(await expectFound(search, isPet)).toBe(30);
      await ana.call('POST /ledger/undo', { body: {} });
      expect(await expectFound(search, isPet)).toBe(0);
    });

    it('that they are hidden, or went the other way', async () => {
      const ids = (await someOf(20)).map((row) => row.id);
      await ana.call('POST /transactions/bulk', { body: { ids, change: { isHidden: true } } });
      expect(await countOf('is:hidden')).toBe(20);
      expect(await expectFound('mercado is:hidden', (row) => row.isHidden)).toBe(20);
      const [row] = await someOf(1);
      if (!row) throw new Error('no row');
      await ana.call('PATCH /transactions/:id', {
        params: { id: row.id },
        body: { version: row.version, amountMinor: 123_456 },
      });
      expect(await expectFound('mercado is:in', (one) => one.amount.amountMinor > 0)).toBe(1);
      await ana.call('POST /ledger/undo', { body: {} });
      await ana.call('POST /ledger/undo', { body: {} });
      expect(await expectFound('mercado is:hidden', (one) => one.isHidden)).toBe(0);
    });

    it('on which account a later file brings the same texts', async () => {
      const other = (await openChecking(ana, { name: 'Elsewhere' })).id;
      const lines = texts.slice(0, 300).map((text, row) => `${dayOf(row)},"${text}",7.00`);
      const { id } = await ana.upload(['Date,Description,Amount', ...lines].join('\n'), {
        accountId: other,
      });
      await ana.call('POST /imports/:id/commit', { params: { id } });
      const { counts } = await ana.settled(id);
      expect(counts.add).toBe(300);
      const isThere = (row: Transaction) => row.accountId === other;
      expect(await expectFound('account:elsewhere mercado', isThere)).toBeGreaterThan(10);
      expect(await expectFound('is:in mercado', isThere)).toBeGreaterThan(10);
      await ana.call('POST /imports/:id/undo', { params: { id } });
      await ana.settled(id);
      expect(await expectFound('account:elsewhere mercado', isThere)).toBe(0);
    });
  });
});
