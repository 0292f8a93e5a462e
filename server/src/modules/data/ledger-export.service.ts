import { Readable } from 'node:stream';
import type { exportLedger, LedgerFormat, Query } from '@picture/contract';
import { notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { listVisibleAccounts } from '../accounts/index.ts';
import { readBooks } from './books.repository.ts';
import type { DataParts } from './data.parts.ts';
import { writeBeancount, writeLedger } from './ledger-formats/journals.ts';
import type { Books } from './ledger-formats/ledger-book.ts';
import { writeOfx } from './ledger-formats/ofx.ts';
import { writeQif } from './ledger-formats/qif.ts';
import { writeCsv, writeJsonLines } from './ledger-formats/rows.ts';

interface Format {
  type: string;
  ending: string;
  write(books: Books, today: string): AsyncGenerator<string>;
}

const FORMATS: Record<LedgerFormat, Format> = {
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv', write: writeCsv },
  jsonl: { type: 'application/x-ndjson', ending: 'jsonl', write: writeJsonLines },
  ofx: { type: 'application/x-ofx', ending: 'ofx', write: writeOfx },
  qif: { type: 'application/qif', ending: 'qif', write: writeQif },
  ledger: { type: 'text/plain; charset=utf-8', ending: 'ledger', write: writeLedger },
  beancount: { type: 'text/plain; charset=utf-8', ending: 'beancount', write: writeBeancount },
};

/** What somebody sees of the ledger, as a file for another program. */
export function createLedgerExports({ database }: Pick<DataParts, 'database'>) {
  return {
    open: async (who: Who, query: Query<typeof exportLedger>) => {
      const { format, accountIds } = query;
      const seen = new Set((await listVisibleAccounts(database.read, who)).map((row) => row.id));
      if (accountIds?.some((id) => !seen.has(id))) throw notFound('account');
      const { type, ending, write } = FORMATS[format];
      const wish = {
        ...query,
        householdId: who.householdId,
        hiddenAccountIds: who.hiddenAccountIds,
        language: who.language,
      };
      return {
        type,
        name: `my-financial-picture-${who.today}.${ending}`,
        content: Readable.from(inChunks(write(readBooks(database.read, wish), who.today))),
      };
    },
  };
}

const CHUNK = 64 * 1024;

/** Lines in pieces worth sending: one at a time they cost more than they are. */
async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
