import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { StatementSource } from '../modules/imports/index.ts';

/** A file on disk, which can be read as often as its recognition needs. */
export function fileSource(path: string): StatementSource {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new Error(`There is no file ${path}.`);
  return {
    name: basename(path),
    sizeBytes: stat.size,
    open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
  };
}
