import { mkdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Config } from '../../platform/config.ts';
import type { ExportOrder } from './export.worker.ts';

const RESOURCES = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

export type ExportFiles = ReturnType<typeof createExportFiles>;

/** The folder of exports, readable by the server alone, and the worker that fills it. */
export function createExportFiles(config: Config, databaseUrl: string) {
  const folder = join(config.dataDir, 'exports');
  const pathOf = (name: string) => join(folder, name);
  return {
    /** Gives the size of what was written. */
    write: (name: string, task: Omit<ExportOrder['task'], 'path'>): Promise<number> => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const order: ExportOrder = {
        databaseUrl,
        files: config.files,
        task: { ...task, path: pathOf(name) },
      };
      return new Promise((resolve, reject) => {
        const worker = new Worker(new URL('./export.worker.ts', import.meta.url), {
          workerData: order,
          execArgv: ['--disable-warning=ExperimentalWarning'],
          resourceLimits: RESOURCES,
        });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`The worker ended with code ${code}.`)));
      });
    },

    /** Throws where the file is not there, before anything is read. */
    read: async (name: string): Promise<Readable> => (await open(pathOf(name))).createReadStream(),

    remove: (name: string): Promise<void> => rm(pathOf(name), { force: true }),
  };
}
