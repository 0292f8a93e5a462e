import { readCsv } from './csv.ts';
import { encodingOf } from './encoding.ts';
import { limitProblems } from './problems.ts';
import type {
  CsvLayout,
  ParsedTransaction,
  ReadOptions,
  StatementEvent,
  StatementProblem,
  StatementSource,
} from './statement.ts';

export function sourceOf(content: string | Uint8Array, piece = 1000): StatementSource {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    name: 'statement.csv',
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}

export interface ReadFile {
  layout: CsvLayout | null;
  statements: {
    event: Extract<StatementEvent, { kind: 'statement' }>;
    rows: ParsedTransaction[];
  }[];
  rows: ParsedTransaction[];
  balances: [number, string | null][];
  problems: StatementProblem[];
}

async function gather(events: AsyncIterable<StatementEvent>): Promise<ReadFile> {
  const file: ReadFile = { layout: null, statements: [], rows: [], balances: [], problems: [] };
  for await (const event of events) {
    if (event.kind === 'format') file.layout = event.csv;
    else if (event.kind === 'investments') continue;
    else if (event.kind === 'problem') file.problems.push(event.problem);
    else if (event.kind === 'statement') file.statements[event.index] = { event, rows: [] };
    else if (event.kind === 'balance') {
      file.balances.push([event.closingBalanceMinor, event.closingBalanceOn]);
    } else {
      file.rows.push(...event.rows);
      file.statements[event.index]?.rows.push(...event.rows);
    }
  }
  return file;
}

export async function readText(
  content: string | Uint8Array,
  options: ReadOptions = {},
): Promise<ReadFile> {
  const source = sourceOf(content);
  const encoding = await encodingOf(Buffer.from(content).subarray(0, 65_536), source.open());
  return gather(limitProblems(readCsv(source, encoding, options)));
}

/** Each row as day, amount and payee. */
export const brief = ({ rows }: ReadFile): [string, number, string | null][] =>
  rows.map((row) => [row.postedOn, row.amountMinor, row.payee]);
