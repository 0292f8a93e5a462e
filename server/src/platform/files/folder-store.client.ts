import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from './index.ts';

/** What is being written, and what a cut left of it. */
const UNFINISHED = '.part';

/** Files in a folder that the server alone reads, spread over folders by the end of their names. */
export function folderStore(folder: string): FileStore {
  const folderOf = (name: string) => join(folder, (name.split('.')[0] ?? '').slice(-2));
  const pathOf = (name: string) => join(folderOf(name), name);
  return {
    put: async (name, bytes) => {
      await mkdir(folderOf(name), { recursive: true, mode: 0o700 });
      const unfinished = `${pathOf(name)}.${randomBytes(4).toString('hex')}${UNFINISHED}`;
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, pathOf(name));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },

    get: async (name) => {
      try {
        return await readFile(pathOf(name));
      } catch (error) {
        if (isAbsence(error)) return null;
        throw error;
      }
    },

    remove: (name) => rm(pathOf(name), { force: true }),

    list: async function* () {
      for (const part of await namesIn(folder)) {
        for (const name of await namesIn(join(folder, part))) {
          if (!name.endsWith(UNFINISHED)) yield name;
        }
      }
    },
  };
}

const isAbsence = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}
