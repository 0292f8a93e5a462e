/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  };
}

/** What has tripped parsers before, of every format. */
const TOKENS = [
  '',
  '\0',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n\r\n',
  '<',
  '>',
  '</',
  '<!--',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>',
  '&a;',
  '&#x110000;',
  '&#0;',
  '^',
  '!Type:Invst\n',
  ':61:',
  ':86:',
  ':62F:',
  '-}',
  '(1.00)',
  '1e99',
  '-0',
  '9'.repeat(40),
  '0.0000000000000000001',
  '1.234,56',
  '31/02/2024',
  '20240230',
  '\u{1f600}',
  '\ufeff',
  '=cmd|A1',
  'NaN',
  'Infinity',
  'x'.repeat(5000),
].map((token) => Buffer.from(token));

const LONGEST = 400_000;

/** A file made wrong in one to six ways; `others` lend it parts. */
export function mutated(
  seed: Uint8Array,
  others: readonly Uint8Array[],
  next: (below: number) => number,
): Uint8Array {
  let file = Buffer.from(seed);
  for (let left = 1 + next(6); left > 0; left -= 1) file = once(file, others, next);
  return file.subarray(0, LONGEST);
}

function once(
  file: Buffer<ArrayBuffer>,
  others: readonly Uint8Array[],
  next: (below: number) => number,
): Buffer<ArrayBuffer> {
  const at = next(file.length + 1);
  const length = next(Math.min(file.length - at, 1 + next(200)) + 1);
  const [before, part, after] = [
    file.subarray(0, at),
    file.subarray(at, at + length),
    file.subarray(at + length),
  ];
  const token = TOKENS[next(TOKENS.length)] ?? Buffer.alloc(0);
  const other = others[next(others.length)] ?? file;
  const from = next(other.length);
  switch (next(9)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, token, part, after]);
    case 2:
      return Buffer.concat([before, token, after]);
    case 3:
      return Buffer.concat([before, ...new Array<Buffer>(2 + next(60)).fill(part), after]);
    case 4:
      return Buffer.from(before);
    case 5:
      return Buffer.concat([before, other.subarray(from, from + next(2000)), after]);
    case 6:
      return Buffer.concat([before, Buffer.from([next(256)]), after.subarray(1)]);
    case 7:
      return Buffer.concat([after, part, before]);
    default: {
      const flipped = Buffer.from(file);
      for (let bits = 1 + next(8); bits > 0; bits -= 1) {
        const place = next(flipped.length);
        flipped[place] = (flipped[place] ?? 0) ^ (1 << next(8));
      }
      return flipped;
    }
  }
}

/** XML made wrong and still well-formed, so that what is behind its parser is tried too. */
export function mutatedXml(seed: Uint8Array, next: (below: number) => number): Uint8Array {
  let text = Buffer.from(seed).toString('utf8');
  for (let left = 1 + next(6); left > 0; left -= 1) text = xmlOnce(text, next);
  return Buffer.from(text.slice(0, LONGEST));
}

function xmlOnce(text: string, next: (below: number) => number): string {
  const token = (TOKENS[next(TOKENS.length)] ?? '').toString();
  const escaped = token.replace(/[<&>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const at = text.indexOf('<', next(text.length));
  const [whole = '', name = ''] = /^<([\w:]+)[^<>]*>/.exec(text.slice(at)) ?? [];
  const end = name === '' ? -1 : text.indexOf(`</${name}>`, at);
  if (end < 0) return text;
  const after = end + name.length + 3;
  const element = text.slice(at, after);
  switch (next(4)) {
    case 0:
      return text.slice(0, at) + text.slice(after);
    case 1:
      return text.slice(0, at) + element.repeat(2 + next(20)) + text.slice(after);
    case 2:
      return (
        text.slice(0, at) + whole.replace(/"[^"]*"/, `"${escaped}"`) + text.slice(at + whole.length)
      );
    default:
      return `${text.slice(0, at)}${whole}${escaped}</${name}>${text.slice(after)}`;
  }
}
