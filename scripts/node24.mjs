import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Plain JavaScript for Node 20.19 and newer: this runs before the repository's own Node 24 does.

export const REPOSITORY = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node 24 that comes with the dependencies, or null where they are not installed. */
export function findNode24() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(REPOSITORY, 'node_modules/node/bin', name);
  return existsSync(path) ? path : null;
}

/**
 * Runs a script of the repository on Node 24: in this process where that is what it runs on, else
 * in a child that gets the terminal, the signals and the last word on the exit code.
 * @param {string} script
 * @param {string[]} args
 */
export async function runOnNode24(script, args) {
  const path = join(REPOSITORY, script);
  if (isNewEnough(process.versions.node)) {
    muteExperimentalWarnings();
    process.argv = [process.execPath, path, ...args];
    await import(pathToFileURL(path).href);
    return;
  }
  const node = findNode24();
  if (node === null) {
    throw new Error('Node 24 is not installed here yet. Run "npm ci" in the repository first.');
  }
  process.exitCode = await runChild(node, ['--disable-warning=ExperimentalWarning', path, ...args]);
}

/**
 * The server hashes passwords with `crypto.argon2`, which came with Node 24.7.
 * @param {string} version
 */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 7);
}

/** `node:sqlite` still announces itself as experimental; the other warnings stay. */
function muteExperimentalWarnings() {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name === 'ExperimentalWarning') return;
    for (const print of printers) print.call(process, warning);
  });
}

/** @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program with our terminal and passes our signals on; gives its exit code.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
export function runChild(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  for (const signal of PASSED_ON) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const each of PASSED_ON) process.off(each, pass);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * Says what went wrong in the words of the error, and lets the process end as failed.
 * @param {unknown} error
 */
export function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
