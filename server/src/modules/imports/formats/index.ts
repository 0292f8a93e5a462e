import { readCsv } from './csv.ts';
import { decode, type Encoding, encodingOf, encodingOfHead } from './encoding.ts';
import { readOfx } from './ofx.ts';
import { limitProblems } from './problems.ts';
import { readQif } from './qif.ts';
import {
  emptyFile,
  notAStatement,
  type ReadOptions,
  type StatementEvent,
  type StatementSource,
  UnreadableStatement,
} from './statement.ts';

export { type ParseJson, toParseJson } from './parse-json.ts';
export {
  type CsvLayout,
  type ParsedTransaction,
  type ReadOptions,
  type StatementEvent,
  type StatementProblem,
  type StatementSource,
  UnreadableStatement,
} from './statement.ts';

const HEAD_BYTES = 65_536;
/** OFX and QIF files are read whole, for which they are small: a year of a busy account is 1 MB. */
const LONGEST_WHOLE_FILE = 64 * 1024 * 1024;

/**
 * Reads a statement file of any format known here, told by what is in it.
 *
 * @throws {UnreadableStatement} when the file as a whole is not readable; single rows that are not
 * become `problem` events.
 */
export async function* readStatements(
  source: StatementSource,
  options: ReadOptions,
): AsyncGenerator<StatementEvent> {
  yield* limitProblems(readEvents(source, options));
}

async function* readEvents(
  given: StatementSource,
  options: ReadOptions,
): AsyncGenerator<StatementEvent> {
  const head = await headOf(given);
  const format = formatOf(head);
  const source = withoutVoid(given);
  if (format === 'csv') {
    const encoding = options.csv?.encoding ?? (await encodingOf(head, source.open()));
    yield* readCsv(source, encoding, options);
    return;
  }
  const bytes = await wholeFile(source);
  const encoding = await encodingOf(head, [bytes]);
  const text = decode(bytes, encoding);
  for (const event of format === 'ofx' ? readOfx(text, options) : readQif(text, options)) {
    yield event.kind === 'format' ? { ...event, encoding } : event;
  }
}

/** More nothing than this in one place is no statement, however the file goes on. */
const LONGEST_VOID = 4 * 1024 * 1024;

/** The same bytes, refused where they turn to blanks without end: a gigabyte of those takes minutes. */
const withoutVoid = (source: StatementSource): StatementSource => ({
  name: source.name,
  sizeBytes: source.sizeBytes,
  async *open() {
    let blank = 0;
    for await (const chunk of source.open()) {
      const start = chunk.findIndex((byte) => byte > SPACE);
      if (start === -1) blank += chunk.byteLength;
      else blank = chunk.byteLength - 1 - chunk.findLastIndex((byte) => byte > SPACE);
      if (blank > LONGEST_VOID) {
        throw new UnreadableStatement(
          'file_blank',
          'Most of this file is blank: it was damaged, or it is no statement.',
        );
      }
      yield chunk;
    }
  },
});

const SPACE = 0x20;

async function headOf(source: StatementSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or an Excel workbook'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook'],
];

const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^\s*<[\s\S]{0,2000}\bcamt\.05\d/i, 'a CAMT statement'],
  [/^[\s\S]{0,300}^:20:[\s\S]*^:60[FM]:/m, 'an MT940 statement'],
  [/^\s*<(?:!doctype html|html)/i, 'a web page'],
  [/^\s*<(?:\?xml|!doctype|[a-z]+[\s>:])/i, 'an XML file'],
  [/^\s*[[{]\s*(?:[{["]|$)/, 'a JSON file'],
];

const wrongFileType = (type: string): UnreadableStatement =>
  new UnreadableStatement(
    'wrong_file_type',
    `This file is ${type}. Download the statement as CSV, OFX, QFX or QIF instead.`,
    { type },
  );

function formatOf(head: Uint8Array): 'csv' | 'ofx' | 'qif' {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1');
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known) throw wrongFileType(known[1]);
  const text = decode(head, headEncoding(head));
  if (text.trim() === '') throw emptyFile();
  if (isBinary(text)) throw notAStatement();
  if (/^\s*OFXHEADER\s*[:=]|<OFX[\s>]|<\?OFX\s/i.test(text)) return 'ofx';
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

async function wholeFile(source: StatementSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    length += chunk.byteLength;
    if (length > LONGEST_WHOLE_FILE) {
      throw new UnreadableStatement(
        'file_too_large',
        'This file is too large: an OFX, QFX or QIF file may have 64 MB at most.',
        { megabytes: 64 },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
