import type { FilesConfig } from '../config.ts';
import { folderStore } from './folder-store.client.ts';
import { s3Store } from './s3-store.client.ts';

/**
 * Where files are kept that people attach. A file is written once under a name of ours (letters,
 * digits, dots) and never changed; whose it is stands in the database.
 */
export interface FileStore {
  /** Whole or not at all. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Null where there is none of this name. */
  get(name: string): Promise<Buffer | null>;
  /** It may be gone already. */
  remove(name: string): Promise<void>;
  /** The names of all files. */
  list(): AsyncIterable<string>;
}

export const openFileStore = (config: FilesConfig): FileStore =>
  config.kind === 's3' ? s3Store(config) : folderStore(config.folder);
