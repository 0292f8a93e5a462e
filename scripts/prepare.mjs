import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { findNode24, REPOSITORY, runChild } from './node24.mjs';

// Plain JavaScript for Node 20.19 and newer, with no dependency: it may have to install them.

const at = (/** @type {string} */ path) => join(REPOSITORY, path);
const BUILD_STAMP = at('node_modules/.cache/picture/web-build');
const WEB_SOURCES = [
  'contract/src',
  'package-lock.json',
  'scripts/prepare.mjs',
  'web/index.html',
  'web/lingui.config.ts',
  'web/package.json',
  'web/public',
  'web/src',
  'web/vite.config.ts',
];

/** Installs what the lock file lists, unless exactly that is installed already. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  say('Installing the dependencies. This takes about a minute, and only this once.');
  await runOrThrow(...npm('ci'), 'The dependencies could not be installed.');
  if (findNode24() === null) {
    throw new Error(
      'The dependencies are installed, but not Node 24: npm was told not to run install scripts. ' +
        'Run "npm ci --ignore-scripts=false".',
    );
  }
}

/** Builds the web app, unless the present build was made from the present sources. */
export async function ensureWebBuilt() {
  const wanted = hashOf(WEB_SOURCES);
  if (existsSync(at('web/dist/index.html')) && readIfThere(BUILD_STAMP) === wanted) return;
  say('Building the web app.');
  await runOrThrow(
    findNode24() ?? process.execPath,
    [at('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    'The web app could not be built.',
    { cwd: at('web') },
  );
  compressAssets(at('web/dist/assets'));
  mkdirSync(dirname(BUILD_STAMP), { recursive: true });
  writeFileSync(BUILD_STAMP, wanted);
}

/**
 * Beside each file of code what the server sends of it: browsers take brotli from this machine and over
 * TLS, gzip from everywhere.
 * @param {string} folder
 */
function compressAssets(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css)$/.test(name)) continue;
    const bytes = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

function isInstalled() {
  const done = readIfThere(at('node_modules/.package-lock.json'));
  if (done === null || findNode24() === null) return false;
  const lock = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
  return hasAll(JSON.parse(done).packages, lock.packages);
}

/**
 * npm leaves a list of what it installed in node_modules when it has finished. Comparing it with
 * the lock file also notices a half-done install and a lock file that has moved on.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Package
 * @param {Record<string, Package>} installed
 * @param {Record<string, Package>} wanted
 */
export function hasAll(installed, wanted) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    const there = installed[path];
    // Other platforms' binaries are optional, and stay away.
    if (there === undefined) return entry.optional === true || entry.devOptional === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

/**
 * npm as it was started, so that the same one is used when several are on the machine.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function npm(...args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script?.endsWith('.js') && node) return [node, [script, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} complaint
 * @param {import('node:child_process').SpawnOptions} options
 */
async function runOrThrow(program, args, complaint, options = {}) {
  const shell = program.endsWith('.cmd');
  const code = await runChild(program, args, { cwd: REPOSITORY, shell, ...options });
  if (code !== 0) throw new Error(complaint);
}

/**
 * Contents rather than times: a fresh checkout of the same files needs no new build.
 * @param {string[]} paths
 */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesUnder)) {
    hash.update(`${path}\0`).update(readFileSync(at(path)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} path of a file or a folder; one that is missing has no files
 * @returns {string[]}
 */
function filesUnder(path) {
  const found = statSync(at(path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(at(path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

const readIfThere = (/** @type {string} */ path) =>
  existsSync(path) ? readFileSync(path, 'utf8') : null;

export const say = (/** @type {string} */ sentence) => process.stdout.write(`${sentence}\n`);
