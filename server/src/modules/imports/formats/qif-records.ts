/** A header ("!Type:Bank"), or what stands between two "^". */
export type QifPart = { kind: 'header'; name: string; line: number; at: number } | QifRecord;

export interface QifRecord {
  kind: 'record';
  line: number;
  at: number;
  /** In the order of the file; a letter may come more than once. */
  fields: { code: string; text: string }[];
  /**
   * What ended it: its own "^", the next record or header without one, the end of the file after a
   * whole line, or the end of the file within a line.
   */
  end: 'mark' | 'next' | 'file' | 'cut';
}

/** More lines than this are no transaction: the rest of them are not kept. */
const MOST_FIELDS = 5000;

/** The parts of a QIF file in their order. Stray and doubled "^" make no empty records. */
export function* qifParts(text: string): Generator<QifPart> {
  let record: QifRecord | null = null;
  // A second day within a record that has both day and amount means that a "^" is missing.
  let seen = '';
  for (const { content, line, at } of linesOf(text)) {
    const code = content.charAt(0).toUpperCase();
    if (code === '') continue;
    if (code === '!') {
      if (record) yield record;
      record = null;
      yield { kind: 'header', name: headerName(content), line, at };
    } else if (code === '^') {
      if (record) yield { ...record, end: 'mark' };
      record = null;
    } else {
      if (record && code === 'D' && seen === 'DT') {
        yield record;
        record = null;
      }
      if (record === null) {
        record = { kind: 'record', line, at, fields: [], end: 'next' };
        seen = '';
      }
      if (code === 'D') seen = 'D';
      else if (seen === 'D' && (code === 'T' || code === 'U')) seen = 'DT';
      if (record.fields.length < MOST_FIELDS) {
        record.fields.push({ code, text: content.slice(1).trim() });
      }
    }
  }
  if (record) yield { ...record, end: /[\r\n]$/.test(text) ? 'file' : 'cut' };
}

/** "! Type : Bank " is "type:bank". */
const headerName = (line: string): string =>
  line
    .slice(1, 1 + LONGEST_HEADER)
    .trim()
    .toLowerCase()
    .replace(/\s*:\s*/, ':');

const LONGEST_HEADER = 100;

const LINE_END = /\r\n|\r|\n/g;

function* linesOf(text: string): Generator<{ content: string; line: number; at: number }> {
  let at = 0;
  let line = 1;
  for (const { 0: end, index } of text.matchAll(LINE_END)) {
    yield { content: text.slice(at, index).trim(), line, at };
    at = index + end.length;
    line += 1;
  }
  yield { content: text.slice(at).trim(), line, at };
}
