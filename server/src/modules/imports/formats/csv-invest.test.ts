import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements, toParseJson } from './index.ts';

const read = (content: string) => toParseJson(readStatements(sourceOf(content), {}));

async function firstOf(content: string) {
  const { statements, problems } = await read(content);
  const [statement] = statements;
  const investments = statement?.investments ?? { positions: [], trades: [], prices: [] };
  return { ...investments, statement, rows: statement?.transactions ?? [], problems };
}

describe('exports of brokers', () => {
  it('tell trades and the cash of each, as Schwab writes them: signed, fees within', async () => {
    const { trades, prices, rows, problems } = await firstOf(
      'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n' +
        '03/15/2024,Sell,ABCD,ABC HOLDINGS,"1,000",$2.50,$4.95,"$2,495.05"\n' +
        '03/14/2024 as of 03/13/2024,Qualified Dividend,ABCD,ABC HOLDINGS,,,,$12.30\n' +
        '03/01/2024,Buy,ABCD,ABC HOLDINGS,10,$2.40,$1.00,-$25.00\n' +
        '02/28/2024,MoneyLink Transfer,,FROM BANK,,,,$500.00\n' +
        'Transactions Total,,,,,,,"$2,982.35"\n',
    );
    expect(problems).toEqual([]);
    expect(rows.map((row) => [row.postedOn, row.amountMinor, row.payee])).toEqual([
      ['2024-03-15', 249505, 'ABC HOLDINGS'],
      ['2024-03-14', 1230, 'ABC HOLDINGS'],
      ['2024-03-01', -2500, 'ABC HOLDINGS'],
      ['2024-02-28', 50000, 'FROM BANK'],
    ]);
    expect(trades[0]).toEqual({
      tradedOn: '2024-03-15',
      settledOn: null,
      action: 'sell',
      security: { symbol: 'ABCD', name: 'ABC HOLDINGS', isin: null, cusip: null },
      units: '-1000',
      price: '2.5',
      priceCurrency: null,
      feesMinor: 495,
      amountMinor: 249505,
      externalId: null,
      memo: 'Sell · 1000 × 2.5',
    });
    expect(trades.map(({ action }) => action)).toEqual(['sell', 'dividend', 'buy', 'deposit']);
    expect(prices.map(({ pricedOn, price }) => [pricedOn, price])).toEqual([
      ['2024-03-15', '2.5'],
      ['2024-03-01', '2.4'],
    ]);
  });

  it('take the sign from the action where amounts have none, and fees on top of units times price', async () => {
    const { rows, trades, statement } = await firstOf(
      'Depotauszug\nDatum;Typ;ISIN;Name;Anzahl;Kurs;Betrag;Gebühren;Währung\n' +
        '15.01.2024;Kauf;US0000000019;Alpha AG;25;172,50;4.312,50;0,99;EUR\n' +
        '20.02.2024;Verkauf;US0000000019;Alpha AG;10;185,75;1.857,50;1,25;EUR\n' +
        '01.03.2024;Dividende;US0000000019;Alpha AG;;;53,40;;EUR\nSumme;;;;;;6.223,40;;\n',
    );
    expect(statement).toMatchObject({ currency: 'EUR', account: { type: 'brokerage' } });
    expect(rows.map((row) => row.amountMinor)).toEqual([-431349, 185625, 5340]);
    expect(trades.map(({ units, security }) => [units, security?.isin])).toEqual([
      ['25', 'US0000000019'],
      ['-10', 'US0000000019'],
      [null, 'US0000000019'],
    ]);
  });

  it('part accounts, and take a fund’s name for no action', async () => {
    const { statements } = await read(
      'Run Date,Account,Account Number,Action,Symbol,Description,Quantity,Price,Amount\n' +
        '12/03/2025,"IRA","111","DIVIDEND RECEIVED TAX EXEMPT FUND (TEF) (Cash)",TEF,"TAX EXEMPT FUND",0.000,,7.08\n' +
        '12/03/2025,"Joint","222","YOU BOUGHT ACME INC (ACME) (Cash)",ACME,"ACME INC",18,2.00,-36.00\n\n\n' +
        '"The data is provided for information, and may be delayed."\nDate downloaded 12/03/2025 3:00 pm',
    );
    expect(
      statements.map(({ account, investments }) => [
        account.externalId,
        account.name,
        investments?.trades.map(({ action }) => action),
      ]),
    ).toEqual([
      ['111', 'IRA', ['dividend']],
      ['222', 'Joint', ['buy']],
    ]);
  });

  it('read positions, what they are worth together, and trades under a header of their own', async () => {
    const { positions, rows, statement } = await firstOf(
      'Positions as of 2024-03-31\nAccount Number,Investment Name,Symbol,Shares,Share Price,Total Value,\n' +
        '123,Index Fund,IDXF,100.5,10.00,"1,005.00",\n123,Bond Fund,BNDF,20,5.00,100.00,\nTotal,,,,,"1,105.00",\n\n' +
        'Account Number,Trade Date,Settlement Date,Transaction Type,Investment Name,Symbol,Shares,Share Price,Net Amount,\n' +
        '123,02/01/2024,02/03/2024,Buy,Index Fund,IDXF,2.5,10.00,-25.00,\n',
    );
    expect(positions).toEqual([
      {
        security: { symbol: 'IDXF', name: 'Index Fund', isin: null, cusip: null },
        units: '100.5',
        price: '10',
        pricedOn: '2024-03-31',
        valueMinor: 100500,
        currency: null,
      },
      expect.objectContaining({ units: '20', valueMinor: 10000 }),
    ]);
    expect(statement).toMatchObject({
      closingBalanceMinor: 110500,
      closingBalanceOn: '2024-03-31',
      investments: { trades: [{ settledOn: '2024-02-03', units: '2.5' }] },
    });
    expect(rows).toHaveLength(1);
  });

  it('know money from securities, what a dividend is paid on, and a price in another currency', async () => {
    const robinhood = await firstOf(
      '"Activity Date","Process Date","Settle Date","Instrument","Description","Trans Code","Quantity","Price","Amount"\n' +
        '"1/16/2024","1/16/2024","1/16/2024","","ACH Deposit","ACH","","","$500.00"\n' +
        '"1/17/2024","1/17/2024","1/17/2024","ABCD","Cash Div: R/D 2024-01-10","CDIV","","","$1.20"\n',
    );
    expect(robinhood.trades.map(({ action, security }) => [action, security?.symbol])).toEqual([
      ['deposit', undefined],
      ['dividend', 'ABCD'],
    ]);
    const { trades, prices } = await firstOf(
      'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Total,Currency (Total),ID\n' +
        'Market buy,2024-01-15 10:00:00,US0000000019,ABCD,Alpha,2.00,180.00,USD,330.28,EUR,E1\n' +
        'Dividend (Ordinary),2024-01-16 10:00:00,US0000000019,ABCD,Alpha,2.00,0.24,USD,0.40,EUR,E2\n',
    );
    expect(
      trades.map(({ units, priceCurrency, amountMinor }) => [units, priceCurrency, amountMinor]),
    ).toEqual([
      ['2', 'USD', -33028],
      [null, null, 40],
    ]);
    expect(prices).toMatchObject([{ price: '180', currency: 'USD' }]);
  });

  it('tell positions with the day written under them, cash among them, columns without a name', async () => {
    const { positions, statement } = await firstOf(
      'Account Number,Account Name,Symbol,Description,Quantity,Last Price,Current Value\n' +
        'Z1,Mine,CASHX**,MONEY MARKET,,,$1234.56\nZ1,Mine,ABCD,ALPHA,10,$250.00,"$2,500.00"\n\n"Date downloaded 02/03/2024 1:00 PM ET"\n',
    );
    expect(positions).toMatchObject([
      { security: { symbol: 'CASHX' }, units: '0', valueMinor: 123456, pricedOn: '2024-02-03' },
      { units: '10', valueMinor: 250000 },
    ]);
    expect(statement).toMatchObject({
      closingBalanceMinor: 373456,
      closingBalanceOn: '2024-02-03',
    });
    const degiro = await firstOf(
      'Datum,Tijd,Product,ISIN,Beurs,Aantal,Koers,,Waarde,,Transactiekosten,,Totaal,,Order ID\n' +
        '15-01-2024,10:00,ALPHA,US0000000019,NDQ,2,"180,00",USD,"-330,28",EUR,"-0,50",EUR,"-330,78",EUR,abc\n',
    );
    expect(degiro.statement?.currency).toBe('EUR');
    expect(degiro.trades).toMatchObject([
      { action: 'buy', units: '2', priceCurrency: 'USD', amountMinor: -33078, feesMinor: -50 },
    ]);
  });

  it('tell what cannot be read, by line', async () => {
    const { rows, problems } = await firstOf(
      'Date,Action,Symbol,Quantity,Price,Amount\n02/31/2024,Buy,ABCD,1,2.00,-2.00\n' +
        '02/01/2024,Buy,ABCD,1,2.00,two\n,Buy,ABCD,1,2.00,-2.00\n02/01/2024,Buy,ABCD,1,2.00,99999999999999999999\n' +
        '02/02/2024,Buy,ABCD,1,2.00,-2.00\n02/03/2024,Buy,ABCD',
    );
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([
      { line: 2, message: '“02/31/2024” is not a date.' },
      { line: 3, message: '“two” is not an amount.' },
      { line: 4, message: 'This row has an amount but no date.' },
      { line: 5, message: 'The amount 99999999999999999999 is too large.' },
      { line: 7, message: 'The file is cut off in this row.' },
    ]);
  });
});

describe('exports of exchanges', () => {
  it('part money from coins, as Kraken’s ledger has it, and take fees off', async () => {
    const { rows, trades, statement } = await firstOf(
      '"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"\n' +
        '"L1","R1","2024-01-05 12:00:00","deposit","","currency","ZEUR","spot",1000.0000,0,1000.0000\n' +
        '"L2","R2","2024-03-19 19:43:31","trade","","currency","ZEUR","spot",-100.0000,0.1800,899.82\n' +
        '"L3","R2","2024-03-19 19:43:31","trade","","currency","XXBT","spot",0.0020000000,0.00001,0.00199\n' +
        '"L4","R4","2024-06-01 01:00:00","staking","","currency","ADA.S","earn",5.0000000000,0,105.0\n',
    );
    expect(statement).toMatchObject({ currency: 'EUR', account: { type: 'crypto' } });
    expect(rows.map((row) => [row.amountMinor, row.externalId])).toEqual([
      [100000, 'L1'],
      [-10018, 'L2'],
      [0, 'L3'],
      [0, 'L4'],
    ]);
    expect(trades.map(({ action, security, units }) => [action, security?.symbol, units])).toEqual([
      ['buy', 'BTC', '0.00199'],
      ['reward', 'ADA', '5'],
    ]);
  });

  it('read Coinbase’s history with its preamble, and its money for no coin', async () => {
    const { rows, trades } = await firstOf(
      'You can use this transaction report to inform your likely tax obligations.\nTransactions\nUser,someone@example.test,1\n\n' +
        'ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes\n' +
        'a1,2024-02-01 10:00:00 UTC,Deposit,USD,100,USD,$1.00,$100.00,$100.00,$0.00,From bank\n' +
        'a2,2024-02-02 10:00:00 UTC,Buy,BTC,0.001,USD,"$40,000.00",$40.00,$41.00,$1.00,Bought\n' +
        'a3,2024-02-03 10:00:00 UTC,Receive,ETH,0.5,USD,"$2,000.00","$1,000.00","$1,000.00",$0.00,Gift\n',
    );
    expect(rows.map((row) => [row.amountMinor, row.externalId])).toEqual([
      [10000, 'a1'],
      [-4100, 'a2'],
      [0, 'a3'],
    ]);
    expect(
      trades.map(({ action, security, units }) => [action, security?.symbol ?? null, units]),
    ).toEqual([
      ['deposit', null, null],
      ['buy', 'BTC', '0.001'],
      ['transfer_in', 'ETH', '0.5'],
    ]);
  });

  it('read both sides of a swap, columns called alike, exponents and rows that came to nothing', async () => {
    const swap = await firstOf(
      '"Type","Buy","Cur.","Sell","Cur.","Fee","Cur.","Exchange","Group","Comment","Date"\n' +
        '"Trade","0.5","ETH","10.00","EUR","0.02","EUR","X","","","24.08.2019 23:01:59"\n' +
        '"Trade","3","ADA","0.1","ETH","","","X","","","25.08.2019 23:01:59"\n',
    );
    expect(swap.rows.map((row) => row.amountMinor)).toEqual([-1000, 0]);
    expect(
      swap.trades.map(({ action, security, units }) => [action, security?.symbol, units]),
    ).toEqual([
      ['buy', 'ETH', '0.5'],
      ['exchange', 'ADA', '3'],
      ['exchange', 'ETH', '-0.1'],
    ]);
    const ledger = await firstOf(
      'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark\n1,2020-10-30 14:21:20,Spot,Fee,ETH,-3.605E-05,\n1,2020-10-30 14:21:20,Spot,Deposit,,,\n',
    );
    expect(ledger.trades[0]?.units).toBe('-0.00003605');
    expect(ledger.problems).toEqual([{ line: 3, message: 'This row has no amount.' }]);
    const nexo = await firstOf(
      'Transaction,Type,Input Currency,Input Amount,Output Currency,Output Amount,USD Equivalent,Details,Date / Time (UTC)\n' +
        'N1,Exchange,GBPX,-54,BTC,0.0017316,$69.85,approved / ok,2022-04-17 10:41:00\nN2,Exchange,GBPX,-54,BTC,0.1,$69.85,rejected / no,2022-04-17 10:41:00\n',
    );
    expect(nexo.rows).toHaveLength(1);
    expect(nexo.problems[0]?.message).toContain('is marked rejected');
  });
});
