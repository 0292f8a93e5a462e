import type { Archive } from './archive.ts';
import { readCsv } from './csv.ts';
import { decode, encodingOfHead } from './encoding.ts';
import {
  notAStatement,
  type ReadOptions,
  type StatementEvent,
  type StatementSource,
  UnreadableStatement,
} from './statement.ts';
import { type Row, rowReader, sharedText } from './xlsx-cells.ts';
import { readXml, type XmlNode } from './xml.ts';

const WORKBOOK = 'xl/workbook.xml';
/** Of all sheets together. */
const LONGEST_TEXT = 64 * 1024 * 1024;

export const isWorkbook = ({ entries }: Archive): boolean =>
  entries.some(({ name }) => name === WORKBOOK);

/**
 * Reads an Excel workbook: each sheet that looks like a statement is read as a CSV file would be, its
 * row numbers as lines.
 *
 * @throws {UnreadableStatement} where no sheet does.
 */
export async function* readXlsx(
  archive: Archive,
  options: ReadOptions,
): AsyncGenerator<StatementEvent> {
  const found = { rows: [] as StatementSource[], problems: [] as StatementSource[] };
  for (const source of sheetSources(archive)) {
    const holds = await contentOf(source, options);
    if (holds) found[holds].push(source);
  }
  const sheets = found.rows.length > 0 ? found.rows : found.problems;
  if (sheets.length === 0) throw notAStatement();
  // What a person said of the columns is of one table.
  const { csv, ...rest } = options;
  const read = sheets.length === 1 && csv ? options : rest;
  let first = 0;
  let told = false;
  for (const sheet of sheets) {
    let count = 0;
    for await (const event of readCsv(sheet, 'utf-8', withComma(read))) {
      if (event.kind === 'format') {
        if (!told) yield { ...event, format: 'xlsx', csv: sheets.length === 1 ? event.csv : null };
        told = true;
        continue;
      }
      if (event.kind === 'statement') count += 1;
      yield 'index' in event ? { ...event, index: event.index + first } : event;
    }
    first += count;
  }
}

const withComma = (options: ReadOptions): ReadOptions => ({
  ...options,
  csv: { ...options.csv, separator: ',' },
});

/** Sheets of notes and charts stand beside the one that counts. */
async function contentOf(
  source: StatementSource,
  options: ReadOptions,
): Promise<'rows' | 'problems' | null> {
  let holds: 'problems' | null = null;
  try {
    for await (const event of readCsv(source, 'utf-8', withComma({ ...options, csv: {} }))) {
      if (event.kind === 'transactions' && event.rows.length > 0) return 'rows';
      if (event.kind === 'investments') return 'rows';
      if (event.kind === 'problem') holds = 'problems';
    }
  } catch (error) {
    if (!(error instanceof UnreadableStatement)) throw error;
  }
  return holds;
}

function* sheetSources(archive: Archive): Generator<StatementSource> {
  const textOf = (name: string): string | null => {
    const entry = archive.entries.find((one) => one.name === name);
    if (!entry) return null;
    const bytes = archive.open(entry);
    return decode(bytes, encodingOfHead(bytes.subarray(0, 1000)) ?? 'utf-8');
  };
  const targets = new Map<string, string>();
  for (const node of nodesIn(textOf('xl/_rels/workbook.xml.rels'), 'Relationship')) {
    targets.set(node.attributes['Id'] ?? '', node.attributes['Target'] ?? '');
  }
  const workbook = textOf(WORKBOOK);
  const strings = nodesIn(textOf('xl/sharedStrings.xml'), 'si').map(sharedText);
  const properties = nodesIn(workbook, 'workbookPr')[0]?.attributes['date1904'] ?? '';
  const [styles] = nodesIn(textOf('xl/styles.xml'), 'styleSheet');
  const budget = { left: LONGEST_TEXT };
  const read = rowReader(strings, styles, /^(?:1|true)$/.test(properties));
  for (const { attributes } of nodesIn(workbook, 'sheet')) {
    if (attributes['state'] && attributes['state'] !== 'visible') continue;
    const id = Object.entries(attributes).find(([name]) => /(?:^|:)id$/.test(name))?.[1] ?? '';
    const target = targets.get(id) ?? '';
    const text = textOf(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    if (text !== null) yield csvSource(attributes['name'] ?? '', rowsIn(text, read), budget);
  }
}

const nodesIn = (text: string | null, name: string): XmlNode[] => {
  const found: XmlNode[] = [];
  if (text === null) return found;
  for (const event of readXml(text, new Set([name]))) {
    if (event.kind === 'node') found.push(event.node);
  }
  return found;
};

function* rowsIn(text: string, read: (row: XmlNode) => Row): Generator<Row> {
  for (const event of readXml(text, new Set(['row']))) {
    if (event.kind === 'node') yield read(event.node);
  }
}

/** The rows of a sheet as a CSV file whose lines are numbered as the rows are. */
function csvSource(name: string, rows: Iterable<Row>, budget: { left: number }): StatementSource {
  const lines: string[] = [];
  for (const { number, cells } of rows) {
    const gap = number === null ? 0 : number - 1 - lines.length;
    for (let blank = 0; blank < gap; blank += 1) lines.push('');
    const line = cells.map(quoted).join(',');
    budget.left -= line.length + 1;
    if (budget.left < 0) {
      throw new UnreadableStatement(
        'file_too_large',
        'This file is too large: one of this kind may have 64 MB at most.',
        { megabytes: 64 },
      );
    }
    lines.push(line);
  }
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  return {
    name,
    sizeBytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

const quoted = (cell: string): string =>
  /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
