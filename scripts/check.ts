import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY } from './node24.mjs';

// `npm run check`: types, lint, walls and dead code, all at once. Everything that needs no server.

const PARTS: Record<string, readonly string[]> = {
  'types of server and tools': ['typescript/bin/tsc', '-p', 'tsconfig.json'],
  'types of the web app': ['typescript/bin/tsc', '-p', 'web'],
  'types of the contract': ['typescript/bin/tsc', '-p', 'contract'],
  'lint and format': ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  walls: [
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config=.dependency-cruiser.cjs',
    ...['contract/src', 'server', 'web/src', 'scripts', 'e2e', 'bench'],
  ],
  'dead code': ['knip/bin/knip.js', '--no-progress', '--no-config-hints'],
};

/** Runs every part, prints a line for each as it ends, and gives the names of those that failed. */
export async function check(): Promise<string[]> {
  const results = await Promise.all(
    Object.entries(PARTS).map(async ([name, [program = '', ...args]]) => {
      const began = performance.now();
      const { ok, output } = await run(join(REPOSITORY, 'node_modules', program), args);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${seconds.padStart(5)} s  ${name}\n`);
      if (!ok) process.stdout.write(`${output.trim()}\n`);
      return { name, ok };
    }),
  );
  return results.filter((result) => !result.ok).map((result) => result.name);
}

function run(script: string, args: readonly string[]): Promise<{ ok: boolean; output: string }> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: REPOSITORY,
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
