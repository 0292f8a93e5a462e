import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const START_MS = 60_000;

/** The real server in a process of its own. */
export interface LiveServer {
  child: ChildProcess;
  url: string;
  startedMs: number;
  /** SIGTERM lets it end what it does; SIGKILL does not. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Without waiting until it answers. */
export function launchServer(port: number, environment: NodeJS.ProcessEnv) {
  const began = performance.now();
  const url = `http://127.0.0.1:${port}`;
  const child = launchPicture(['start', '--port', String(port)], environment);
  child.stdout?.resume();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (isRunning()) child.kill(signal);
    await gone;
  };
  const ready = async (): Promise<LiveServer> => {
    while (!(await answers(url))) {
      if (!isRunning()) throw new Error(`The server ended with ${child.exitCode}.`);
      if (performance.now() - began > START_MS) throw new Error('The server does not answer.');
      await sleep(5);
    }
    return { child, url, startedMs: performance.now() - began, end };
  };
  return { end, ready };
}

/** `picture <verb>`. */
export function launchPicture(args: string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(
    process.execPath,
    ['--max-semi-space-size=4', '--disable-warning=ExperimentalWarning', CLI, ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        // Vitest has one of its own.
        BASE_URL: undefined,
        LOG_LEVEL: 'error',
        AUTH_TRIES_PER_MINUTE: '100000',
        ...environment,
      },
    },
  );
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    (response) => response.ok,
    () => false,
  );

interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  payload?: unknown;
}

/**
 * Lets `visitor` of the harness ask a server that listens as it asks one that does not. `onAnswer`
 * is told of each request that was answered well.
 */
export function overHttp(origin: string, onAnswer: (request: string) => void) {
  const inject = async ({ method, url, headers, payload }: Asked) => {
    const isBytes = payload instanceof Uint8Array;
    const response = await fetch(origin + url, {
      method,
      headers: {
        ...headers,
        ...(payload !== undefined && !isBytes && { 'content-type': 'application/json' }),
      },
      ...(payload !== undefined && {
        body: isBytes ? new Uint8Array(payload) : JSON.stringify(payload),
      }),
      redirect: 'manual',
    });
    const body = await response.text();
    if (response.ok) onAnswer(`${method} ${url}`);
    return {
      statusCode: response.status,
      headers: {
        ...Object.fromEntries(response.headers),
        'set-cookie': response.headers.getSetCookie(),
      },
      body,
      json: () => JSON.parse(body),
    };
  };
  return { app: { inject } as unknown as FastifyInstance };
}
