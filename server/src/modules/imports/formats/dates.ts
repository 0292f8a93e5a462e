export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** Month names in English, Spanish, German, French, Dutch, Italian and Portuguese, no accents. */
const MONTHS = [
  'january enero januar janvier januari gennaio janeiro',
  'february febrero februar fevrier februari febbraio fevereiro',
  'march marzo marz maerz mrz mars maart mrt marco',
  'april abril avril aprile',
  'may mayo mai mei maggio maio',
  'june junio juni juin giugno junho',
  'july julio juli juillet luglio julho',
  'august agosto aout augustus',
  'september septiembre septembre settembre setembro',
  'october octubre oktober octobre ottobre outubro',
  'november noviembre novembre novembro',
  'december diciembre dezember decembre dicembre dezembro',
].map((names) => names.split(' '));

const LONGEST_DATE = 60;
/** Two digits below this are of this century. */
const CENTURY_PIVOT = 70;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The calendar day, or null when there is no such day. Years of one or two digits are of
 * 1970 to 2069.
 */
export function dayOf(year: number, month: number, day: number): string | null {
  const full = year >= 100 ? year : year + (year < CENTURY_PIVOT ? 2000 : 1900);
  if (full < FIRST_YEAR || full > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  const leap = full % 4 === 0 && (full % 100 !== 0 || full % 400 === 0);
  const last = month === 2 && !leap ? 28 : (DAYS[month - 1] ?? 0);
  if (day > last) return null;
  return `${full}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

const NUMERIC =
  /^(\d{1,4})\s?[-/.\s]\s?(\d{1,2})\s?([-/.'’\s])\s?(\d{1,4})\.?(?:$|[T\s,]+(?:at\s)?\d{1,2}[:.h]\d|[T\s,]*$|\sas of\s)/i;
const COMPACT = /^(\d{8})(?:\d{4}|\d{6}|(?:[T\s]\d{1,2}[:.]?\d{2}.*)|\.\d+)?(?:\s*\[.*\])?$/;

/** The three numbers of a date written in figures, in the order written. */
function numbersOfDate(text: string): [number, number, number] | null {
  if (text.length > LONGEST_DATE) return null;
  const parts = NUMERIC.exec(text);
  if (!parts) return null;
  const third = Number(parts[4]);
  // Quicken writes 1/31'04 for years from 2000 on.
  const apostrophe = parts[3] === "'" || parts[3] === '’';
  const year = apostrophe && third < 100 ? third + 2000 : third;
  return [Number(parts[1]), Number(parts[2]), year];
}

/**
 * The day a text names (YYYY-MM-DD), or null. `order` is how its figures stand where the text leaves
 * that open. A time of day and its zone are passed over: the day is the one the bank wrote.
 */
export function parseDay(raw: string, order: DateOrder): string | null {
  const text = raw.trim();
  if (text.length < 5 || text.length > LONGEST_DATE) return null;
  const numbers = numbersOfDate(text);
  if (numbers) return fromNumbers(numbers, order);
  const compact = COMPACT.exec(text)?.[1];
  if (compact !== undefined) return fromCompact(compact, order);
  return fromWords(text);
}

function fromNumbers([a, b, c]: [number, number, number], order: DateOrder): string | null {
  if (a > 99) return dayOf(a, b, c);
  if (order === 'ymd') return dayOf(a, b, c);
  return order === 'dmy' ? dayOf(c, b, a) : dayOf(c, a, b);
}

function fromCompact(text: string, order: DateOrder): string | null {
  const part = (from: number, to: number) => Number(text.slice(from, to));
  const iso = dayOf(part(0, 4), part(4, 6), part(6, 8));
  if (iso !== null && part(0, 4) >= FIRST_YEAR) return iso;
  const year = part(4, 8);
  if (year < FIRST_YEAR || order === 'ymd') return null;
  return order === 'dmy'
    ? dayOf(year, part(2, 4), part(0, 2))
    : dayOf(year, part(0, 2), part(2, 4));
}

const WEEKDAY = '(?:[a-z]{2,12}[.,]?\\s+)?';
const NAMED_DAY_FIRST = new RegExp(
  `^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th|\\.|º)?[-\\s/.]*(?:de\\s+)?([a-z]{3,})[-\\s/.,]*(?:de\\s+)?(\\d{2}|\\d{4})(?!\\d)`,
);
const NAMED_MONTH_FIRST = new RegExp(
  `^${WEEKDAY}([a-z]{3,})\\.?[-\\s/]*(\\d{1,2})(?:st|nd|rd|th)?[-\\s/,]+(\\d{2}|\\d{4})(?!\\d)`,
);
const NAMED_YEAR_FIRST = /^(\d{4})[-\s/.]*([a-z]{3,})[-\s/.]*(\d{1,2})(?!\d)/;

/** "10 Feb 18", "Feb 10, 2018", "10 de febrero de 2018", "2018-Feb-10", "Sat 10. Februar 2018". */
function fromWords(text: string): string | null {
  const words = plain(text);
  const dmy = NAMED_DAY_FIRST.exec(words);
  if (dmy) return namedDay(dmy[3], dmy[2], dmy[1]);
  const mdy = NAMED_MONTH_FIRST.exec(words);
  if (mdy) return namedDay(mdy[3], mdy[1], mdy[2]);
  const ymd = NAMED_YEAR_FIRST.exec(words);
  return ymd ? namedDay(ymd[1], ymd[2], ymd[3]) : null;
}

function namedDay(year = '', name = '', day = ''): string | null {
  const month = monthNumber(name);
  return month === null ? null : dayOf(Number(year), month, Number(day));
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** 1 to 12 for a month's name or an abbreviation of three letters or more that fits one only. */
function monthNumber(word: string): number | null {
  if (word.length < 3) return null;
  let found: number | null = null;
  for (const [index, names] of MONTHS.entries()) {
    if (names.includes(word)) return index + 1;
    if (!names.some((name) => name.startsWith(word))) continue;
    if (found !== null) return null;
    found = index + 1;
  }
  return found;
}

const DATE_LIKE = /^\s*(?:\d{1,4}[-/. ]{1,2}\w{1,9}[-/. ,'’]{1,2}\d{1,4}|\d{8})(?=$|[T\s,.])/;

/** Whether a text was meant for a date, though there may be no such day. */
export const looksLikeDate = (text: string): boolean => DATE_LIKE.test(text);

/** Whether numbers only grow or only shrink. */
class Run {
  #last: number | null = null;
  #up = 0;
  #down = 0;

  add(value: number): void {
    if (this.#last !== null && value > this.#last) this.#up += 1;
    if (this.#last !== null && value < this.#last) this.#down += 1;
    this.#last = value;
  }

  get sorted(): boolean {
    return this.#up === 0 || this.#down === 0;
  }
}

/** Learns from a column of dates how its figures stand. */
export class DateOrderEvidence {
  #dayFirst = 0;
  #monthFirst = 0;
  #yearFirst = 0;
  #wholeYears = 0;
  #open = 0;
  #dotted = 0;
  /** Which numbers stood in each place where either could be the day. */
  #first = new Set<number>();
  #second = new Set<number>();
  /** The first and the last number where neither is a whole year. */
  #outerFirst = new Set<number>();
  #outerLast = new Set<number>();
  readonly #dayFirstRun = new Run();
  readonly #monthFirstRun = new Run();

  add(raw: string): void {
    const text = raw.trim();
    const compact = /^\d{8}$/.test(text) && Number(text.slice(0, 4)) < FIRST_YEAR;
    const numbers = compact
      ? ([Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))] as const)
      : numbersOfDate(text);
    if (!numbers) return;
    const [a, b, c] = numbers;
    if (c < 100) {
      this.#outerFirst.add(a);
      this.#outerLast.add(c);
    }
    if (a <= 31) {
      this.#dayFirstRun.add(c * 400 + b * 32 + a);
      this.#monthFirstRun.add(c * 400 + a * 32 + b);
    }
    if (a > 99) this.#wholeYears += 1;
    else if (a > 31) this.#yearFirst += 1;
    else if (a > 12 && b <= 12) this.#dayFirst += 1;
    else if (b > 12 && a <= 12) this.#monthFirst += 1;
    else if (a !== b) {
      this.#open += 1;
      if (text[2] === '.' || text[1] === '.') this.#dotted += 1;
      this.#first.add(a);
      this.#second.add(b);
    }
  }

  /** The order most of the column speaks for; null when nothing tells, `open` when that matters. */
  get verdict(): { order: DateOrder | null; open: boolean } {
    const { dmy, mdy, ymd } = { dmy: this.#dayFirst, mdy: this.#monthFirst, ymd: this.#yearFirst };
    if (ymd > dmy && ymd > mdy) return { order: 'ymd', open: false };
    // Of 24-01-15 and 24-01-31 it is the last number that varies as days do.
    const lastVaries = this.#outerFirst.size === 1 && this.#outerLast.size > 1;
    if (dmy > 0 && mdy === 0 && lastVaries) return { order: 'ymd', open: false };
    if (dmy > 0 || mdy > 0) return { order: dmy >= mdy ? 'dmy' : 'mdy', open: false };
    // The part that stays the same while the other varies through the month is the month.
    if (this.#first.size > 3 && this.#second.size === 1) return { order: 'dmy', open: false };
    if (this.#second.size > 3 && this.#first.size === 1) return { order: 'mdy', open: false };
    // Nobody writes the month first with points between.
    if (this.#open > 0 && this.#dotted === this.#open) return { order: 'dmy', open: false };
    // Statements are sorted by day: read the wrong way round, their days jump back and forth.
    const [dayFirst, monthFirst] = [this.#dayFirstRun.sorted, this.#monthFirstRun.sorted];
    if (dayFirst !== monthFirst) return { order: dayFirst ? 'dmy' : 'mdy', open: false };
    if (this.#open === 0 && this.#wholeYears > 0) return { order: 'ymd', open: false };
    return { order: null, open: this.#open > 0 };
  }
}
