import { type AccountKind, minorToDecimal } from '@picture/contract';
import { type BookEntry, type BookLine, type Books, oneLine } from './ledger-book.ts';

const TYPES: Partial<Record<AccountKind, string>> = {
  credit_card: 'CCard',
  cash: 'Cash',
  loan: 'Oth L',
  other_liability: 'Oth L',
  property: 'Oth A',
  vehicle: 'Oth A',
  other_asset: 'Oth A',
};

/**
 * QIF with the accounts by name, splits line by line, and the other account of a transfer in
 * brackets. The starting balance is the entry programs know by its payee, "Opening Balance".
 */
export async function* writeQif(books: Books): AsyncGenerator<string> {
  for await (const { account, entries } of books) {
    const type = TYPES[account.kind] ?? 'Bank';
    const name = oneLine(account.name);
    yield `!Account\nN${name}\nT${type}\n^\n!Type:${type}\n`;
    const money = (minor: number) => minorToDecimal(minor, account.currency);
    if (account.startingMinor !== 0) {
      yield `D${day(account.startingOn)}\nT${money(account.startingMinor)}\nCX\n` +
        `POpening Balance\nL[${name}]\n^\n`;
    }
    for (const entry of entries) yield record(entry, money);
  }
}

const day = (on: string): string => `${on.slice(5, 7)}/${on.slice(8)}/${on.slice(0, 4)}`;

function record(entry: BookEntry, money: (minor: number) => string): string {
  const [first] = entry.lines;
  const lines = [`D${day(entry.postedOn)}`, `T${money(entry.amountMinor)}`];
  if (!entry.isPending) lines.push('C*');
  if (entry.checkNumber) lines.push(`N${oneLine(entry.checkNumber)}`);
  lines.push(`P${oneLine(entry.payee)}`);
  const memo = oneLine(first.note ?? entry.memo);
  if (memo) lines.push(`M${memo}`);
  lines.push(`L${entry.transferWith ? `[${oneLine(entry.transferWith)}]` : categoryOf(first)}`);
  if (entry.lines.length > 1) {
    for (const line of entry.lines) {
      lines.push(`S${categoryOf(line)}`);
      if (line.note) lines.push(`E${oneLine(line.note)}`);
      lines.push(`$${money(line.amountMinor)}`);
    }
  }
  return `${lines.join('\n')}\n^\n`;
}

const categoryOf = ({ category }: BookLine): string =>
  category.map((part) => oneLine(part).replace(/[:/[\]|]/g, '-')).join(':');
