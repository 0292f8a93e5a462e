import { readdirSync, readFileSync } from 'node:fs';
import { currencyExponent } from '@picture/contract';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { type ReadOptions, readStatements, toParseJson } from './index.ts';

/**
 * Small files in the shape of banks', cards' and other programs' exports, with invented content.
 * EXPECTED.tsv says, for each, its transactions and the balance it closes with, where it has one; no
 * payee there means that the file has none that is better than another.
 */
const folder = new URL('./fixtures/banks/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder));

const expected = Map.groupBy(
  read('EXPECTED.tsv')
    .toString()
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [file = '', day = '', amount = '', payee = ''] = line.split('\t');
      return { file, day, amount, payee };
    }),
  ({ file }) => file,
);
const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));

function decimal(minor: number, currency: string | null): string {
  const exponent = currencyExponent(currency ?? 'USD') ?? 2;
  return (minor / 10 ** exponent).toFixed(exponent);
}

async function recognised(name: string): Promise<ReadOptions> {
  for await (const event of readStatements(sourceOf(read(name)), {})) {
    if (event.kind !== 'format' || event.csv === null) continue;
    const { headers: _, sample: __, fingerprint: ___, ...csv } = event.csv;
    return { csv };
  }
  return {};
}

describe('exports of banks and other programs', () => {
  it('all have their expectations', () => {
    expect(files.sort()).toEqual([...expected.keys()].sort());
  });

  it.each(files)('reads %s', async (name) => {
    const { statements, problems } = await toParseJson(readStatements(sourceOf(read(name)), {}));
    const lines = expected.get(name) ?? [];
    const wanted = lines.filter(({ day }) => day !== 'balance');
    const rows = statements.flatMap(({ currency, transactions }) =>
      transactions.map(({ postedOn, amountMinor, payee }) => ({
        day: postedOn,
        amount: decimal(amountMinor, currency),
        payee: payee ?? '',
      })),
    );
    const seen = rows.map(({ day, amount, payee }) => {
      const any = wanted.some(
        (one) => one.payee === '' && one.day === day && one.amount === amount,
      );
      return `${day} ${amount} ${any ? '' : payee}`;
    });
    expect(seen.sort(), JSON.stringify(problems)).toEqual(
      wanted.map(({ day, amount, payee }) => `${day} ${amount} ${payee}`).sort(),
    );
    // What is recognised is what a person corrects: given back untouched, it reads the same.
    expect(await toParseJson(readStatements(sourceOf(read(name)), await recognised(name)))).toEqual(
      { format: 'csv', statements, problems: expect.any(Array) },
    );
    const balance = lines.find(({ day }) => day === 'balance')?.amount;
    if (balance !== undefined) {
      const closing = statements.map((one) => decimal(one.closingBalanceMinor ?? 0, one.currency));
      expect(closing).toContain(balance);
    }
  });
});
