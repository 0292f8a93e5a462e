import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements, toParseJson } from './index.ts';

const read = async (content: string) =>
  (await toParseJson(readStatements(sourceOf(content), {}))).statements;

const security = (symbol: string | null, name: string | null, cusip: string | null = null) => ({
  symbol,
  name,
  isin: null,
  cusip,
});

const ofx = (body: string, securities = '') =>
  `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><DTASOF>20240331<CURDEF>USD<INVACCTFROM><BROKERID>broker.test<ACCTID>7</INVACCTFROM>${body}</INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1><SECLISTMSGSRSV1><SECLIST>${securities}</SECLIST></SECLISTMSGSRSV1></OFX>`;
const id = '<SECID><UNIQUEID>123456789<UNIQUEIDTYPE>CUSIP</SECID>';
const info = `<STOCKINFO><SECINFO>${id}<SECNAME>Acme Corp<TICKER>ACME<UNITPRICE>49.00<DTASOF>20240401</SECINFO></STOCKINFO>`;
const trade = (kind: string, fields: string) =>
  `<${kind}><INVTRAN><FITID>f1<DTTRADE>20240105<DTSETTLE>20240108</INVTRAN>${id}${fields}</${kind}>`;

describe('investments of OFX', () => {
  it('are its trades with units, price, fees and cash, its positions and their prices', async () => {
    const [statement] = await read(
      ofx(
        `<INVTRANLIST>${trade('SELLSTOCK', '<UNITS>-10<UNITPRICE>50.00<COMMISSION>5.00<FEES>0.10<TOTAL>494.90<SELLTYPE>SELL')}</INVTRANLIST>` +
          `<INVPOSLIST><POSSTOCK><INVPOS>${id}<HELDINACCT>CASH<POSTYPE>LONG<UNITS>200<UNITPRICE>49.50<MKTVAL>9900.00<DTPRICEASOF>20240330</INVPOS></POSSTOCK></INVPOSLIST>` +
          '<INVBAL><AVAILCASH>200.00<MARGINBALANCE>-50.00<SHORTBALANCE>0<BALLIST><BAL><NAME>Rate<BALTYPE>PERCENT<VALUE>7.85</BAL></BALLIST></INVBAL>',
        info,
      ),
    );
    const acme = security('ACME', 'Acme Corp', '123456789');
    expect(statement).toMatchObject({
      closingBalanceMinor: 1_005_000,
      closingBalanceOn: '2024-03-31',
      transactions: [{ amountMinor: 49490, payee: 'Acme Corp' }],
    });
    expect(statement?.investments).toEqual({
      trades: [
        {
          tradedOn: '2024-01-05',
          settledOn: '2024-01-08',
          action: 'sell',
          security: acme,
          units: '-10',
          price: '50',
          priceCurrency: null,
          feesMinor: 510,
          amountMinor: 49490,
          externalId: 'f1',
          memo: 'SELLSTOCK SELL · -10 × 50.00',
        },
      ],
      positions: [
        {
          security: acme,
          units: '200',
          price: '49.5',
          pricedOn: '2024-03-30',
          valueMinor: 990000,
          currency: 'USD',
        },
      ],
      prices: [
        { security: acme, pricedOn: '2024-03-30', price: '49.5', currency: 'USD' },
        { security: acme, pricedOn: '2024-01-05', price: '50', currency: null },
        { security: acme, pricedOn: '2024-04-01', price: '49', currency: null },
      ],
    });
  });

  it('are told apart by what was done', async () => {
    const [statement] = await read(
      ofx(
        `<INVTRANLIST>${trade('INCOME', '<INCOMETYPE>DIV<TOTAL>5')}${trade('INCOME', '<INCOMETYPE>CGLONG<TOTAL>5')}${trade('REINVEST', '<TOTAL>-5<UNITS>0.1<UNITPRICE>50')}${trade('TRANSFER', '<UNITS>3<TFERACTION>OUT')}${trade('INVEXPENSE', '<TOTAL>-1')}${trade('SPLIT', '<NUMERATOR>2<DENOMINATOR>1')}</INVTRANLIST>`,
      ),
    );
    expect(
      statement?.investments?.trades.map(({ action, units, amountMinor }) => [
        action,
        units,
        amountMinor,
      ]),
    ).toEqual([
      ['dividend', null, 500],
      ['capital_gain', null, 500],
      ['reinvest', '0.1', 0],
      ['transfer_out', '-3', 0],
      ['fee', null, -100],
      ['split', null, 0],
    ]);
    expect(statement?.closingBalanceMinor).toBeNull();
  });

  it('are worth what the broker says, and nothing where a position is in another currency', async () => {
    const position = (currency: string) =>
      `<INVPOSLIST><POSMF><INVPOS>${id}<UNITS>2<UNITPRICE>10<MKTVAL>20.00${currency}</INVPOS></POSMF></INVPOSLIST>`;
    const total =
      '<INVBAL><AVAILCASH>1.00<BALLIST><BAL><NAME>Total Account Value<BALTYPE>DOLLAR<VALUE>30.00</BAL></BALLIST></INVBAL>';
    expect((await read(ofx(position('') + total)))[0]?.closingBalanceMinor).toBe(3000);
    expect(
      (await read(ofx(position('<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY>'))))[0]
        ?.closingBalanceMinor,
    ).toBeNull();
  });
});

describe('investments of QIF', () => {
  it('know their symbols and prices from Quicken’s lists, wherever these stand', async () => {
    const [statement] = await read(
      "!Type:Invst\nD1/ 5'24\nNBuy\nYAcme Corp\nI50.00\nQ1,010\nT50,505.00\nO5.00\n^\n" +
        "D1/ 6'24\nNSellX\nYAcme Corp\nI51\nQ10\nT510.00\nL[Checking]\n$510.00\n^\nD1/ 7'24\nNReinvDiv\nYAcme Corp\nI50\nQ.5\nT25.00\n^\n" +
        '!Type:Security\nNAcme Corp\nSACME\nTStock\n^\n!Type:Prices\n"ACME",49.50," 3/30\'24"\n^\n',
    );
    const acme = security('ACME', 'Acme Corp');
    expect(statement?.investments?.trades).toMatchObject([
      {
        action: 'buy',
        security: acme,
        units: '1010',
        price: '50',
        feesMinor: 500,
        amountMinor: -5050500,
      },
      { action: 'sell', units: '-10', amountMinor: 0 },
      { action: 'reinvest', units: '0.5', amountMinor: 0 },
    ]);
    expect(statement?.investments?.prices[0]).toEqual({
      security: acme,
      pricedOn: '2024-03-30',
      price: '49.5',
      currency: null,
    });
  });

  it('are nothing for a bank account', async () => {
    const [statement] = await read('!Type:Bank\nD1/5/2024\nT-5\n^\n');
    expect(statement).not.toHaveProperty('investments');
  });
});
