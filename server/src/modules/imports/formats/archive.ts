import { unzipSync } from 'fflate';
import { UnreadableStatement } from './statement.ts';

export interface ArchiveEntry {
  name: string;
  packedBytes: number;
  bytes: number;
}

/** A zip as it lies in memory: what is in it, and each file of it on request. */
export interface Archive {
  entries: readonly ArchiveEntry[];
  /** @throws {UnreadableStatement} where it is damaged or locked. */
  open(entry: ArchiveEntry): Uint8Array;
}

const MOST_ENTRIES = 2000;
const LARGEST_ENTRY = 64 * 1024 * 1024;
const LARGEST_WHOLE = 256 * 1024 * 1024;
/** Text packs to a tenth, tables of little variety to a hundredth; past this it is a bomb. */
const STEEPEST_RATIO = 400;
const SMALL_ENOUGH = 4 * 1024 * 1024;

/**
 * Reads a zip's directory; unpacks nothing yet, and later never more of a file than is told here.
 *
 * @throws {UnreadableStatement} where it is damaged, or would unpack to more than a statement can be.
 */
export function openArchive(bytes: Uint8Array): Archive {
  const entries: ArchiveEntry[] = [];
  let whole = 0;
  unpack(bytes, (entry) => {
    whole += entry.bytes;
    entries.push(entry);
    const isSteep = entry.bytes > SMALL_ENOUGH && entry.bytes > entry.packedBytes * STEEPEST_RATIO;
    if (entries.length > MOST_ENTRIES || entry.bytes > LARGEST_ENTRY || isSteep) throw tooMuch();
    if (whole > LARGEST_WHOLE) throw tooMuch();
    return false;
  });
  return {
    entries,
    open(entry) {
      let at = -1;
      const place = entries.indexOf(entry);
      const unpacked = unpack(bytes, () => {
        at += 1;
        return at === place;
      });
      const content = unpacked[entry.name];
      if (!content) throw damaged();
      return content;
    },
  };
}

function unpack(bytes: Uint8Array, wanted: (entry: ArchiveEntry) => boolean) {
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) =>
        wanted({ name, packedBytes: size, bytes: originalSize }),
    });
  } catch (error) {
    if (error instanceof UnreadableStatement) throw error;
    throw damaged();
  }
}

const tooMuch = (): UnreadableStatement =>
  new UnreadableStatement(
    'archive_too_large',
    'This archive holds too much: unpack it and send the statements one by one.',
  );

const damaged = (): UnreadableStatement =>
  new UnreadableStatement(
    'archive_damaged',
    'This archive cannot be unpacked: it is damaged, or it asks for a password.',
  );
