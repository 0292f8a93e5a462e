import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements, toParseJson } from './index.ts';
import { postedDay } from './mt940-entries.ts';

const read = (content: string | Uint8Array) => toParseJson(readStatements(sourceOf(content), {}));

const statement = (entries: string, opening = 'C240101EUR100,', closing = '') =>
  `:20:REF\r\n:25:12345678/0001\r\n:28C:1/1\r\n:60F:${opening}\r\n${entries}${closing ? `:62F:${closing}\r\n` : ''}-\r\n`;

async function rowsOf(entries: string) {
  const { statements } = await read(statement(entries));
  return statements[0]?.transactions ?? [];
}

describe('MT940', () => {
  it('reads several statements with their balances', async () => {
    const { format, statements, problems } = await read(
      statement(':61:2401020102DR1,5NMSCNONREF\r\n', 'C240101EUR100,', 'C240131EUR98,5') +
        statement('', 'D240101CHF7,05', 'D240131CHF7,05').replace('0001', '0002'),
    );
    expect({ format, problems }).toEqual({ format: 'mt940', problems: [] });
    expect(
      statements.map(({ account, currency, closingBalanceMinor, closingBalanceOn }) => [
        account.externalId,
        account.institution,
        currency,
        closingBalanceMinor,
        closingBalanceOn,
      ]),
    ).toEqual([
      ['12345678/0001', '12345678', 'EUR', 9850, '2024-01-31'],
      ['12345678/0002', '12345678', 'CHF', -705, '2024-01-31'],
    ]);
  });

  it.each([
    ['C1,23', 123],
    ['D1,', -100],
    ['RC1,5', -150],
    ['RD1,5', 150],
    ['RCR1,5', -150],
    ['DR,07', -7],
    ['CK1234,56', 123456],
    ['D0000000012,30', -1230],
    ['EC2,', 200],
    ['D15.25', -1525],
  ])('reads side and amount of %s', async (written, minor) => {
    const rows = await rowsOf(`:61:240102${written}NTRFNONREF\r\n`);
    expect(rows.map((row) => row.amountMinor)).toEqual([minor]);
  });

  it.each([
    ['240115', undefined, '2024-01-15'],
    ['231229', '0102', '2024-01-02'],
    ['240102', '1229', '2023-12-29'],
    ['230230', undefined, '2023-02-28'],
    ['240431', '0000', '2024-04-30'],
    ['241301', undefined, null],
    ['240132', undefined, null],
  ])('posts %s with entry day %s on %s', (value, entry, day) => {
    expect(postedDay(value, entry)).toBe(day);
  });

  it('reads German subfields: name, purpose by its key, lines cut in a word, a mark inside a text', async () => {
    const [row] = await rowsOf(
      ':61:2401020102DR12,00N020NONREF//2024010212345678\r\n' +
        ':86:020?00UEBERWEISUNG?20EREF+A1?21SVWZ+Rent for the house?22 in Jan\r\nuary, why?no?32Landlord Exampl\r\ne GmbH?33 and Sons\r\n',
    );
    expect(row).toMatchObject({
      payee: 'Landlord Example GmbH and Sons',
      memo: 'Rent for the house in January, why?no',
      externalId: '2024010212345678',
    });
  });

  it('reads codes between slashes, StarMoney’s lines and free text', async () => {
    const rows = await rowsOf(
      ':61:240102D1,NTRFEREF\r\n:86:/TRTP/SEPA/IBAN/NL00X/NAME/J. Smit/REMI/Rent Jan\r\nuary/EREF/9\r\n' +
        ':61:240102D1,NTRFEREF\r\n:86:/CNTP/NL00X/INGBNL2A/Baker/Delft//REMI/USTD//Bread/\r\n' +
        ':61:240103D1,S051\r\n:NS:01Purpose one\r\n02two\r\n15Gardener\r\n17Kind\r\n' +
        ':61:240104D1,NMSC\r\n:86:PIN 4411 Corner shop\r\n:86:Utrecht\r\n' +
        ':61:240105D1,N0600733959555      Phone Company BV\r\n' +
        ':61:240106D1,NCHK4711\r\nCheque for the roof\r\n',
    );
    expect(rows.map((row) => [row.payee, row.memo, row.checkNumber])).toEqual([
      ['J. Smit', 'Rent January', null],
      ['Baker', 'Bread', null],
      ['Gardener', 'Purpose one two', null],
      [null, 'PIN 4411 Corner shop Utrecht', null],
      ['Phone Company BV', null, null],
      [null, 'Cheque for the roof', '4711'],
    ]);
  });

  it('takes a time cut in two for no field, and no short number for the bank’s reference', async () => {
    const rows = await rowsOf(
      ':61:240102D1,NTRFNONREF//POS 12\r\n:86:Card at 2024-01-02T16\r\n:20:37 terminal 4\r\n',
    );
    expect(rows).toMatchObject([
      { externalId: null, memo: 'Card at 2024-01-02T16 :20:37 terminal 4' },
    ]);
  });

  it('reads SWIFT’s own envelope, and what a bank writes before the first field', async () => {
    const message = `{1:F01EXAMDEFFAXXX0000000000}{2:I940EXAMDEFFXXXXN}{4:\r\n${statement(':61:240102D1,NTRFX\r\n').replace('-\r\n', '-}\r\n')}`;
    const { statements } = await read(
      `EXAMDEFF\r\n940\r\n${message}{1:F01}{4:\r\n${statement('')}`,
    );
    expect(statements.map((one) => one.transactions.length)).toEqual([1, 0]);
  });

  it('tells each line it cannot read, and what does not add up', async () => {
    const { statements, problems } = await read(
      statement(
        ':61:2401020102D5\r\n:61:241301D5,NMSC\r\n:61:240102D99999999999999999999,NMSC\r\n:61:240102D1,999NMSC\r\n:62F:nothing\r\n',
        'C240101EUR100,',
        'C240131EUR1,',
      ),
    );
    expect(statements[0]?.transactions).toHaveLength(1);
    expect(problems).toEqual([
      { line: 5, message: expect.stringContaining('“2401020102D5” is not an entry') },
      { line: 6, message: expect.stringContaining('“241301” is not a day') },
      { line: 7, message: expect.stringContaining('is too large') },
      { line: 8, message: expect.stringContaining('rounded') },
      { line: 9, message: '“nothing” is not a balance.' },
      { line: 1, message: expect.stringContaining('do not add up') },
    ]);
    const cut = await read(statement(':61:240102D1,NMSC\r\n'));
    expect(cut.problems[0]?.message).toContain('no closing balance');
    const old = await read(statement('', 'C010101DEM1,', 'C010131DEM1,'));
    expect(old.problems[0]?.message).toContain('“DEM” is not a currency in use');
    expect(old.statements[0]?.currency).toBeNull();
  });
});
