import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { mutated, mutatedXml } from './mutations.ts';

const own = fileURLToPath(new URL('../../src/modules/imports/formats/fixtures/', import.meta.url));
const shared = process.env['PICTURE_FIXTURES'] ?? '';

const filesIn = (folder: string, fits: (name: string) => boolean): Uint8Array[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(fits)
        .sort()
        .map((name) => readFileSync(join(folder, name)))
    : [];

const samples = (ending: string) => filesIn(join(own, 'samples'), (name) => name.endsWith(ending));
const fixtures = (...folders: string[]) =>
  shared === '' ? [] : folders.flatMap((folder) => filesIn(join(shared, folder), () => true));

const bankFiles = () => filesIn(join(own, 'banks'), (name) => name.endsWith('.csv'));

const LEDGERS = [
  'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n01/15/2024,Buy,ACME,ACME CORP,10,$50.00,$5.00,-$505.00\n01/16/2024,Cash Dividend,ACME,ACME CORP,,,,$3.21\nTransactions Total,,,,,,,-$501.79\n',
  'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance\nL1,R1,2024-01-05 12:00:00,deposit,,currency,ZEUR,spot,1000.0000,0,1000\nL2,R2,2024-01-06 12:00:00,trade,,currency,XXBT,spot,0.002,0.00001,0.00199\n',
  'Account,Ticker,Name,Shares,Price,Value\nIRA,ACME,Acme Corp,100,"$50.00","$5,000.00"\n',
  'Type,Buy,Cur.,Sell,Cur.,Fee,Cur.,Exchange,Group,Comment,Date\nTrade,0.5,ETH,10.00,EUR,0.02,EUR,X,,,24.08.2019 23:01:59\n',
].map((text) => strToU8(text));

const SHEET =
  '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Payee</t></is></c><c r="C1" t="str"><v>Amount</v></c></row><row r="2"><c r="A2" s="1"><v>45306</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>-4.5</v></c></row><row r="4"><c r="A4" s="1"><v>45307.5</v></c><c r="B4" t="b"><v>1</v></c><c r="C4"><v>1000</v></c></row></sheetData></worksheet>';
const WORKBOOK = zipSync({
  'xl/workbook.xml': strToU8(
    '<workbook><sheets><sheet name="A" sheetId="1" r:id="r1" xmlns:r="x"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
  'xl/sharedStrings.xml': strToU8('<sst><si><t>Date</t></si><si><t>Corner Coffee</t></si></sst>'),
  'xl/styles.xml': strToU8(
    '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  ),
  'xl/worksheets/sheet1.xml': strToU8(SHEET),
});

const archive = (): Uint8Array => {
  const content: Zippable = {};
  for (const [at, file] of [...samples('.qif'), ...samples('.xml'), ...LEDGERS].entries()) {
    content[`statement-${at}`] = new Uint8Array(file);
  }
  return zipSync(content);
};

/** Whole files of each format: our own, and other people's where they are at hand. */
export const SEEDS: Record<string, () => Uint8Array[]> = {
  csv: () => [...bankFiles(), ...fixtures('csv')],
  investments: () => [...LEDGERS, ...fixtures('csv-broker', 'csv-crypto')],
  ofx: () => [...samples('.ofx'), ...fixtures('ofx-sgml', 'ofx-xml', 'ofx-invest')],
  qif: () => [...samples('.qif'), ...fixtures('qif')],
  camt: () => [...samples('.camt.xml'), ...fixtures('camt')],
  mt940: () => [...samples('.mt940'), ...fixtures('mt940')],
  xlsx: () => [WORKBOOK],
  zip: () => [archive()],
};

const XML = 0x3c;

/** A mutated file. Of archives mostly what is inside is changed: else their checksums catch it all. */
export function fuzzed(seeds: readonly Uint8Array[], next: (below: number) => number): Uint8Array {
  const seed = seeds[next(seeds.length)] ?? new Uint8Array(0);
  const isArchive = seed[0] === 0x50 && seed[1] === 0x4b;
  if (seed[0] === XML && next(4) !== 0) return mutatedXml(seed, next);
  if (!isArchive || next(4) === 0) return mutated(seed, seeds, next);
  const files = Object.entries(unzipSync(seed));
  const chosen = next(files.length);
  const content: Zippable = {};
  for (const [at, [name, file]] of files.entries()) {
    const wrong =
      file[0] === XML && next(4) !== 0 ? mutatedXml(file, next) : mutated(file, [], next);
    content[name] = at === chosen ? new Uint8Array(wrong) : file;
  }
  return zipSync(content);
}
