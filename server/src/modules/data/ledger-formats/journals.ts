import { classOf, minorToDecimal } from '@picture/contract';
import { type Book, type BookEntry, type BookLine, type Books, oneLine } from './ledger-book.ts';

/** How a plain-text accounting program writes names, entries and what stands beside them. */
interface Dialect {
  head(): string;
  /** Text that declares accounts, once each, as they come up. */
  open(name: string): string;
  accountName(parts: readonly string[]): string;
  entry(
    entry: Pick<BookEntry, 'postedOn' | 'payee' | 'checkNumber' | 'isPending' | 'id'>,
    beside: readonly [string, string][],
    tags: readonly string[],
    postings: readonly string[],
  ): string;
}

/**
 * A journal in double entry: every booked amount moves its account and, in the other direction, the
 * accounts of its categories. Transfers go through `Equity:Transfers`, each side on its own day, and
 * starting balances come from `Equity:Opening Balances`, so that the program's balances are ours to
 * the cent on any day.
 */
async function* journal(books: Books, dialect: Dialect): AsyncGenerator<string> {
  const opened = new Set<string>();
  const names = new Map<string, string>();
  const open = function* (parts: readonly string[]): Generator<string, string> {
    const name = dialect.accountName(parts);
    if (!opened.has(name)) {
      opened.add(name);
      const text = dialect.open(name);
      if (text) yield text;
    }
    return name;
  };
  yield dialect.head();
  for await (const book of books) {
    const { account, entries } = book;
    const own = yield* open(['Own', ...ownName(book, names, dialect)]);
    const name = own;
    const money = (minor: number) =>
      `${minorToDecimal(minor, account.currency)} ${account.currency}`;
    const posting = (to: string, minor: number) => `${to}  ${money(minor)}`;
    if (account.startingMinor !== 0) {
      const equity = yield* open(['Equity', 'Opening Balances']);
      yield dialect.entry(
        {
          postedOn: account.startingOn,
          payee: 'Opening balance',
          checkNumber: null,
          isPending: false,
          id: account.id,
        },
        [],
        [],
        [posting(name, account.startingMinor), posting(equity, -account.startingMinor)],
      );
    }
    for (const entry of entries) {
      const postings = [posting(name, entry.amountMinor)];
      for (const line of entry.lines) {
        const to = yield* open(counterpart(line));
        postings.push(posting(to, -line.amountMinor));
      }
      yield dialect.entry(entry, besideOf(entry), tagsOf(entry), postings);
    }
  }
}

const TYPES = { income: 'Income', expense: 'Expenses' } as const;

const counterpart = (line: BookLine): string[] =>
  line.categoryType === 'transfer'
    ? ['Equity', 'Transfers', line.category.at(-1) ?? '']
    : [TYPES[line.categoryType], ...line.category];

/** Two accounts whose names a program cannot tell apart are numbered. */
function ownName({ account }: Book, names: Map<string, string>, dialect: Dialect): string[] {
  const side = classOf(account.kind) === 'liability' ? 'Liabilities' : 'Assets';
  for (let number = 1; ; number += 1) {
    const parts = [side, number === 1 ? account.name : `${account.name} ${number}`];
    const key = dialect.accountName(['Own', ...parts]);
    const owner = names.get(key);
    if (owner !== undefined && owner !== account.id) continue;
    names.set(key, account.id);
    return parts;
  }
}

function besideOf(entry: BookEntry): [string, string][] {
  const notes = entry.lines.flatMap((line) => line.note ?? []).map(oneLine);
  return [
    ['memo', oneLine(entry.memo)],
    ['original', oneLine(entry.originalPayee)],
    ['note', notes.join(' / ')],
  ].filter((pair): pair is [string, string] => pair[1] !== '');
}

const tagsOf = (entry: BookEntry): string[] => [
  ...new Set(entry.lines.flatMap((line) => line.tags).map(asTag)),
];

/** What every journal takes for a tag. */
const asTag = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'tag';

const withoutOwn = (parts: readonly string[]): readonly string[] =>
  parts[0] === 'Own' ? parts.slice(1) : parts;

/** Journals of ledger and hledger: names may hold single spaces, and nothing that ends them. */
const LEDGER: Dialect = {
  head: () => '; My Financial Picture\n',
  open: (name) => `account ${name}\n`,
  accountName: (parts) =>
    withoutOwn(parts)
      .map((part) => oneLine(part.replace(/[:;[\]()"|]/g, ' ')) || 'Unnamed')
      .join(':'),
  entry({ postedOn, payee, checkNumber, isPending, id }, beside, tags, postings) {
    const code = checkNumber ? `(${oneLine(checkNumber).replace(/[()]/g, '')}) ` : '';
    // A payee that begins like a mark or a code would be read as one.
    const name =
      oneLine(payee)
        .replace(/[;|]/g, ',')
        .replace(/^[*!(\s]+/, '') || 'Unnamed';
    const comments = [
      `    ; id: ${id}`,
      ...beside.map(([key, text]) => `    ; ${key}: ${text}`),
      ...(tags.length > 0 ? [`    ; :${tags.join(':')}:`] : []),
    ];
    const lines = postings.map((posting) => `    ${posting}`);
    const first = `${postedOn} ${isPending ? '!' : '*'} ${code}${name}`;
    return `\n${[first, ...comments, ...lines].join('\n')}\n`;
  },
};

const quoted = (text: string): string =>
  `"${oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/**
 * The letters and digits that beancount knows: it has a list of its own, of Unicode 5.1. Of scripts
 * without capitals those that people write most: Hebrew, Arabic, Devanagari, Thai, kana, Han, Hangul.
 */
const NOT_IN_NAMES =
  /[^A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u0481\u048a-\u0523\u05d0-\u05ea\u0621-\u064a\u0904-\u0939\u0e01-\u0e30\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fc3\uac00-\ud7a3]+/g;

const KNOWN_CAPITAL = /^(?=[A-Z0-9\u00c0-\u017e\u0388-\u03ab\u0400-\u042f])[\p{Lu}0-9]/u;

/** Journals of beancount: parts of names begin with a capital or digit and hold no spaces. */
const BEANCOUNT: Dialect = {
  head: () => '; My Financial Picture\noption "title" "My Financial Picture"\n',
  open: (name) => `1900-01-01 open ${name}\n`,
  accountName: (parts) =>
    withoutOwn(parts)
      .map((part) => {
        const plain =
          part
            .normalize('NFKC')
            .replace(NOT_IN_NAMES, '-')
            .replace(/^-+|-+$/g, '') || 'Unnamed';
        const capital = plain.charAt(0).toUpperCase() + plain.slice(1);
        return KNOWN_CAPITAL.test(capital) ? capital : `X${plain}`;
      })
      .join(':'),
  entry({ postedOn, payee, checkNumber, isPending, id }, beside, tags, postings) {
    const meta = [
      ['id', id] as const,
      ...(checkNumber ? [['check', oneLine(checkNumber)] as const] : []),
      ...beside,
    ].map(([key, text]) => `  ${key}: ${quoted(text)}`);
    const marks = tags.map((tag) => ` #${tag}`).join('');
    const first = `${postedOn} ${isPending ? '!' : '*'} ${quoted(payee)} ""${marks}`;
    return `\n${[first, ...meta, ...postings.map((posting) => `  ${posting}`)].join('\n')}\n`;
  },
};

export const writeLedger = (books: Books): AsyncGenerator<string> => journal(books, LEDGER);
export const writeBeancount = (books: Books): AsyncGenerator<string> => journal(books, BEANCOUNT);
