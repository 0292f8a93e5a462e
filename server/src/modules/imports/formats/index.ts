import { type Archive, openArchive } from './archive.ts';
import { readCamt } from './camt.ts';
import { readCsv } from './csv.ts';
import { decode, encodingOf } from './encoding.ts';
import { readMt940 } from './mt940.ts';
import { readOfx } from './ofx.ts';
import { limitProblems } from './problems.ts';
import { readQif } from './qif.ts';
import { formatOf } from './recognise.ts';
import {
  type ReadOptions,
  type StatementEvent,
  type StatementSource,
  UnreadableStatement,
  wrongFileType,
} from './statement.ts';
import { isWorkbook, readXlsx } from './xlsx.ts';
import { readFiles } from './zip-files.ts';

export { WHOLE_HISTORIES } from './csv-services.ts';
export type { Investments } from './investments.ts';
export { type ParseJson, toParseJson } from './parse-json.ts';
export {
  type CsvLayout,
  type ParsedSplit,
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
  const bytes = await wholeFile(format === 'zip' ? given : source);
  if (format === 'zip') {
    yield* readArchive(openArchive(bytes), bytes.length, options);
    return;
  }
  const encoding = await encodingOf(head, [bytes]);
  const text = decode(bytes, encoding);
  for (const event of READERS[format](text, options)) {
    yield event.kind === 'format' ? { ...event, encoding } : event;
  }
}

/** A workbook is an archive too. */
function readArchive(
  archive: Archive,
  sizeBytes: number,
  options: ReadOptions,
): AsyncGenerator<StatementEvent> {
  if (isWorkbook(archive)) return readXlsx(archive, options);
  const { csv: _, ...rest } = options;
  return readFiles(archive, sizeBytes, (source) => readWithin(source, rest));
}

/** A file of an archive; one archive in another is left alone, a workbook is not. */
async function* readWithin(
  source: StatementSource,
  options: ReadOptions,
): AsyncGenerator<StatementEvent> {
  const head = await headOf(source);
  if (formatOf(head) === 'zip') {
    const archive = openArchive(await wholeFile(source));
    if (!isWorkbook(archive)) throw wrongFileType('an archive within an archive');
    yield* readXlsx(archive, options);
  } else yield* readEvents(source, options);
}

/** Formats whose files are read whole. */
const READERS = { ofx: readOfx, qif: readQif, camt: readCamt, mt940: readMt940 } as const;

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

async function wholeFile(source: StatementSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    length += chunk.byteLength;
    if (length > LONGEST_WHOLE_FILE) {
      throw new UnreadableStatement(
        'file_too_large',
        'This file is too large: one of this kind may have 64 MB at most.',
        { megabytes: 64 },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
