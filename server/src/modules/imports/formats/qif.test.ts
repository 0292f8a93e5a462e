import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements, toParseJson } from './index.ts';
import { readQif } from './qif.ts';
import { UnreadableStatement } from './statement.ts';

const readText = (text: string) => toParseJson(readStatements(sourceOf(text), {}));

const rows = async (text: string) =>
  (await readText(text)).statements.flatMap((one) => one.transactions);

describe('QIF', () => {
  it("reads Quicken's padded dates, with an apostrophe from 2000 on", async () => {
    const read = await rows("!Type:Bank\nD1/ 2' 4\nT-1.00\n^\nD12/31/99\nT2.00\n^\n");
    expect(read.map((one) => one.postedOn)).toEqual(['2004-01-02', '1999-12-31']);
  });

  it('learns from the whole file whether the day comes first', async () => {
    const read = await rows('!Type:Bank\nD01/02/2026\nT-1.00\n^\nD25/02/2026\nT-1.00\n^\n');
    expect(read[0]?.postedOn).toBe('2026-02-01');
  });

  it('keeps splits, and says so where they do not make the whole', async () => {
    const file = (second: string) =>
      `!Type:Bank\nD1/31/2026\nT-1,000.00\nPBank\nLHome\nSInterest\n$-746.36\nSPrincipal\nEMemo\n$${second}\n^\n`;
    const good = await readText(file('-253.64'));
    expect(good.problems).toEqual([]);
    expect(good.statements[0]?.transactions[0]?.splits).toEqual([
      { amountMinor: -74_636, category: 'Interest', memo: null },
      { amountMinor: -25_364, category: 'Principal', memo: 'Memo' },
    ]);
    expect((await readText(file('-253.65'))).problems[0]?.message).toContain('whole');
  });

  it('makes a statement of each account and passes over lists', async () => {
    const read = await readText(
      '!Type:Cat\nNFood\nE\n^\n!Account\nNJoint\nTBank\n^\n!Type:Bank\nD1/31/2026\nT-5\nLFood:Fruit/Trip\n^\n!Account\nNVisa\nTCCard\n^\n!Type:CCard\nD1/31/2026\nT-6\nL[Joint]\n^\n',
    );
    expect(read.statements.map((one) => [one.account.name, one.account.type])).toEqual([
      ['Joint', 'checking'],
      ['Visa', 'credit_card'],
    ]);
    expect(read.statements[0]?.transactions[0]?.category).toBe('Food:Fruit');
    expect(read.statements[1]?.transactions[0]?.category).toBe('[Joint]');
  });

  it('takes from investment actions what they do to cash', async () => {
    const action = (name: string) => `D1/31/2026\nN${name}\nYAcme\nQ10\nI5\nT50.00\n^\n`;
    const read = await rows(
      `!Type:Invst\n${['Buy', 'Sell', 'ReinvDiv', 'BuyX', 'Div'].map(action).join('')}`,
    );
    expect(read.map((one) => one.amountMinor)).toEqual([-5000, 5000, 0, 0, 5000]);
    expect(read[0]).toMatchObject({ payee: 'Acme', memo: 'Buy · 10 × 5' });
  });

  it('names the line of what it cannot read, and reads the rest', async () => {
    const read = await readText(
      '!Type:Bank\nD2/31/2026\nT-1\n^\nD1/31/2026\nTabc\n^\nD1/31/2026\nT-3\n^\nD1/30/2026\n',
    );
    expect(read.statements[0]?.transactions.map((one) => one.amountMinor)).toEqual([-300]);
    expect(read.problems.map((one) => one.line)).toEqual([2, 5, 11]);
  });

  it('survives five hundred mutations of a file', () => {
    const whole =
      "!Type:Bank\nD1/ 2' 4\nT-1,000.00\nPShop\nSA\n$-1\nSB\n$-999\n^\nD3/4/2026\nU5\n^\n";
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(9),
        fc.string({ maxLength: 6 }),
        (at, cut, insert) => {
          try {
            const events = [...readQif(whole.slice(0, at) + insert + whole.slice(at + cut), {})];
            expect(events[0]?.kind).toBe('format');
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableStatement);
          }
        },
      ),
      { numRuns: 500, seed: 11 },
    );
  });
});
