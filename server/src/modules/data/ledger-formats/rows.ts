import { minorToDecimal } from '@picture/contract';
import { type CsvColumn, csvHead, csvLine } from '../csv.ts';
import type { BookAccount, BookEntry, BookLine, Books } from './ledger-book.ts';

interface Row {
  account: BookAccount;
  entry: BookEntry;
  line: BookLine;
}

async function* rowsOf(books: Books): AsyncGenerator<Row> {
  for await (const { account, entries } of books) {
    for (const entry of entries) {
      for (const line of entry.lines) yield { account, entry, line };
    }
  }
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  { title: 'Date', kind: 'plain', of: ({ entry }) => entry.postedOn },
  { title: 'Account', kind: 'text', of: ({ account }) => account.name },
  { title: 'Payee', kind: 'text', of: ({ entry }) => entry.payee },
  {
    title: 'Amount',
    kind: 'plain',
    of: ({ account, line }) => minorToDecimal(line.amountMinor, account.currency),
  },
  { title: 'Currency', kind: 'plain', of: ({ account }) => account.currency },
  { title: 'Category', kind: 'text', of: ({ line }) => line.category.at(-1) ?? '' },
  { title: 'Group', kind: 'text', of: ({ line }) => line.category[0] },
  { title: 'Tags', kind: 'text', of: ({ line }) => line.tags.join(', ') },
  { title: 'Note', kind: 'text', of: ({ line }) => line.note },
  { title: 'Memo', kind: 'text', of: ({ entry }) => entry.memo },
  { title: 'Original payee', kind: 'text', of: ({ entry }) => entry.originalPayee },
  { title: 'Check number', kind: 'text', of: ({ entry }) => entry.checkNumber },
  { title: 'Transfer with', kind: 'text', of: ({ entry }) => entry.transferWith },
  { title: 'Pending', kind: 'plain', of: ({ entry }) => (entry.isPending ? 'yes' : '') },
  { title: 'Booked', kind: 'plain', of: ({ entry }) => entry.id },
];

/** A row for each line; those of one booked amount share what is under "Booked". */
export async function* writeCsv(books: Books): AsyncGenerator<string> {
  yield csvHead(COLUMNS);
  for await (const row of rowsOf(books)) yield csvLine(COLUMNS, row);
}

/** An object for each booked amount, with its account by name and its lines. */
export async function* writeJsonLines(books: Books): AsyncGenerator<string> {
  for await (const { account, entries } of books) {
    const { id, name, currency } = account;
    for (const entry of entries) {
      yield `${JSON.stringify({ account: { id, name }, currency, ...entry })}\n`;
    }
  }
}
