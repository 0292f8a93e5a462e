import { parentPort, workerData } from 'node:worker_threads';
import type { FilesConfig } from '../../platform/config.ts';
import { openDatabase } from '../../platform/db/index.ts';
import { openFileStore } from '../../platform/files/index.ts';
import type { WholeTables } from './data.tables.ts';
import { type ExportTask, writeExport } from './write-export.service.ts';

/** Reading and packing a million rows happens here, off the thread that answers requests. */
export interface ExportOrder {
  databaseUrl: string;
  files: FilesConfig;
  task: ExportTask;
}

const { databaseUrl, files, task } = workerData as ExportOrder;
const database = openDatabase<WholeTables>(databaseUrl);
try {
  parentPort?.postMessage(await writeExport(database, openFileStore(files), task));
} finally {
  await database.close();
}
