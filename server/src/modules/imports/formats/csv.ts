import { createHash } from 'node:crypto';
import { type CsvMapping, currencyExponent } from '@picture/contract';
import { plainHeader } from './csv-headers.ts';
import { investTableOf, readInvestCsv } from './csv-invest.ts';
import { type Structure, structureOf } from './csv-layout.ts';
import { RecordReader } from './csv-record.ts';
import { reportSplits } from './csv-report-splits.ts';
import { CsvRows } from './csv-rows.ts';
import { CsvStatements } from './csv-statements.ts';
import { type Conventions, Survey } from './csv-survey.ts';
import { readTwoSided, twoSidedTableOf } from './csv-two-sided.ts';
import { decodeChunks, type Encoding } from './encoding.ts';
import { problem } from './problems.ts';
import {
  type CsvLayout,
  DEFAULT_CURRENCY,
  notAStatement,
  type ReadOptions,
  type StatementEvent,
  type StatementSource,
  UnreadableStatement,
} from './statement.ts';

/** Past these, what the rows so far agree on is settled. */
const ROWS_ENOUGH = 20_000;
/** Rows in a row that are no transactions: notes and totals are fewer. */
const MOST_PASSED_OVER = 100_000;
/** As much of a file as its structure is told by. */
const HEAD_CHARACTERS = 262_144;

/**
 * Reads a CSV file in two passes: one to learn how it writes dates, amounts and signs, which a few
 * rows do not tell, and one to read its rows. Neither keeps the file in memory.
 */
export async function* readCsv(
  source: StatementSource,
  encoding: Encoding,
  options: ReadOptions,
): AsyncGenerator<StatementEvent> {
  const mapping = options.csv ?? {};
  const head = await headOf(source, encoding);
  const table = investTableOf(head.text, mapping);
  if (table) {
    yield* readInvestCsv(source, encoding, table, options);
    return;
  }
  const twoSided = mapping.columns === undefined ? twoSidedTableOf(head.text) : null;
  if (twoSided) {
    yield* readTwoSided(source, encoding, twoSided);
    return;
  }
  const structure = structureOf(head.text, head.whole, mapping);
  if (!structure || !looksLikeStatement(structure, mapping)) throw notAStatement();
  const currency = options.currency ?? DEFAULT_CURRENCY;
  const missing = missingColumn(structure);
  const conventions = missing
    ? new Survey(structure).conclude(mapping, 2)
    : await survey(source, encoding, structure, mapping, currency);
  yield {
    kind: 'format',
    format: 'csv',
    encoding,
    csv: layoutOf(structure, conventions, encoding),
    profile: structure.profile?.name ?? null,
  };
  if (missing) {
    yield missing;
    return;
  }
  yield* warnings(structure, conventions);
  yield* rowsOf(source, encoding, structure, conventions, currency);
}

async function headOf(source: StatementSource, encoding: Encoding) {
  let text = '';
  for await (const chunk of decodeChunks(source.open(), encoding)) {
    text += chunk.text;
    if (text.length >= HEAD_CHARACTERS)
      return { text: text.slice(0, HEAD_CHARACTERS), whole: false };
  }
  return { text, whole: true };
}

const hasSums = ({ columns }: Structure): boolean =>
  columns.sums.length > 0 || columns.roles.debit !== null || columns.roles.credit !== null;

/** Any text has commas; names of columns, or days beside amounts, make it a statement. */
function looksLikeStatement(structure: Structure, mapping: CsvMapping): boolean {
  if (mapping.columns !== undefined) return true;
  const { roles } = structure.columns;
  if (structure.headerRow === null) return roles.postedOn !== null && hasSums(structure);
  const found = Object.values(roles).filter((column) => column !== null).length;
  return roles.postedOn !== null || hasSums(structure) || found >= 2;
}

function missingColumn(structure: Structure): StatementEvent | null {
  const line = (structure.headerRow ?? 0) + 1;
  if (structure.columns.roles.postedOn === null) {
    return problem('error', line, 'date_column_missing', 'No column of dates was found.');
  }
  if (hasSums(structure)) return null;
  return problem('error', line, 'amount_column_missing', 'No column of amounts was found.');
}

function* warnings(structure: Structure, conventions: Conventions): Generator<StatementEvent> {
  const line = (structure.headerRow ?? 0) + 1;
  if (conventions.datesOpen) {
    const dayFirst = conventions.dateOrder === 'dmy';
    const message = dayFirst
      ? 'The dates could be read either way round; they were read as day, then month.'
      : 'The dates could be read either way round; they were read as month, then day.';
    yield problem('warning', line, 'ambiguous_dates', message, { order: conventions.dateOrder });
  }
  if (conventions.onlyPositive) {
    const message =
      'No amount in this file is negative, so all of it was read as money in. Reverse the sign if it is spending.';
    yield problem('warning', line, 'ambiguous_amounts', message);
  }
}

async function survey(
  source: StatementSource,
  encoding: Encoding,
  structure: Structure,
  mapping: CsvMapping,
  currency: string,
): Promise<Conventions> {
  const survey = new Survey(structure);
  const rows = new CsvRows(structure.separator);
  let seen = 0;
  for await (const { text, last } of decodeChunks(source.open(), encoding)) {
    for (const row of rows.add(text, last)) {
      if (seen >= structure.firstRow) survey.add(row);
      seen += 1;
    }
    if (seen > ROWS_ENOUGH && survey.settled) break;
  }
  return survey.conclude(mapping, currencyExponent(currency) ?? 2);
}

async function* rowsOf(
  source: StatementSource,
  encoding: Encoding,
  structure: Structure,
  conventions: Conventions,
  currency: string,
): AsyncGenerator<StatementEvent> {
  const rows = new CsvRows(structure.separator);
  const records = new RecordReader(structure, conventions, currency);
  const splits = reportSplits(structure);
  const statements = new CsvStatements(structure.columns.accountIsName, conventions.currency);
  let seen = 0;
  let passedOver = 0;
  for await (const { text, bytesRead, last } of decodeChunks(source.open(), encoding)) {
    for (const row of rows.add(text, last)) {
      seen += 1;
      if (seen <= structure.firstRow) continue;
      if (row.unclosedQuote) {
        const message = 'A quotation mark in this row is never closed.';
        yield problem('warning', row.line, 'quote_unclosed', message);
      }
      const outcome = splits(row, (one) => records.read(one));
      if (outcome === null) {
        passedOver += 1;
        if (passedOver > MOST_PASSED_OVER) throw nothingMore(row.line);
        continue;
      }
      passedOver = 0;
      if ('code' in outcome) {
        yield problem('error', row.line, outcome.code, outcome.message, outcome.params);
        continue;
      }
      const { warning } = outcome;
      if (warning)
        yield problem('warning', row.line, warning.code, warning.message, warning.params);
      const ready = statements.add(outcome, bytesRead);
      if (ready !== null) yield* ready;
    }
  }
  yield* statements.finish(source.sizeBytes);
}

const nothingMore = (line: number): UnreadableStatement =>
  new UnreadableStatement(
    'no_transactions',
    `Up to line ${line} this file has row after row without a transaction.`,
    { line },
  );

function layoutOf(structure: Structure, conventions: Conventions, encoding: Encoding): CsvLayout {
  const { separator, headerRow, headers, sample, columns } = structure;
  const { dateOrder, decimalMark, signs } = conventions;
  const make =
    headers.length > 0 ? headers.map(plainHeader) : [sample[0]?.length ?? 0, columns.roles];
  const { tags, note, originalPayee, pending } = columns.extras;
  return {
    separator,
    encoding,
    headerRow,
    columns: {
      ...columns.roles,
      sign: signs.useWords ? columns.roles.sign : null,
      ...{ tags, note, originalPayee, pending },
    },
    dateOrder,
    decimalMark,
    invertSign: signs.invert,
    headers,
    sample,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([separator, make]))
      .digest('base64url'),
  };
}
