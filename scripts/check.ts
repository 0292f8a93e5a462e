import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY } from './node24.mjs';

// `npm run check`: types, lint, walls and dead code, all at once. Everything that needs no server.

interface Part {
  name: string;
  /** A script under node_modules, and what it is told. */
  run: readonly [string, ...string[]];
  folder?: string;
}

const LINGUI = '@lingui/cli/dist/lingui-check.js';
const CODE = ['contract/src', 'server', 'web/src', 'scripts', 'e2e', 'bench'];
const PARTS: readonly Part[] = [
  { name: 'types of server and tools', run: ['typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the web app', run: ['typescript/bin/tsc', '-p', 'web'] },
  { name: 'types of the contract', run: ['typescript/bin/tsc', '-p', 'contract'] },
  { name: 'lint and format', run: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'] },
  {
    name: 'walls',
    run: [
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config=.dependency-cruiser.cjs',
      ...CODE,
    ],
  },
  { name: 'dead code', run: ['knip/bin/knip.js', '--no-progress', '--no-config-hints'] },
  {
    name: 'texts in the catalogues (npm run messages)',
    run: [LINGUI, 'sync', '--clean'],
    folder: 'web',
  },
  { name: 'texts in every language', run: [LINGUI, 'missing', '--mode', 'catalog'], folder: 'web' },
];

interface Outcome {
  ok: boolean;
  output: string;
}

/** Runs every part, prints a line for each as it ends, and gives the names of those that failed. */
export async function check(): Promise<string[]> {
  const results = await Promise.all(
    PARTS.map(async (part) => {
      const began = performance.now();
      const { ok, output } = await run(part);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${seconds.padStart(5)} s  ${part.name}\n`);
      if (!ok) process.stdout.write(`${output.trim()}\n`);
      return { name: part.name, ok };
    }),
  );
  return results.filter((result) => !result.ok).map((result) => result.name);
}

function run({ run: [script, ...args], folder = '.' }: Part): Promise<Outcome> {
  const child = spawn(process.execPath, [join(REPOSITORY, 'node_modules', script), ...args], {
    cwd: join(REPOSITORY, folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: string) => {
    output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = await check();
  process.exitCode = failed.length === 0 ? 0 : 1;
}
