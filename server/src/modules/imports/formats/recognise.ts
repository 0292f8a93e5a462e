import { decode, type Encoding, encodingOfHead } from './encoding.ts';
import { emptyFile, notAStatement, wrongFileType } from './statement.ts';

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook'],
  ['\u001f\u008b', 'a gzip archive'],
  ['7z\u00bc\u00af', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
];

const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^\s*<(?:!doctype html|html)/i, 'a web page'],
  [/^\s*<(?:\?xml|!doctype|[a-z]+[\s>:])/i, 'an XML file'],
  [/^\s*[[{]\s*(?:[{["]|$)/, 'a JSON file'],
];

export type FileFormat = 'csv' | 'ofx' | 'qif' | 'camt' | 'mt940' | 'zip';

const CAMT =
  /<(?:\w{1,20}:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)\b|urn:iso:std:iso:20022:tech:xsd:camt\.05/;
const MT940 = /^(?:\{4:)?:20:[\s\S]{0,3000}?^:(?:25P?|28C?|60[FM]|61|34F):/m;

/** What kind of file this is, by how it begins; its name and its ending are nobody's word. */
export function formatOf(head: Uint8Array): FileFormat {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1');
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known) throw wrongFileType(known[1]);
  if (start === 'PK\u0003\u0004') return 'zip';
  const text = decode(head, headEncoding(head));
  if (text.trim() === '') throw emptyFile();
  if (isBinary(text)) throw notAStatement();
  if (/^\s*OFXHEADER\s*[:=]|<OFX[\s>]|<\?OFX\s/i.test(text)) return 'ofx';
  if (/^\s*</.test(text) && CAMT.test(text)) return 'camt';
  if (MT940.test(text)) return 'mt940';
  if (/^\s*!(?:type|account|option|clear)\b/i.test(text) || /^\^\s*$/m.test(text)) return 'qif';
  const kind = OTHER_KINDS.find(([looks]) => looks.test(text));
  if (kind) throw wrongFileType(kind[1]);
  return 'csv';
}

const headEncoding = (head: Uint8Array): Encoding => encodingOfHead(head) ?? 'utf-8';

/** Text has next to no control characters; a few stray ones happen. */
function isBinary(text: string): boolean {
  const controls = text.match(/(?!\s)\p{Cc}/gu)?.length ?? 0;
  return controls > 4 && controls > text.length / 200;
}
