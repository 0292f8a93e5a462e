import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { type ReadOptions, readStatements, UnreadableStatement } from './index.ts';
import {
  PROBLEM_PARAMS,
  REFUSAL_PARAMS,
  type StatementProblem,
  type StatementSource,
} from './statement.ts';

const ofx = (rows: string, currency = 'USD') =>
  `OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>${currency}<BANKACCTFROM><ACCTID>1</BANKACCTFROM>${rows}</STMTRS></OFX>`;
const row = (fields: string) => `<STMTTRN>${fields}</STMTTRN>\n`;

const camt = (statements: string) =>
  `<Document><BkToCstmrStmt>\n${statements}</BkToCstmrStmt></Document>`;

/** Between them they have every sort of problem. */
const FILES: string[] = [
  'Payee,Amount,Balance\nShop,-1.00,2.00\nBank,-2.00,0.00\n',
  'Date,Payee,Category\n2024-01-02,Shop,Food\n2024-01-03,Bank,Fees\n',
  'Date,Payee,Amount\n2024-02-31,Shop,-1.00\n2024-01-02,Shop,abc\n,Shop,-1.00\n2024-01-05,Shop,\n2024-01-05,Shop,-1.005\n2024-01-05,Shop,99999999999999999999\n2024-01-05,"Shop,-1.00\n2024-01-06,Sh',
  'Date,Payee,Amount,Currency,Status\n01/02/2024,Shop,1.00,ZZZ,Booked\n01/02/2024,Shop,1.00,USD,Declined\n01/02/2024,Shop,1.00,USD,Booked\n01/02/2024,Shop,1.00,USD,Booked\n01/02/2024,Shop,1.00,USD,Booked\nPending,Shop,1.00,USD,Booked\n',
  `Date,Payee,Amount\n2024-01-02,Shop,-1.00\n${'2024-02-31,Shop,-1.00\n'.repeat(1001)}`,
  ofx(
    row('<DTPOSTED>20240231<TRNAMT>-1') +
      row('<TRNAMT>-1') +
      row('<DTPOSTED>20240102') +
      row('<DTPOSTED>20240102<TRNAMT>1x') +
      row('<DTPOSTED>20240102<TRNAMT>-1.009') +
      row('<DTPOSTED>20240102<TRNAMT>-99999999999999999999'),
  ),
  ofx('<STMTTRN><DTPOSTED>2024').replace('</STMTRS></OFX>', ''),
  '!Type:Bank\nD2/31/2024\nT1\n^\nT1\n^\nD1/2/2024\n^\nD1/2/2024\nTx\n^\nD1/2/2024\nT1.005\n^\nD1/3/2024\nT5\nSA\n$4\n^\nD1/3/2024\nT5',
  '!Type:Invst\nD1/2/2024\nNHocus\nYAcme\nT5\n^\n!Type:Bank\nD1/2/2024\nT5\nPShop\n!Type:Bank\n',
  camt(
    '<Stmt><Acct><Ccy>EUR</Ccy></Acct><Ntry><Amt>1.00</Amt></Ntry><Ntry><Amt Ccy="USD">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry></Stmt>',
  ),
  ':20:A\n:25:1/2\n:60F:C240101EUR0,00\n:61:x\n:62F:y\n:62F:C240101EUR1,00\n',
];

const REFUSED: string[] = [
  camt('<Stmt>'),
  '',
  '%PDF-1.7',
  'Dear Sir,\nthank you.\nYours',
  `Date,Payee,Amount\n2024-01-02,Shop,-1.00\n${' '.repeat(5_000_000)}`,
  `Date,Payee,Amount\n2024-01-02,Shop,-1.00\n${'x'.repeat(2_000_000)}`,
  `Date,Payee,Amount\n2024-01-02,Shop,-1.00\n${',,\n'.repeat(100_002)}`,
  `${ofx('')}<!DOCTYPE x>`,
  ofx('', 'ZZZ'),
  'OFXHEADER:100\n\n<OFX><STMTRS><BANKTRANLIST></BANKTRANLIST></STMTRS></OFX>',
  '!Type:Cat\nNFood\n^\n',
];

const tooLarge: StatementSource = {
  name: 'large.ofx',
  sizeBytes: 70_000_000,
  async *open() {
    yield Buffer.from('<OFX>');
    for (let at = 0; at < 70; at += 1) yield new Uint8Array(1_000_000).fill(0x78);
  },
};

const QIF = '!Type:Bank\nD1/15/2024\nT-2.00\nPBar\n^\n';

async function problemsIn(source: StatementSource, options: ReadOptions) {
  const problems: StatementProblem[] = [];
  for await (const event of readStatements(source, options)) {
    if (event.kind === 'problem') problems.push(event.problem);
  }
  return problems;
}

async function refusalOf(source: StatementSource): Promise<UnreadableStatement | null> {
  try {
    await problemsIn(source, {});
    return null;
  } catch (error) {
    if (error instanceof UnreadableStatement) return error;
    throw error;
  }
}

const sorted = (keys: readonly string[]) => [...keys].sort();

describe('problems', () => {
  it('come with the parameters their code is listed with, each code at least once', async () => {
    const met = new Set<string>();
    const archived = zipSync({ 'a.qif': strToU8(QIF), 'b.txt': strToU8('Hello') });
    for (const file of [...FILES, archived]) {
      for (const { code, params, line, message } of await problemsIn(sourceOf(file), {})) {
        expect(sorted(Object.keys(params)), `${code}: ${message}`).toEqual(
          sorted(PROBLEM_PARAMS[code]),
        );
        expect(line).toBeGreaterThan(0);
        met.add(code);
      }
    }
    expect(sorted([...met])).toEqual(sorted(Object.keys(PROBLEM_PARAMS)));
  });

  it('that refuse a file do so too', async () => {
    const met = new Set<string>();
    const bomb = zipSync({ 'a.csv': new Uint8Array(8_000_000) });
    const archives = [bomb, bomb.subarray(0, 100)];
    for (const source of [
      ...[...REFUSED, ...archives].map((file) => sourceOf(file, 65_536)),
      tooLarge,
    ]) {
      const refusal = await refusalOf(source);
      if (refusal === null) throw new Error('This file was read.');
      expect(sorted(Object.keys(refusal.params)), refusal.code).toEqual(
        sorted(REFUSAL_PARAMS[refusal.code]),
      );
      met.add(refusal.code);
    }
    expect(sorted([...met])).toEqual(sorted(Object.keys(REFUSAL_PARAMS)));
  });
});
