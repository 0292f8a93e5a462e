import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQif } from './qif.ts';
import { type ParsedTransaction, type StatementEvent, UnreadableStatement } from './statement.ts';

const rowsOf = (events: StatementEvent[]): ParsedTransaction[] =>
  events.flatMap((event) => (event.kind === 'transactions' ? event.rows : []));

const problemsOf = (events: StatementEvent[]) =>
  events.flatMap((event) => (event.kind === 'problem' ? [event.problem] : []));

const read = (text: string) => {
  const events = [...readQif(text, {})];
  return { rows: rowsOf(events), problems: problemsOf(events), events };
};

const days = (...written: string[]) =>
  read(`!Type:Bank\n${written.map((day) => `D${day}\nT1\n^\n`).join('')}`).rows.map(
    (one) => one.postedOn,
  );

describe('QIF as programs write it', () => {
  it.each([
    '!Type:Bank\n^\n',
    '',
    '!type:bank\r\n',
    '! Type : Bank \n',
    '!Option:MDY\n!Type:Bank\n',
  ])('takes %j for a header', (header) => {
    const { rows, events } = read(`${header}D1/31/26\nT-1.00\nPDeli\n^\n`);
    expect(rows).toMatchObject([{ postedOn: '2026-01-31', amountMinor: -100, payee: 'Deli' }]);
    expect(events).toContainEqual(
      expect.objectContaining({ account: expect.objectContaining({ type: 'checking' }) }),
    );
  });

  it('reads days in every dress', () => {
    expect(days("1/ 2'24", '12-31-2024', '2024-12-31', '1/ 1/10', '12/31/99')).toEqual([
      '2024-01-02',
      '2024-12-31',
      '2024-12-31',
      '2010-01-01',
      '1999-12-31',
    ]);
    expect(days('31.12.2024', '1. 2.2024', '31/12/99')).toEqual([
      '2024-12-31',
      '2024-02-01',
      '1999-12-31',
    ]);
  });

  it('says so where nothing tells the day from the month, unless an option does', () => {
    const open = '!Type:Bank\nD1/2/26\nT1\n^\n';
    expect(read(open).problems).toMatchObject([{ code: 'ambiguous_dates', severity: 'warning' }]);
    const told = read(`!Option:DMY\n${open}`);
    expect(told.problems).toEqual([]);
    expect(told.rows[0]?.postedOn).toBe('2026-02-01');
  });

  it('takes the mark before decimals from the whole file', () => {
    const { rows } = read('!Type:Bank\nD1/31/26\nT-1.234,56\n^\nD1/31/26\nU1.000\n^\n');
    expect(rows.map((one) => one.amountMinor)).toEqual([-123_456, 100_000]);
  });

  it('keeps apart transactions with no "^" between, and says so', () => {
    const { rows, problems } = read(
      '!Type:Bank\nD1/31/26\nT-1\nPa\nD1/31/26\nT-2\nPb\n^\nD1/31/26\nT-3\n!Type:Cat\nNx\n^\n',
    );
    expect(rows.map((one) => [one.amountMinor, one.payee])).toEqual([
      [-100, 'a'],
      [-200, 'b'],
      [-300, null],
    ]);
    expect(problems.map((one) => [one.line, one.code])).toEqual([
      [2, 'record_invalid'],
      [9, 'record_invalid'],
    ]);
  });

  it('reads parts written in percent', () => {
    const { rows } = read('!Type:Bank\nD1/31/26\nT-100.00\nSA\n%25\nSB\nErest\n%75%\n^\n');
    expect(rows[0]?.splits).toEqual([
      { amountMinor: -2500, category: 'A', memo: null },
      { amountMinor: -7500, category: 'B', memo: 'rest' },
    ]);
  });

  it('joins the parts of one account, and takes no name from a list of accounts', () => {
    const account = (name: string, type: string) => `!Account\nN${name}\nT${type}\n^\n`;
    const one = (amount: string) => `D1/31/26\nT${amount}\n^\n`;
    const list = '!Option:AutoSwitch\n!Account\nNA\nTBank\n^\nNB\nTCCard\n^\n!Clear:AutoSwitch\n';
    const found = (text: string) => {
      const { events } = read(text);
      return {
        names: events.flatMap((event) => (event.kind === 'statement' ? [event.account.name] : [])),
        amounts: events.flatMap((event) =>
          event.kind === 'transactions'
            ? event.rows.map(({ amountMinor }) => [event.index, amountMinor])
            : [],
        ),
      };
    };
    expect(found(`${list}!Type:Bank\n${one('-1')}`)).toEqual({
      names: [null],
      amounts: [[0, -100]],
    });
    const card = `${account('B', 'CCard')}!Type:CCard\n`;
    const checking = `${account('A', 'Bank')}!Type:Bank\n`;
    expect(found(`${list}${card}${one('-1')}${checking}${one('-2')}${card}${one('-3')}`)).toEqual({
      names: ['B', 'A'],
      amounts: [
        [0, -100],
        [1, -200],
        [0, -300],
      ],
    });
  });

  it('takes cash as signed, a negative dividend as taken back, and no unknown action', () => {
    const { rows, problems } = read(
      '!Type:Invst\nD1/31/26\nNCash\nT-9.99\nPFee\n^\nD1/31/26\nNDiv\nYAcme\nT-5\n^\nD1/31/26\nNMiscExp\nT2\n^\nD1/31/26\nNShrsIn\nYAcme\nQ3\n^\nD1/31/26\nNFoo\nYAcme\nT3\n^\n',
    );
    expect(rows.map((one) => one.amountMinor)).toEqual([-999, -500, -200, 0]);
    expect(problems).toMatchObject([{ code: 'investment_skipped', line: 21 }]);
  });

  it('names what it rounds and what no ledger holds', () => {
    const { rows, problems } = read(
      '!Type:Bank\nD1/31/26\nT-2.00\n^\nD1/31/26\nT-1.0050\n^\nD1/31/26\nT99999999999999.00\n^\n',
    );
    expect(rows.map((one) => one.amountMinor)).toEqual([-200, -101]);
    expect(problems.map((one) => one.code)).toEqual(['amount_rounded', 'amount_too_large']);
  });

  it('refuses a file of lists only', () => {
    expect(() => read('!Type:Cat\nNFood\nE\n^\n')).toThrow(UnreadableStatement);
  });

  it('gives no half of the amount where the file is cut off', () => {
    const whole = '!Type:Bank\nD1/31/26\nPDeli\nT-12.34\n^\nD1/31/26\nPShop\nT-56.78\n^\n';
    fc.assert(
      fc.property(fc.integer({ min: '!Type:Bank'.length, max: whole.length }), (at) => {
        const amounts = read(whole.slice(0, at)).rows.map((one) => one.amountMinor);
        expect(amounts).toEqual([-1234, -5678].slice(0, amounts.length));
      }),
    );
  });

  it.each(['^\n', '!Type:Bank\n', 'S\n', 'D\n', 'D1/1/24\n', '$1\n', '\r', 'L[/', 'T1,'])(
    'takes time in proportion for a file of nothing but %j',
    (junk) => {
      const start = performance.now();
      read(`!Type:Bank\nD1/31/24\nT1\n${junk.repeat(300_000 / junk.length)}]\n^\n`);
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );
});
