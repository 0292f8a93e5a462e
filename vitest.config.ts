import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const SLOW_TEST_MS = 30_000;

// Vitest loads the web app's config from here, and Lingui looks for its own in the current folder.
process.env['LINGUI_CONFIG'] ??= fileURLToPath(new URL('web/lingui.config.ts', import.meta.url));

/** Suites that ask the whole server over HTTP, on every database there is. They use the harness. */
const httpSuites = globSync('server/{src,test}/**/*.test.ts', { cwd: import.meta.dirname })
  .filter((path) => /\/harness\.ts'/.test(readFileSync(`${import.meta.dirname}/${path}`, 'utf8')))
  .map((path) => path.replaceAll('\\', '/').replace(/^server\//, ''));

const server = {
  root: 'server',
  // Real processes: node:sqlite and our own worker threads then run as they do in service.
  pool: 'forks',
  testTimeout: SLOW_TEST_MS,
  hookTimeout: SLOW_TEST_MS,
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'tools', include: ['{scripts,bench}/**/*.test.ts'] } },
      { test: { name: 'contract', root: 'contract', include: ['src/**/*.test.ts'] } },
      {
        test: {
          ...server,
          name: 'server',
          include: ['{src,migrations,scripts,test}/**/*.test.ts'],
          exclude: httpSuites,
        },
      },
      { test: { ...server, name: 'http', include: httpSuites } },
      {
        extends: './web/vite.config.ts',
        test: { name: 'web', root: 'web', include: ['src/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
