import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findChromium, isRoot } from '../scripts/machine.ts';
import { findNode24, REPOSITORY } from '../scripts/node24.mjs';

// Every worker reads this file again: what is chosen once travels by the environment.
const port = process.env['E2E_PORT'] ?? String(20_000 + Math.floor(Math.random() * 20_000));
const dataDir = process.env['E2E_DATA_DIR'] ?? join(tmpdir(), `picture-e2e-${process.pid}`);
const databaseUrl = `sqlite:${join(dataDir, 'picture.db')}`;
Object.assign(process.env, {
  E2E_PORT: port,
  E2E_DATA_DIR: dataDir,
  E2E_DATABASE_URL: databaseUrl,
});

const baseURL = `http://localhost:${port}`;
const node = findNode24() ?? process.execPath;
const executablePath = findChromium();

/** A browser that is ours alone calls nobody at home, and as root it has no sandbox to use. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] === 'true',
  workers: 2,
  // A browser on a busy machine: what needs its second try is named at the end of the run.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      args: isRoot() ? [...QUIET, '--no-sandbox'] : QUIET,
      ...(executablePath !== null && { executablePath }),
    },
  },
  projects: [
    {
      name: 'phone',
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
    {
      name: 'desktop',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
  ],
  webServer: {
    command: `"${node}" e2e/support/server.ts`,
    cwd: REPOSITORY,
    url: `${baseURL}/healthz`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'ignore',
    env: {
      PORT: port,
      DATA_DIR: dataDir,
      // Whatever database this machine is set up for, the journeys leave it alone.
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'warn',
      AUTH_TRIES_PER_MINUTE: '100000',
    },
  },
});
