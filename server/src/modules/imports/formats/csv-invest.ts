import { type CsvMapping, currencyExponent } from '@picture/contract';
import { DecimalEvidence, type DecimalMark, parseAmount, unwrapped } from './amounts.ts';
import { type InvestColumns, investColumns } from './csv-invest-columns.ts';
import { assetOf, currencyIn, isMoney } from './csv-invest-legs.ts';
import { type InvestConventions, InvestRows } from './csv-invest-rows.ts';
import { InvestStatements } from './csv-invest-statements.ts';
import type { Separator } from './csv-layout.ts';
import { type CsvRow, CsvRows } from './csv-rows.ts';
import { DateOrderEvidence, parseDay } from './dates.ts';
import { decodeChunks, type Encoding } from './encoding.ts';
import { actionOf, cashSign } from './investment-actions.ts';
import { problem } from './problems.ts';
import {
  DEFAULT_CURRENCY,
  type ReadOptions,
  type StatementEvent,
  type StatementSource,
} from './statement.ts';

/** The table of an export of investments, as the beginning of the file shows it. */
export interface InvestTable {
  separator: Separator;
  /** Which row, blank lines not counted, names the columns. */
  headerRow: number;
  columns: InvestColumns;
  /** A day written above the table: what the positions are of. */
  day: string | null;
}

const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];
const LAST_HEADER_ROW = 60;

/** Finds the header of trades, of a ledger of coins or of positions; null: this is a bank's file. */
export function investTableOf(text: string, mapping: CsvMapping): InvestTable | null {
  if (mapping.columns !== undefined) return null;
  for (const separator of SEPARATORS) {
    if (mapping.separator !== undefined && mapping.separator !== separator) continue;
    let headerRow = 0;
    let day: string | null = null;
    for (const { cells } of new CsvRows(separator).add(text, true)) {
      const columns = investColumns(cells);
      if (columns) return { separator, headerRow, columns, day };
      day ??= dayIn(cells.join(' '));
      headerRow += 1;
      if (headerRow > LAST_HEADER_ROW) break;
    }
  }
  return null;
}

const dayIn = (text: string): string | null => {
  const written = /\b(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})\b/.exec(
    text,
  );
  return written ? parseDay(written[0], 'mdy') : null;
};

/** Reads an export of a broker or an exchange in two passes, as other CSV files are read. */
export async function* readInvestCsv(
  source: StatementSource,
  encoding: Encoding,
  table: InvestTable,
  options: ReadOptions,
): AsyncGenerator<StatementEvent> {
  const { profile } = table.columns;
  yield { kind: 'format', format: 'csv', encoding, csv: null, profile };
  const conventions = await survey(source, encoding, table, options);
  const currency = options.currency ?? DEFAULT_CURRENCY;
  const statements = new InvestStatements(table.columns.accountType, table.day);
  let rows = new InvestRows(table.columns, conventions, currency);
  let width = 0;
  for await (const { row, bytesRead } of rowsOf(source, encoding, table)) {
    // Some brokers write positions and trades one after the other, each under its own header.
    const columns = investColumns(row.cells);
    if (columns) {
      rows = new InvestRows(columns, conventions, currency);
      width = row.cells.length;
      continue;
    }
    if (row.unterminated && row.cells.length > 2 && row.cells.length < Math.min(width, 4)) {
      const message = 'The file is cut off in this row.';
      yield problem('error', row.line, 'file_truncated', message);
      continue;
    }
    if (row.unclosedQuote) {
      const message = 'A quotation mark in this row is never closed.';
      yield problem('warning', row.line, 'quote_unclosed', message);
    }
    const outcome = rows.read(row.cells, row.line);
    if (outcome === null) {
      const text = row.cells.join(' ');
      if (/\b(?:as of|downloaded|stand)\b/i.test(text)) statements.noteDay(dayIn(text));
      continue;
    }
    if ('code' in outcome) {
      yield problem('error', row.line, outcome.code, outcome.message, outcome.params);
    } else yield* statements.add(outcome, bytesRead);
  }
  yield* statements.finish(source.sizeBytes);
}

async function* rowsOf(
  source: StatementSource,
  encoding: Encoding,
  { separator, headerRow }: InvestTable,
): AsyncGenerator<{ row: CsvRow; bytesRead: number }> {
  const rows = new CsvRows(separator);
  let seen = 0;
  for await (const { text, bytesRead, last } of decodeChunks(source.open(), encoding)) {
    for (const row of rows.add(text, last)) {
      if (seen >= headerRow) yield { row, bytesRead };
      seen += 1;
    }
  }
}

async function survey(
  source: StatementSource,
  encoding: Encoding,
  table: InvestTable,
  options: ReadOptions,
): Promise<InvestConventions> {
  const evidence = new Evidence();
  let { columns } = table;
  for await (const { row } of rowsOf(source, encoding, table)) {
    columns = investColumns(row.cells) ?? columns;
    evidence.add(row.cells, columns);
  }
  return evidence.conclude(options, table.separator);
}

/** What the rows of a file together say of how it is written. */
class Evidence {
  readonly #dates = new DateOrderEvidence();
  readonly #decimals = new DecimalEvidence();
  readonly #currencies = new Map<string, number>();
  #out = { negative: 0, positive: 0 };
  #negative = 0;

  add(cells: readonly string[], { roles, legs }: InvestColumns): void {
    const cell = (at: number | undefined) => cells[at ?? -1]?.trim() ?? '';
    const day = cell(roles.date);
    if (/\d/.test(day)) this.#dates.add(unwrapped(day));
    // Coins have so many decimals that they tell nothing of a mark before three digits.
    for (const text of [cell(roles.amount), cell(roles.price)]) this.#decimals.add(text);
    for (const { amount, asset } of legs) {
      const money = assetOf(cell(asset));
      if (isMoney(money)) this.#count(money);
      this.#decimals.add(cell(amount));
    }
    const named = cell(roles.currency).toUpperCase();
    this.#count(currencyExponent(named) === null ? currencyIn(cell(roles.amount)) : named);
    const amount = parseAmount(cell(roles.amount), '.', 2);
    if (!amount.ok || amount.minor === 0) return;
    if (amount.minor < 0) this.#negative += 1;
    if (cashSign(actionOf(cell(roles.action))) === -1) {
      this.#out[amount.minor < 0 ? 'negative' : 'positive'] += 1;
    }
  }

  #count(currency: string | null): void {
    if (currency !== null) {
      this.#currencies.set(currency, (this.#currencies.get(currency) ?? 0) + 1);
    }
  }

  conclude({ csv }: ReadOptions, separator: Separator): InvestConventions {
    const { negative, positive } = this.#out;
    const [most] = [...this.#currencies].sort((a, b) => b[1] - a[1]);
    const told: DecimalMark | null = this.#decimals.verdict(3);
    const mark = csv?.decimalMark ?? told ?? (separator === ';' ? ',' : '.');
    const european = separator === ';' || mark === ',';
    return {
      order: csv?.dateOrder ?? this.#dates.verdict.order ?? (european ? 'dmy' : 'mdy'),
      mark,
      signedAmounts: negative + positive > 0 ? negative >= positive : this.#negative > 0,
      currency: most?.[0] ?? null,
    };
  }
}
