import { UnreadableStatement } from './statement.ts';

/** One thing an OFX file says: an aggregate opens or closes, or an element has a value. */
export type OfxToken =
  | { kind: 'open'; tag: string; line: number }
  | { kind: 'close'; tag: string; line: number }
  | { kind: 'value'; tag: string; value: string; line: number };

const TAG = /^(\/?)([A-Za-z][\w.-]*)\s*(\/?)$/;
const LONGEST_TAG = 80;

/**
 * Reads OFX 1 (SGML, where elements need no end tag) and OFX 2 (XML) alike: a tag followed by text is
 * an element, one followed by another tag an aggregate or an empty element. One pass, no backtracking.
 *
 * @throws {UnreadableStatement} for a document type or entity declaration: neither has a place in
 * OFX, and an entity may unfold without end.
 */
export function* ofxTokens(text: string): Generator<OfxToken> {
  if (/<!(?:doctype|entity)/i.test(text)) {
    throw new UnreadableStatement(
      'document_type_refused',
      'This file declares a document type or entities, which a bank’s statement never does.',
    );
  }
  const lineAt = lineCounter(text);
  let at = text.search(/<OFX[\s>]/i);
  if (at < 0) at = text.length;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    if (start < 0) return;
    const skipped = skipMarkup(text, start);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    const end = text.indexOf('>', start);
    if (end < 0) return;
    const parts = end - start > LONGEST_TAG ? null : TAG.exec(text.slice(start + 1, end));
    if (!parts) {
      at = start + 1;
      continue;
    }
    const tag = (parts[2] ?? '').toUpperCase();
    const line = lineAt(start);
    if (parts[1]) yield { kind: 'close', tag, line };
    const { value, next } = valueAfter(text, end + 1);
    at = next;
    if (parts[1] || parts[3]) continue;
    yield value === '' ? { kind: 'open', tag, line } : { kind: 'value', tag, value, line };
  }
}

/** Where a comment or processing instruction that starts here ends; null when none starts here. */
function skipMarkup(text: string, start: number): number | null {
  const [opening, closing] = text.startsWith('<!--', start)
    ? ['<!--', '-->']
    : text.startsWith('<?', start)
      ? ['<?', '>']
      : [null, ''];
  if (opening === null) return null;
  const end = text.indexOf(closing, start + opening.length);
  return end < 0 ? text.length : end + closing.length;
}

/** The text up to the next tag. A "<" that begins no tag belongs to the text. */
function valueAfter(text: string, from: number): { value: string; next: number } {
  const blank = /\s*<!\[CDATA\[/y;
  blank.lastIndex = from;
  if (blank.test(text)) {
    const end = text.indexOf(']]>', blank.lastIndex);
    const stop = end < 0 ? text.length : end;
    return { value: text.slice(blank.lastIndex, stop).trim(), next: stop + 3 };
  }
  let next = text.indexOf('<', from);
  while (next >= 0 && !/[A-Za-z/!?]/.test(text[next + 1] ?? '')) next = text.indexOf('<', next + 1);
  if (next < 0) next = text.length;
  return { value: unescaped(text.slice(from, next).trim()), next };
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Some banks escape twice: "&amp;amp;" is "&". */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  const once = (given: string) =>
    given.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (all, dec, hex, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? all;
      const code = dec ? Number(dec) : Number.parseInt(String(hex), 16);
      return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
  return once(once(text)).trim();
}

/** Gives the line of a place in the text; places must come in order. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    for (let i = text.indexOf('\n', counted); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line += 1;
      counted = i + 1;
    }
    return line;
  };
}
