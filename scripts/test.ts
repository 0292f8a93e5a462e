import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startMysqlServer } from '../server/test/mysql-server.ts';
import { check } from './check.ts';
import { findChromium, installWithApt, isRoot } from './machine.ts';
import { REPOSITORY, runChild } from './node24.mjs';
import { ensureWebBuilt } from './prepare.mjs';
import { readPlaywright, readVitest, type Tally } from './tally.ts';

// `npm test`: everything. `npm test -- unit|http|e2e|check [filter …]` runs a part of it.

const PARTS = ['check', 'unit', 'http', 'e2e'] as const;
type Part = (typeof PARTS)[number];

const REPORTS = join(REPOSITORY, '.tmp/test-reports');
const BROWSER_INSTALL_MS = 180_000;
/** A crash of the machine loses nothing but the tests, so nothing waits for its disk. */
const CARELESS = ['--innodb-flush-log-at-trx-commit=0', '--skip-log-bin'];

const tallies: Tally[] = [];
/** What this machine lacks and could not be given. */
const lacking: string[] = [];

const [first = '', ...others] = process.argv.slice(2);
const named = PARTS.find((part) => part === first);
const filters = named === undefined && first !== '' ? [first, ...others] : others;
const wanted = (part: Part): boolean =>
  named === undefined ? filters.length === 0 || part === 'unit' || part === 'http' : named === part;

async function main(): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(130));
  }
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  process.chdir(REPOSITORY);
  if (wanted('check')) await runChecks();
  if (wanted('unit')) await runVitest('unit', ['tools', 'contract', 'server', 'web']);
  if (wanted('http')) await runHttpSuites();
  if (wanted('e2e')) await runJourneys();
  return report();
}

async function runChecks(): Promise<void> {
  title('Types, lint, walls, dead code');
  const failed = await check();
  tallies.push({ passed: 0, skipped: 0, failed: failed.map((part) => `npm run check: ${part}`) });
}

async function runVitest(part: Part, projects: string[], env: NodeJS.ProcessEnv = {}) {
  title(`Tests: ${projects.join(', ')}`);
  const output = join(REPORTS, `${part}.json`);
  const args = [
    ...['run', '--passWithNoTests', '--reporter=default', '--reporter=json'],
    ...[`--outputFile.json=${output}`, ...projects.map((project) => `--project=${project}`)],
    ...filters,
  ];
  const code = await runTool('vitest/vitest.mjs', args, env);
  collect(readVitest(output), code, 'vitest reported an error outside the tests.');
}

async function runHttpSuites(): Promise<void> {
  let why = 'no MariaDB or MySQL here, and none could be installed';
  const server = await startMysqlServer(CARELESS).catch((error: Error) => {
    why = error.message;
    return null;
  });
  if (server === null) lacking.push(`the suites on MySQL: ${why}`);
  try {
    await runVitest('http', ['http'], server === null ? {} : { TEST_MYSQL_URL: server.url });
  } finally {
    await server?.stop();
  }
}

async function runJourneys(): Promise<void> {
  title('Journeys in a browser');
  try {
    await ensureWebBuilt();
  } catch (error) {
    tallies.push({ passed: 0, skipped: 0, failed: [`npm run build: ${error}`] });
    return;
  }
  const output = join(REPORTS, 'e2e.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: output };
  const args = ['test', '--config=e2e', '--pass-with-no-tests', ...filters];
  if (!(await haveChromium())) {
    lacking.push('the journeys: no Chromium here, and none could be installed');
    await runTool('@playwright/test/cli.js', [...args, '--list', '--reporter=json'], env);
    const { passed, skipped, failed } = readPlaywright(output);
    tallies.push({ passed: 0, skipped: passed + skipped + failed.length, failed: [] });
    return;
  }
  const code = await runTool('@playwright/test/cli.js', [...args, '--reporter=list,json'], env);
  collect(readPlaywright(output), code, 'playwright reported an error outside the journeys.');
}

/** An installed browser, else Playwright's own, else Debian's. */
async function haveChromium(): Promise<boolean> {
  if (findChromium() !== null) return true;
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) return true;
  process.stdout.write("Fetching Playwright's own Chromium.\n");
  const fetched = spawnSync(
    process.execPath,
    [tool('@playwright/test/cli.js'), 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'],
    { stdio: 'ignore', timeout: BROWSER_INSTALL_MS },
  );
  if (fetched.status === 0 && existsSync(chromium.executablePath())) return true;
  return installWithApt('chromium') && findChromium() !== null;
}

const tool = (path: string): string => join(REPOSITORY, 'node_modules', path);

const runTool = (path: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> =>
  runChild(process.execPath, ['--disable-warning=ExperimentalWarning', tool(path), ...args], {
    env: { ...process.env, ...env },
  });

function collect(tally: Tally, code: number, complaint: string): void {
  const silent = code !== 0 && tally.failed.length === 0;
  tallies.push(silent ? { ...tally, failed: [complaint] } : tally);
}

/** Prints what failed and what was left out, then the sum in the last line; gives the exit code. */
function report(): number {
  const failed = tallies.flatMap((tally) => tally.failed);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const skipped = tallies.reduce((sum, tally) => sum + tally.skipped, 0);
  const lines = [
    '',
    ...failed.map((line) => `failed: ${line.replaceAll(`${REPOSITORY}/`, '')}`),
    ...tallies.flatMap((tally) => tally.unsteady ?? []).map((line) => `unsteady: ${line}`),
    ...lacking.map((line) => `skipped: ${line}`),
    `${passed} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const mustHaveAll = process.env['CI'] === 'true';
  return failed.length > 0 || (mustHaveAll && lacking.length > 0) ? 1 : 0;
}

function title(words: string): void {
  process.stdout.write(`\n${words}\n`);
}

process.exit(await main());
