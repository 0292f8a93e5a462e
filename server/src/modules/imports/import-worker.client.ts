import { Worker } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './import.worker.ts';

/** An idle worker keeps a model and a database open: after this long it is let go. */
const IDLE_MS = 60_000;

/** Node lets young garbage grow for long; rows read and written are garbage soon. */
const RESOURCES = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

export interface ImportWorker {
  /** Somebody is about to bring a file: be ready when it comes. */
  warm(): void;
  run(request: Omit<WorkerRequest, 'number'>): Promise<void>;
  stop(): Promise<void>;
}

/** One worker thread, started when there is work and let go when there has been none for a while. */
export function createImportWorker(databaseUrl: string): ImportWorker {
  const waiting = new Map<number, { resolve(): void; reject(error: Error): void }>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastNumber = 0;

  function start(): Worker {
    const started = new Worker(new URL('./import.worker.ts', import.meta.url), {
      workerData: { databaseUrl },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: RESOURCES,
    });
    started.on('message', ({ number, error }: WorkerReply) => {
      const waiter = waiting.get(number);
      waiting.delete(number);
      if (error === null) waiter?.resolve();
      else waiter?.reject(new Error(error));
      if (waiting.size === 0) rest();
    });
    const lost = (error: Error) => {
      if (worker === started) worker = null;
      for (const waiter of waiting.values()) waiter.reject(error);
      waiting.clear();
    };
    started.on('error', lost);
    started.on('exit', (code) => lost(new Error(`The import worker ended with code ${code}.`)));
    started.unref();
    return started;
  }

  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(() => void stop(), IDLE_MS);
    idle.unref();
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopping = worker;
    worker = null;
    await stopping?.terminate();
  }

  return {
    stop,
    warm: () => {
      worker ??= start();
      if (waiting.size === 0) rest();
    },
    run: (request) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle);
        worker ??= start();
        lastNumber += 1;
        waiting.set(lastNumber, { resolve, reject });
        worker.postMessage({ ...request, number: lastNumber } satisfies WorkerRequest);
      }),
  };
}
