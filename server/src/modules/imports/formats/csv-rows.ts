import { UnreadableStatement } from './statement.ts';

export interface CsvRow {
  cells: string[];
  /** The line the row begins on, from 1. */
  line: number;
  /** A quote was opened in it and never closed; it was read as if the quote were a letter. */
  unclosedQuote: boolean;
  /** The file ends within it, or just after it without a line end. */
  unterminated: boolean;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const BACKSLASH = 0x5c;
/** Longer than any memo: past this a quoted cell is taken for one whose quote was never closed. */
const LONGEST_QUOTED = 65_536;
/** Once many quotes proved unclosed the search is kept short, or such a file would take for ever. */
const PATIENCE = 100;
const LONGEST_QUOTED_IMPATIENT = 512;
const LONGEST_ROW = 1_048_576;

/**
 * Cuts text into rows as RFC 4180 has it, and as banks stray from it: any line end, quotes inside
 * unquoted cells, undoubled quotes inside quoted ones, quotes never closed. Written here since the
 * parsers at hand either stop at a stray quote or read a fifth as many rows a second: rows without
 * a quote are simply split.
 */
export class CsvRows {
  readonly #separator: string;
  readonly #separatorCode: number;
  #text = '';
  #line = 1;
  #unclosed = 0;
  /** The file was seen to write \\" for a quote inside a quoted cell. */
  #backslashes = false;

  constructor(separator: string) {
    this.#separator = separator;
    this.#separatorCode = separator.charCodeAt(0);
  }

  /** The rows completed by this text. Blank lines are no rows. `last`: no more text follows. */
  *add(text: string, last: boolean): Generator<CsvRow> {
    this.#text = this.#text === '' ? text : this.#text + text;
    let at = 0;
    let nextQuote = -2;
    let nextCr = -2;
    while (at < this.#text.length) {
      if (nextQuote !== -1 && nextQuote < at) nextQuote = this.#text.indexOf('"', at);
      if (nextCr !== -1 && nextCr < at) nextCr = this.#text.indexOf('\r', at);
      let end = this.#text.indexOf('\n', at);
      if (nextCr !== -1 && (end === -1 || nextCr < end)) end = nextCr;
      const quoted = nextQuote !== -1 && (end === -1 || nextQuote < end);
      const row = quoted ? this.#quotedRow(at, end, last) : this.#plainRow(at, end, last);
      if (row === null) break;
      if (row.cells.length > 1 || (row.cells[0] ?? '').trim() !== '') {
        const { cells, unclosedQuote } = row;
        const ended = this.#text.charCodeAt(row.next - 1);
        const unterminated = ended !== LF && ended !== CR;
        yield { cells, line: this.#line, unclosedQuote, unterminated };
      }
      this.#line += row.lines;
      at = row.next;
    }
    this.#text = this.#text.slice(at);
    if (this.#text.length > LONGEST_ROW) {
      throw new UnreadableStatement(
        'row_too_long',
        `Line ${this.#line} of this file is too long for a statement.`,
        { line: this.#line },
      );
    }
  }

  /** Where the next line begins; null when the rest of the line end may be still to come. */
  #afterLineEnd(end: number, last: boolean): number | null {
    if (end === -1) return last ? this.#text.length : null;
    if (this.#text.charCodeAt(end) !== CR) return end + 1;
    if (end + 1 === this.#text.length && !last) return null;
    return this.#text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
  }

  #plainRow(at: number, end: number, last: boolean) {
    const next = this.#afterLineEnd(end, last);
    if (next === null) return null;
    const text = this.#text.slice(at, end === -1 ? undefined : end);
    return { cells: text.split(this.#separator), next, lines: 1, unclosedQuote: false };
  }

  #quotedRow(start: number, lineEnd: number, last: boolean) {
    const text = this.#text;
    const cells: string[] = [];
    let at = start;
    let lines = 1;
    let unclosedQuote = false;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        const cell = this.#quotedCell(at + 1, last);
        if (cell === 'incomplete') return null;
        if (cell !== 'unclosed') {
          cells.push(cell.value);
          lines += cell.lines;
          at = cell.end;
          const code = text.charCodeAt(at);
          if (code === this.#separatorCode) {
            at += 1;
            continue;
          }
          const next = this.#afterLineEnd(at < text.length ? at : -1, last);
          return next === null ? null : { cells, next, lines, unclosedQuote };
        }
        unclosedQuote = true;
        this.#unclosed += 1;
      }
      const end = at <= lineEnd ? lineEnd : this.#lineEnd(at);
      const separator = text.indexOf(this.#separator, at);
      if (separator !== -1 && (end === -1 || separator < end)) {
        cells.push(text.slice(at, separator));
        at = separator + 1;
        continue;
      }
      cells.push(text.slice(at, end === -1 ? undefined : end));
      const next = this.#afterLineEnd(end, last);
      return next === null ? null : { cells, next, lines, unclosedQuote };
    }
  }

  #lineEnd(from: number): number {
    const lf = this.#text.indexOf('\n', from);
    const cr = this.#text.lastIndexOf('\r', lf === -1 ? undefined : lf);
    if (cr < from) return lf;
    return this.#text.indexOf('\r', from);
  }

  /** The cell whose first letter, after its quote, stands at `from`; `end`: after its last quote. */
  #quotedCell(from: number, last: boolean) {
    const text = this.#text;
    const limit = this.#unclosed < PATIENCE ? LONGEST_QUOTED : LONGEST_QUOTED_IMPATIENT;
    let doubled = false;
    let at = text.indexOf('"', from);
    for (; at !== -1 && at - from <= limit; at = text.indexOf('"', at + 1)) {
      if (at + 1 === text.length && !last) return 'incomplete';
      const after = text.charCodeAt(at + 1);
      const escaped = text.charCodeAt(at - 1) === BACKSLASH;
      if (after === QUOTE && !(escaped && this.#backslashes && this.#endsCell(at + 2))) {
        doubled = true;
        at += 1;
        continue;
      }
      if (after !== QUOTE && this.#endsCell(at + 1)) {
        const raw = text.slice(from, at);
        return { value: this.#unescaped(raw, doubled), end: at + 1, lines: lineEndsIn(raw) };
      }
      if (escaped) {
        this.#backslashes = true;
        continue;
      }
      // Past a line end, a quote that opens a cell says that ours was never meant to be open.
      const before = text.charCodeAt(at - 1);
      const opens = before === this.#separatorCode || before === LF;
      if (opens && lineEndsIn(text.slice(from, at)) > 0) return 'unclosed';
    }
    if (at === -1 && !last && text.length - from <= limit) return 'incomplete';
    return 'unclosed';
  }

  #endsCell(at: number): boolean {
    if (at >= this.#text.length) return true;
    const code = this.#text.charCodeAt(at);
    return code === this.#separatorCode || code === LF || code === CR;
  }

  #unescaped(raw: string, doubled: boolean): string {
    const text = doubled ? raw.replaceAll('""', '"') : raw;
    return this.#backslashes && text.includes('\\') ? text.replace(/\\(["\\])/g, '$1') : text;
  }
}

function lineEndsIn(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return text.split(/\r\n|\r|\n/).length - 1;
}
