/** A header ("!Type:Bank"), or what stands between two "^". */
export type QifPart = { kind: 'header'; name: string; line: number; at: number } | QifRecord;

export interface QifRecord {
  kind: 'record';
  line: number;
  at: number;
  /** In the order of the file; a letter may come more than once. */
  fields: { code: string; text: string }[];
  /** False for the last of a file that ends without its "^". */
  ended: boolean;
  /** The file ends in the middle of a line of it. */
  cut: boolean;
}

/** More lines than this are no transaction: the rest of them are not kept. */
const MOST_FIELDS = 5000;

/** The parts of a QIF file in their order. Stray and doubled "^" make no empty records. */
export function* qifParts(text: string): Generator<QifPart> {
  let record: QifRecord | null = null;
  for (const { content, line, at } of linesOf(text)) {
    if (content === '') continue;
    if (content.startsWith('!')) {
      if (record) yield record;
      record = null;
      yield { kind: 'header', name: content.slice(1).trim().toLowerCase(), line, at };
    } else if (content.startsWith('^')) {
      if (record) yield { ...record, ended: true };
      record = null;
    } else {
      record ??= { kind: 'record', line, at, fields: [], ended: false, cut: false };
      if (record.fields.length < MOST_FIELDS) {
        record.fields.push({
          code: content.charAt(0).toUpperCase(),
          text: content.slice(1).trim(),
        });
      }
    }
  }
  if (record) yield { ...record, cut: !/[\r\n]$/.test(text) };
}

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
