import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { Zip, ZipDeflate } from 'fflate';

/** What was put into the zip, as its manifest tells it. */
export interface WrittenFile {
  path: string;
  about: string;
  rows?: number;
  columns?: readonly string[];
  bytes: number;
  sha256: string;
}

/** fflate writes no Zip64: beyond this a zip could not be read again. */
const MOST_BYTES = 4_200_000_000;
const PART_BYTES = 64 * 1024;

/**
 * A zip on disk, readable by its owner alone, written as it comes: it holds one part of one file in
 * memory. It writes synchronously, so it belongs in a worker thread.
 */
export class ZipWriter {
  readonly files: WrittenFile[] = [];
  readonly #zip: Zip;
  readonly #handle: number;
  #bytes = 0;

  constructor(path: string) {
    this.#handle = openSync(path, 'w', 0o600);
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error;
      this.#bytes += chunk.length;
      if (this.#bytes > MOST_BYTES) throw new Error('The export is larger than a zip can be.');
      for (let at = 0; at < chunk.length; ) at += writeSync(this.#handle, chunk, at);
    });
  }

  /** Adds a file of the parts that `write` puts into it, and takes down what it says of them. */
  async add(
    path: string,
    about: string,
    write: (
      put: (part: string | Uint8Array) => void,
    ) => Promise<Pick<WrittenFile, 'rows' | 'columns'>>,
  ): Promise<void> {
    const entry = new ZipDeflate(path, { level: 6 });
    this.#zip.add(entry);
    const hash = createHash('sha256');
    let bytes = 0;
    let pending: Uint8Array[] = [];
    let pendingBytes = 0;
    const flush = (isLast: boolean) => {
      const part = Buffer.concat(pending);
      pending = [];
      pendingBytes = 0;
      bytes += part.length;
      hash.update(part);
      entry.push(part, isLast);
    };
    const told = await write((part) => {
      const piece = typeof part === 'string' ? Buffer.from(part) : part;
      pending.push(piece);
      pendingBytes += piece.length;
      if (pendingBytes >= PART_BYTES) flush(false);
    });
    flush(true);
    this.files.push({ path, about, ...told, bytes, sha256: hash.digest('hex') });
  }

  /** Gives the size of the whole. */
  end(): number {
    this.#zip.end();
    fsyncSync(this.#handle);
    return this.#bytes;
  }

  close(): void {
    closeSync(this.#handle);
  }
}
