import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements, toParseJson } from './index.ts';

const read = (content: string | Uint8Array) => toParseJson(readStatements(sourceOf(content), {}));

const file = (statements: string, message = 'BkToCstmrStmt', version = '053.001.08') =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${version}">
<${message}><GrpHdr><MsgId>M1</MsgId></GrpHdr>${statements}</${message}></Document>`;

const ACCOUNT = `<Acct><Id><IBAN>DE00123456780000000001</IBAN></Id><Ccy>EUR</Ccy>
<Ownr><Nm>Ada Example</Nm></Ownr><Svcr><FinInstnId><BICFI>EXAMDEFF</BICFI></FinInstnId></Svcr></Acct>`;

const balance = (kind: string, amount: string, side = 'CRDT') =>
  `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Dt><Dt>2024-01-31</Dt></Dt></Bal>`;

const entry = (amount: string, side: string, rest = '', status = '<Sts><Cd>BOOK</Cd></Sts>') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${status}<BookgDt><Dt>2024-01-15</Dt></BookgDt>${rest}</Ntry>`;

const party = (role: string, name: string) => `<${role}><Pty><Nm>${name}</Nm></Pty></${role}>`;

describe('CAMT', () => {
  it('tells account, balance, other side, purpose and the bank’s own reference', async () => {
    const detail = `<AcctSvcrRef>BANK-1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties>${party('Dbtr', 'Ada Example')}${party('Cdtr', 'Grocer &amp; Sons')}</RltdPties><RmtInf><Ustrd>Invoice 7</Ustrd><Ustrd>thank you</Ustrd></RmtInf></TxDtls></NtryDtls>`;
    const { format, statements, problems } = await read(
      file(
        `<Stmt>${ACCOUNT}${balance('OPBD', '100.00')}${balance('CLBD', '87.50')}${entry('12.50', 'DBIT', detail)}</Stmt>`,
      ),
    );
    expect({ format, problems }).toEqual({ format: 'camt', problems: [] });
    expect(statements).toEqual([
      {
        account: {
          externalId: 'DE00123456780000000001',
          name: null,
          type: null,
          institution: 'EXAMDEFF',
        },
        currency: 'EUR',
        closingBalanceMinor: 8750,
        closingBalanceOn: '2024-01-31',
        transactions: [
          {
            postedOn: '2024-01-15',
            amountMinor: -1250,
            payee: 'Grocer & Sons',
            memo: 'Invoice 7 thank you',
            externalId: 'BANK-1',
            checkNumber: null,
            category: null,
            splits: null,
          },
        ],
      },
    ]);
  });

  it('makes one row of a batch, with its payments as splits where they add up', async () => {
    const payment = (amount: string, name: string) =>
      `<TxDtls><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties>${party('Dbtr', name)}</RltdPties></TxDtls>`;
    const batch = `<NtryDtls>${payment('10.00', 'Ann')}${payment('20.00', 'Ben')}</NtryDtls>`;
    const rows = (
      await read(
        file(
          `<Stmt>${ACCOUNT}${entry('30.00', 'CRDT', batch)}${entry('31.00', 'CRDT', batch)}</Stmt>`,
        ),
      )
    ).statements[0]?.transactions;
    expect(rows?.map(({ amountMinor, splits }) => [amountMinor, splits])).toEqual([
      [
        3000,
        [
          { amountMinor: 1000, category: null, memo: 'Ann' },
          { amountMinor: 2000, category: null, memo: 'Ben' },
        ],
      ],
      [3100, null],
    ]);
  });

  it('reads a reversal by its own side, and names the same party as the payment it takes back', async () => {
    const reversal = `<RvslInd>true</RvslInd><NtryDtls><TxDtls><RltdPties>${party('Dbtr', 'Ada Example')}${party('Cdtr', 'Gym')}</RltdPties></TxDtls></NtryDtls>`;
    const { statements } = await read(
      file(`<Stmt>${ACCOUNT}${entry('5.00', 'CRDT', reversal)}</Stmt>`),
    );
    expect(statements[0]?.transactions).toMatchObject([{ amountMinor: 500, payee: 'Gym' }]);
  });

  it('marks what is pending, and leaves out what is only told, saying so', async () => {
    const { statements, problems } = await read(
      file(
        `<Stmt>${ACCOUNT}${entry('5.00', 'DBIT', '', '<Sts>PDNG</Sts>')}${entry('7.00', 'DBIT', '', '<Sts>INFO</Sts>')}${entry('6.00', 'DBIT')}</Stmt>`,
      ),
    );
    const rows = statements[0]?.transactions ?? [];
    expect(rows.map((row) => [row.amountMinor, row.isPending])).toEqual([
      [-500, true],
      [-600, undefined],
    ]);
    expect(problems).toEqual([{ line: 4, message: 'This entry is marked INFO, not booked.' }]);
  });

  it('reads reports within the day, prefixed names and several accounts', async () => {
    const report = file(
      `<Rpt>${ACCOUNT}${balance('ITBD', '3.00', 'DBIT')}${entry('1.00', 'DBIT')}</Rpt><Rpt>${ACCOUNT.replaceAll('0001', '0002')}</Rpt>`,
      'BkToCstmrAcctRpt',
      '052.001.02',
    )
      .replace(/<(\/?)(?=[A-Z])/g, '<$1ns2:')
      .replace('xmlns=', 'xmlns:ns2=');
    const { statements } = await read(report);
    expect(statements.map((one) => [one.account.externalId, one.closingBalanceMinor])).toEqual([
      ['DE00123456780000000001', -300],
      ['DE00123456780000000002', null],
    ]);
  });

  it('takes no three decimals for thousands, and says where opening and closing do not meet', async () => {
    const { statements, problems } = await read(
      file(
        `<Stmt>${ACCOUNT}${balance('OPBD', '0.000')}${balance('CLBD', '30.000')}${entry('1.234', 'CRDT')}</Stmt>`,
      ),
    );
    expect(statements[0]).toMatchObject({
      closingBalanceMinor: 3000,
      transactions: [{ amountMinor: 123 }],
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'The amount 1.234 was rounded to the minor unit.',
      'The opening balance and the transactions of this statement do not add up to its closing balance.',
    ]);
  });

  it.each([
    ['has no side', entry('1.00', 'X'), 'does not say whether'],
    ['has no amount', entry('', 'DBIT'), 'no amount'],
    ['has a word for an amount', entry('one', 'DBIT'), '“one” is not an amount'],
    ['has a day that is none', entry('1.00', 'DBIT').replace('01-15', '02-31'), '“2024-02-31”'],
    ['has no day', entry('1.00', 'DBIT').replace(/<BookgDt>.*<\/BookgDt>/, ''), 'no date'],
    ['is in another currency', entry('1.00', 'DBIT').replace('EUR', 'USD'), 'in USD'],
  ])('tells the line of an entry that %s', async (_, bad, message) => {
    const { statements, problems } = await read(
      file(`<Stmt>${ACCOUNT}${entry('6.00', 'DBIT')}\n${bad}</Stmt>`),
    );
    expect(statements[0]?.transactions).toHaveLength(1);
    expect(problems).toEqual([{ line: 5, message: expect.stringContaining(message) }]);
  });

  it('refuses a cut file, declarations, endless nesting, notifications and files without statement', async () => {
    const whole = file(`<Stmt>${ACCOUNT}${entry('1.00', 'DBIT')}</Stmt>`);
    await expect(read(whole.slice(0, -60))).rejects.toThrow(/^Line 4 of this file is not whole/);
    await expect(
      read(whole.replace('<Document', '<!DOCTYPE x [<!ENTITY a "b">]><Document')),
    ).rejects.toThrow('Line 2 declares a document type');
    await expect(read(whole.replace('6', '&lol;6'))).rejects.toThrow('is not whole');
    await expect(read(file('<a>'.repeat(100)))).rejects.toThrow('is not whole');
    await expect(read(file(''))).rejects.toThrow('holds no statement');
    await expect(read(file('<Ntfctn></Ntfctn>', 'BkToCstmrDbtCdtNtfctn'))).rejects.toThrow(
      'CAMT.054',
    );
  });
});
