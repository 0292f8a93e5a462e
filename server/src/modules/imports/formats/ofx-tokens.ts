import { refuseDeclarations } from './xml.ts';

/** One thing an OFX file says: an aggregate opens or closes, or an element has a value. */
export interface OfxToken {
  kind: 'open' | 'close' | 'value';
  /** Upper case. */
  tag: string;
  /** Of a value; empty otherwise. */
  value: string;
  line: number;
  /** How far into the text it begins. */
  at: number;
}

interface Tag {
  name: string;
  closes: boolean;
  /** `<TAG/>` */
  alone: boolean;
  start: number;
  end: number;
}

/**
 * Reads OFX 1 (SGML, where elements need no end tag) and OFX 2 (XML) alike: a tag followed by text is
 * an element, one followed by another tag an aggregate or an empty element. One pass over the text,
 * with no memory of what is open, so that no nesting can exhaust it.
 *
 * @throws {UnreadableStatement} for a document type or entity declaration: neither has a place in
 * OFX, and an entity may unfold without end.
 */
export function* ofxTokens(text: string): Generator<OfxToken> {
  refuseDeclarations(text);
  const lineAt = lineCounter(text);
  const start = text.search(/<OFX[\s>]/i);
  let tag = start < 0 ? null : nextTag(text, start);
  while (tag !== null) {
    const next = nextTag(text, tag.end);
    const given = { tag: tag.name.toUpperCase(), line: lineAt(tag.start), at: tag.start };
    if (tag.closes) yield { ...given, kind: 'close', value: '' };
    else if (!tag.alone) {
      const value = plainText(text.slice(tag.end, next?.start ?? text.length));
      yield { ...given, kind: value === '' ? 'open' : 'value', value };
    }
    tag = next;
  }
}

const COMMENT = { opening: '<!--', closing: '-->' };
const MARKED_TEXT = { opening: '<![CDATA[', closing: ']]>' };

/** The next tag; comments and marked text are passed over, and a "<" that begins none is text. */
function nextTag(text: string, from: number): Tag | null {
  for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at)) {
    const passed = [COMMENT, MARKED_TEXT].find(({ opening }) => text.startsWith(opening, at));
    if (passed) {
      at = endOf(text, passed.closing, at + passed.opening.length);
      continue;
    }
    const tag = tagAt(text, at);
    if (tag !== null) return tag;
    at += 1;
  }
  return null;
}

const TAG = /^(\/?)([A-Za-z][\w.-]*)(?:\s[\s\S]*?)?(\/?)$/;
/** Longer than any tag with its attributes. */
const LONGEST_TAG = 1000;

/** A tag holds no further "<", so that looking for its end never looks twice at a place. */
function tagAt(text: string, start: number): Tag | null {
  let end = start + 1;
  while (end < text.length && text[end] !== '>' && text[end] !== '<') end += 1;
  if (text[end] !== '>' || end - start > LONGEST_TAG) return null;
  const parts = TAG.exec(text.slice(start + 1, end));
  if (!parts) return null;
  const [, slash, name = '', alone] = parts;
  return { name, closes: slash === '/', alone: alone === '/', start, end: end + 1 };
}

function endOf(text: string, closing: string, from: number): number {
  const at = text.indexOf(closing, from);
  return at < 0 ? text.length : at + closing.length;
}

/** What stands between two tags, on one line: without comments, entities read, marked text as it is. */
function plainText(raw: string): string {
  let text = '';
  let from = 0;
  for (let at = raw.indexOf('<!'); at >= 0; at = raw.indexOf('<!', from)) {
    text += unescaped(raw.slice(from, at));
    if (raw.startsWith(MARKED_TEXT.opening, at)) {
      from = endOf(raw, MARKED_TEXT.closing, at);
      text += raw.slice(at + MARKED_TEXT.opening.length, from).replace(/\]\]>$/, '');
    } else if (raw.startsWith(COMMENT.opening, at)) {
      from = endOf(raw, COMMENT.closing, at + COMMENT.opening.length);
    } else {
      text += '<!';
      from = at + 2;
    }
  }
  return onOneLine(text + unescaped(raw.slice(from)));
}

const onOneLine = (text: string): string =>
  text
    .trim()
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .join(' ');

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
      return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    });
  return once(once(text));
}

/** Gives the line of a place in the text; places must come in order. */
function lineCounter(text: string): (at: number) => number {
  const lineEnd = /\r\n|\r|\n/g;
  let line = 1;
  let next = lineEnd.exec(text);
  return (at) => {
    while (next !== null && next.index < at) {
      line += 1;
      next = lineEnd.exec(text);
    }
    return line;
  };
}
