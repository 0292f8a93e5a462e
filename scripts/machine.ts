import { type SpawnOptions, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// What this machine has, and what it can be given.

/** Servers live outside an ordinary user's path on Debian, and Homebrew's folder is often missing. */
const MORE_FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/bin',
  '/opt/homebrew/bin',
];

/** The first of these programs that can be run, as a full path. */
export function findProgram(names: readonly string[]): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...MORE_FOLDERS];
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isRunnable) ?? null;
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Installs a Debian package where that can be done unasked: as root, with apt-get. */
export function installWithApt(name: string): boolean {
  const apt = findProgram(['apt-get']);
  if (apt === null || !isRoot()) return false;
  process.stdout.write(`Installing ${name} with apt-get.\n`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } satisfies SpawnOptions;
  const install = () =>
    spawnSync(apt, ['install', '-y', '-qq', '--no-install-recommends', name], options).status === 0;
  if (install()) return true;
  return spawnSync(apt, ['update', '-qq'], options).status === 0 && install();
}

const CHROMIUMS = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chromium-browser',
];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A Chromium that is installed on the machine; CHROME_PATH says which where there are several. */
export function findChromium(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && isRunnable(named)) return named;
  return findProgram(CHROMIUMS) ?? (isRunnable(MAC_CHROME) ? MAC_CHROME : null);
}
