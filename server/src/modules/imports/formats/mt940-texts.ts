import type { Mt940Field } from './mt940-fields.ts';

/** What the description of an entry says. */
export interface Described {
  payee: string | null;
  memo: string | null;
}

/** Lines of a field are cut at this width, in the middle of a word. */
const FULL_LINE = 64;
/** Subfields likewise. */
const FULL_SUBFIELD = 27;

/** Reads the descriptions of one entry: German subfields, codes between slashes, or free text. */
export function describe(fields: readonly Mt940Field[]): Described {
  const own = fields.find(({ tag }) => tag === 'NS');
  if (own) return fromSubfields(starMoneySubfields(own.text));
  const raw = fields.map((field) => field.text).join('\n');
  const german = /^\s*\d{3}\s?([^\w\s])\d{2}/.exec(raw);
  if (german) return fromSubfields(germanSubfields(raw.replaceAll('\n', ''), german[1] ?? '?'));
  const coded = fromCodes(raw);
  if (coded) return coded;
  return { payee: null, memo: oneLine(fields.map((field) => unwrapped(field.text)).join(' ')) };
}

/** The first line of a field holds its tag too. */
const TAG_LENGTH = 4;

function unwrapped(text: string): string {
  let whole = '';
  let isFull = true;
  for (const [at, line] of text.split('\n').entries()) {
    whole += isFull || line.startsWith(' ') ? line : ` ${line}`;
    isFull = line.length + (at === 0 ? TAG_LENGTH : 0) >= FULL_LINE;
  }
  return whole;
}

const oneLine = (text: string | undefined): string | null =>
  text?.replace(/[\s\p{Cc}]+/gu, ' ').trim() || null;

type Subfields = Map<number, string>;

/** "106?00KARTENZAHLUNG?20SVWZ+…?32ARAL AG": the mark may be another than "?". */
function germanSubfields(text: string, mark: string): Subfields {
  const found: Subfields = new Map();
  for (const part of text.split(mark).slice(1)) {
    const number = /^\d\d/.exec(part)?.[0];
    // A mark within a text is part of it.
    const last = [...found.keys()].at(-1);
    if (number !== undefined) found.set(Number(number), part.slice(2));
    else if (last !== undefined) found.set(last, `${found.get(last)}${mark}${part}`);
  }
  return found;
}

/** Each line begins with the number of what it is: 01 to 14 purpose, 15 and 16 name, 17 kind. */
function starMoneySubfields(text: string): Subfields {
  const found: Subfields = new Map();
  for (const line of text.split('\n')) {
    const number = Number(/^\d\d/.exec(line)?.[0] ?? '0');
    const said = line.slice(2).trim();
    if (said === '') continue;
    if (number >= 1 && number <= 9) found.set(19 + number, `${said} `);
    else if (number === 15 || number === 16) found.set(17 + number, said);
    else if (number === 17) found.set(0, said);
  }
  return found;
}

const PURPOSE = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63];
const SEPA = /(?:^|(?<=\s|[^A-Z]))(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC)\+/g;

function fromSubfields(fields: Subfields): Described {
  const purpose = joined(fields, PURPOSE);
  const named = byKey(purpose, SEPA);
  const text = oneLine(fields.get(0));
  const kind = text !== null && /\p{L}{3}/u.test(text) ? text : null;
  const other = oneLine(named.get('ABWA') ?? named.get('ABWE'));
  const payee = oneLine(joined(fields, [32, 33])) ?? other ?? kind;
  const told = oneLine(named.get('SVWZ')) ?? oneLine(named.get(''));
  return { payee, memo: told ?? oneLine(named.get('EREF')) ?? (payee === kind ? null : kind) };
}

/** Subfields in a row: one that is full goes on in the next without a space. */
function joined(fields: Subfields, numbers: readonly number[]): string {
  let whole = '';
  for (const number of numbers) {
    const text = fields.get(number) ?? '';
    whole += text.length >= FULL_SUBFIELD ? text : `${text} `;
  }
  return whole;
}

/** A text cut at its keys; what stands before the first has none. */
function byKey(text: string, keys: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  let key = '';
  let from = 0;
  const keep = (to: number) => {
    if (!found.has(key)) found.set(key, text.slice(from, to).trim());
  };
  for (const match of text.matchAll(keys)) {
    keep(match.index);
    key = match[1] ?? '';
    from = match.index + match[0].length;
  }
  keep(text.length);
  return found;
}

const CODES =
  /\/(TRTP|TRCD|EREF|PREF|MARF|CSID|BENM|ORDP|NAME|IBAN|BIC|ADDR|REMI|ISDT|RTRN|ACCW|CNTP|PURP|ULTC|ULTD|ULTB|CDTRREFTP|CDTRREF|ID|BUSP)\//g;

/** "/TRTP/SEPA OVERBOEKING/IBAN/…/NAME/J. Smit/REMI/Rent" as Dutch banks write. */
function fromCodes(text: string): Described | null {
  const flat = text.replace(/\s*\n\s*/g, '');
  if (!/^\s*\/[A-Z]{3,9}\//.test(flat)) return null;
  const told = byKey(flat, CODES);
  // Account, bank, name and town of the other side.
  const party = told.get('CNTP')?.split('/')[2];
  const remittance = told.get('REMI')?.replace(/^(?:USTD|STRD)\/+/, '');
  const reference = told.get('EREF') ?? told.get('PREF');
  return {
    payee: oneLine(told.get('NAME')) ?? oneLine(party),
    memo:
      oneLine(remittance?.replace(/\/+$/, '')) ?? oneLine(reference) ?? oneLine(told.get('TRTP')),
  };
}
