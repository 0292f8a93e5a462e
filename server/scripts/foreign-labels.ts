import { parse } from 'csv-parse/sync';
import { DEFAULT_CATEGORIES } from '../src/modules/transactions/default-categories.ts';
import { foldText } from '../src/modules/transactions/descriptor.ts';

/** What a person's own names for categories mean in ours. */
export interface LabelMapping {
  /** Folded label → key of ours; '' where the mapping says to leave it out. */
  readonly keys: ReadonlyMap<string, string>;
  /** What could not be used, in sentences. */
  readonly problems: readonly string[];
}

export const NO_MAPPING: LabelMapping = { keys: new Map(), problems: [] };

/** Finer labels that Mint had and our tree has not, under what stands above them. */
const FINER: Readonly<Record<string, string>> = {
  bills_utilities: 'bills',
  business_services: 'advertising, legal, office supplies, printing, shipping',
  education: 'books & supplies',
  electronics_software: 'domain names',
  entertainment: 'amusement, arts, newspapers & magazines',
  fees_charges: 'finance charge, late fee, service fee, trade commissions, fees',
  financial: 'financial advisor',
  food_dining: 'food, dining',
  gifts_donations: 'gifts, donations',
  health_fitness: 'eyecare, sports, health',
  home: 'home services, home supplies, lawn & garden',
  kids: 'allowance, baby supplies, child support, kids activities, toys',
  personal_care: 'hair, haircut, laundry, spa & massage',
  pets: 'pet food & supplies, pet grooming',
  shopping: 'books, hobbies, sporting goods, general',
  taxes: 'federal tax, local tax, property tax, sales tax, state tax',
  travel: 'vacation',
  transfer: 'transfer for cash spending',
  loans: 'loan fees and charges, loan insurance, loan interest, loan payment, loan principal, loan',
};

/** Said of a label that is to be left out. */
const LEFT_OUT = new Set(['', '-', 'none', 'null', 'ignore', 'ignored', 'skip', 'exclude', 'n/a']);

const LEVEL = /\s*(?:::?|>|»|→|\/|\||\\)\s*|\s+[-–]\s+/;

/** A label without case, accents, signs and small words: "Food & Dining" = "food and dining". */
const fold = (label: string): string =>
  foldText(label)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:and|y|the)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const OURS = new Map<string, string>();
for (const { key, name } of DEFAULT_CATEGORIES) {
  // A group comes before its children, and keeps a name they share.
  for (const word of [key, name.en, name.es]) {
    if (!OURS.has(fold(word))) OURS.set(fold(word), key);
  }
}
for (const [key, labels] of Object.entries(FINER)) {
  for (const label of labels.split(', ')) if (!OURS.has(fold(label))) OURS.set(fold(label), key);
}

/** The key of ours a label means, by the mapping first; '' to leave it out, undefined for none. */
export function meaningOf(label: string, mapping: LabelMapping): string | undefined {
  const look = (text: string) => mapping.keys.get(fold(text)) ?? OURS.get(fold(text));
  const whole = look(label);
  if (whole !== undefined) return whole;
  // "Food:Groceries": the finest level that means something.
  const levels = label.split(LEVEL).reverse();
  for (const level of levels) {
    const found = level === '' ? undefined : look(level);
    if (found !== undefined) return found;
  }
  return undefined;
}

function oursBy(text: string): string | undefined {
  if (LEFT_OUT.has(foldText(text).trim())) return '';
  return meaningOf(text, NO_MAPPING);
}

/**
 * Reads a mapping of labels to ours: JSON (`{"Dining": "Restaurants"}`, ours with a list of theirs,
 * or a list of pairs or objects) or a table of two columns or more, with or without a header.
 * Ours may be a key, an English or a Spanish name, of a category or a group. What cannot be used is
 * told in `problems`; throws only for JSON that is none.
 */
export function readMapping(text: string): LabelMapping {
  const plain = text.replace(/^\uFEFF/, '').trim();
  const isJson = /^[[{]/.test(plain);
  const rows = isJson ? rowsOfJson(JSON.parse(plain)) : rowsOfTable(plain);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2) {
    return { keys: new Map(), problems: ['The mapping has no pairs; it was not used.'] };
  }
  const { theirs, ours } = columnsOf(rows, width);
  const keys = new Map<string, string>();
  const problems: string[] = [];
  for (const [i, row] of rows.entries()) {
    const label = row[theirs]?.trim() ?? '';
    if (label === '') continue;
    const named = row[ours] ?? '';
    const key = oursBy(named);
    if (key !== undefined) keys.set(fold(label), key);
    // The first row of a table may be its header.
    else if (isJson || i > 0) {
      problems.push(`The mapping of "${label}" names "${named}", which is no category of ours.`);
    }
  }
  return { keys, problems };
}

function rowsOfJson(read: unknown): string[][] {
  const words = (value: unknown): string[] =>
    value === null || typeof value !== 'object'
      ? [value === null ? '' : String(value)]
      : Object.values(value).flatMap(words);
  if (Array.isArray(read)) return read.map(words);
  return Object.entries(read as Record<string, unknown>).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.flatMap(words).map((label) => [label, name])
      : [[name, ...words(value)]],
  );
}

function rowsOfTable(text: string): string[][] {
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = ['\t', ';', ',', '=>', '->', '='].find((one) => first.includes(one)) ?? ',';
  return parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  });
}

const THEIRS = /^(?:theirs|from|foreign|source|label|labels|original|raw)\b/;
const OUR_OWN = /^(?:ours|to|target|key|maps? to|mapped|canonical)\b/;

/** Which column holds theirs and which ours: by the header, else by whose words are ours. */
function columnsOf(rows: readonly string[][], width: number): { theirs: number; ours: number } {
  const header = (rows[0] ?? []).map(fold);
  const isNamed = (row: string[]) => row.length >= 2;
  const known = Array.from({ length: width }, (_, column) => {
    const told = rows.filter(isNamed);
    return told.filter((row) => oursBy(row[column] ?? '') !== undefined && row[column]).length;
  });
  const most = Math.max(...known.slice(1));
  // Of columns that say as much the last: "Food, Groceries" is finer than "Food".
  const best = known.lastIndexOf(most);
  const byHeader = header.findIndex((name) => OUR_OWN.test(name));
  const theirsByHeader = header.findIndex((name) => THEIRS.test(name));
  const turned = byHeader < 0 && (known[0] as number) > most * 1.5 + 1;
  const ours = byHeader >= 0 ? byHeader : turned ? 0 : best > 0 ? best : 1;
  if (theirsByHeader >= 0 && theirsByHeader !== ours) return { theirs: theirsByHeader, ours };
  return { theirs: ours === 0 ? 1 : 0, ours };
}
