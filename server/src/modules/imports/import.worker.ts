import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../platform/clock.ts';
import { openDatabase } from '../../platform/db/index.ts';
import { commitImport, undoImport } from './land.service.ts';
import { type ImportTables, readImport, type Task } from './read.service.ts';

/** Reading, deciding and writing a file's rows happens here, off the thread that answers requests. */
export interface WorkerRequest extends Task {
  number: number;
  kind: 'read' | 'commit' | 'undo';
}
export interface WorkerReply {
  number: number;
  error: string | null;
}

// A job is only forgotten by a commit of the main thread that is on the disk, and with it all before.
const database = openDatabase<ImportTables>(
  (workerData as { databaseUrl: string }).databaseUrl,
  'later',
);

async function work(request: WorkerRequest): Promise<void> {
  if (request.kind === 'read') await readImport(database, request, systemClock);
  else if (request.kind === 'commit') await commitImport(database, request, systemClock);
  else await undoImport(database, request, systemClock);
}

parentPort?.on('message', (request: WorkerRequest) => {
  work(request).then(
    () => parentPort?.postMessage({ number: request.number, error: null } satisfies WorkerReply),
    (error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort?.postMessage({ number: request.number, error: text } satisfies WorkerReply);
    },
  );
});
