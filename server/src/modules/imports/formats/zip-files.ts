import type { Archive, ArchiveEntry } from './archive.ts';
import { problem } from './problems.ts';
import { type StatementEvent, type StatementSource, UnreadableStatement } from './statement.ts';

/** What an archive holds beside its files: folders, and what a Mac adds. */
const NO_FILE = /\/$|(?:^|\/)(?:__MACOSX\/|\.)|(?:^|\/)(?:thumbs\.db|desktop\.ini)$/i;
const LONGEST_NAME = 80;

type Read = (source: StatementSource) => AsyncGenerator<StatementEvent>;

/**
 * Reads every file of an archive, each by its own format. A file that cannot be read is told and
 * passed over whole: it is read to its end before anything of it is given.
 *
 * @throws {UnreadableStatement} where none can be read.
 */
export async function* readFiles(
  archive: Archive,
  sizeBytes: number,
  read: Read,
): AsyncGenerator<StatementEvent> {
  yield { kind: 'format', format: 'zip', encoding: '', csv: null };
  const files = archive.entries.filter(({ name }) => !NO_FILE.test(name));
  let first = 0;
  let packed = 0;
  for (const entry of files) {
    const source = sourceOf(archive, entry);
    const refusal = await refusalOf(source, read);
    packed += entry.packedBytes;
    if (refusal) {
      yield unreadable(source.name, refusal);
      continue;
    }
    let count = 0;
    for await (const event of read(source)) {
      if (event.kind === 'format') continue;
      if (event.kind === 'statement') count += 1;
      yield within(event, source.name, first, Math.min(packed, sizeBytes));
    }
    first += count;
  }
  if (first === 0) {
    throw new UnreadableStatement('no_statements', 'No file in this archive is a statement.');
  }
}

function sourceOf(archive: Archive, entry: ArchiveEntry): StatementSource {
  let bytes: Uint8Array | null = null;
  return {
    name: entry.name.split('/').at(-1)?.slice(0, LONGEST_NAME) ?? '',
    sizeBytes: entry.bytes,
    async *open() {
      bytes ??= archive.open(entry);
      yield bytes;
    },
  };
}

async function refusalOf(source: StatementSource, read: Read): Promise<UnreadableStatement | null> {
  try {
    for await (const event of read(source)) if (event.kind === 'format') continue;
    return null;
  } catch (error) {
    if (error instanceof UnreadableStatement) return error;
    throw error;
  }
}

function unreadable(name: string, { message }: UnreadableStatement): StatementEvent {
  const params = { name, message };
  return problem('error', 1, 'file_unreadable', `${name}: ${message}`, params);
}

/** An event of one file as one of the archive: its statements are numbered on. */
function within(
  event: Exclude<StatementEvent, { kind: 'format' }>,
  name: string,
  first: number,
  bytesRead: number,
): StatementEvent {
  if (event.kind === 'problem') {
    const { problem: told } = event;
    const message = `${name}: ${told.message}`;
    return { kind: 'problem', problem: { ...told, file: name, message } };
  }
  if (event.kind === 'transactions') return { ...event, index: event.index + first, bytesRead };
  return { ...event, index: event.index + first };
}
