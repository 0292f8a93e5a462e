import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FuzzReport } from './read-fuzzed.ts';
import { SEEDS } from './seeds.ts';

const FILES = Number(process.env['FUZZ_FILES'] ?? 500);
/** Another day, other files: the nightly run says which. */
const FIRST = Number(process.env['FUZZ_FIRST'] ?? 0);
/** A parser's own memory, beside what Node needs. */
const MOST_HEAP_MB = 200;
const SILENT_MS = 60_000;

const program = fileURLToPath(new URL('./read-fuzzed.ts', import.meta.url));

/** Runs the reader apart; says which file it had in hand when it hung or ran out of memory. */
function fuzz(format: string): Promise<FuzzReport> {
  return new Promise((resolve, reject) => {
    let number = -1;
    const child = fork(program, [format, String(FILES), String(FIRST)], {
      execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${MOST_HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const lost = (what: string) => {
      child.kill('SIGKILL');
      reject(new Error(`${format} file ${number} ${what}.`));
    };
    let silence = setTimeout(() => lost('hangs'), SILENT_MS);
    child.on('message', (message: { number?: number; report?: FuzzReport }) => {
      clearTimeout(silence);
      if (message.report) {
        resolve(message.report);
        return;
      }
      number = message.number ?? number;
      silence = setTimeout(() => lost('hangs'), SILENT_MS);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(silence);
      lost(`ended the reader with ${signal ?? code}`);
    });
  });
}

describe('mutated statement files', () => {
  it.each(Object.keys(SEEDS))(
    `neither crash nor hang the reader of %s, ${FILES} of them`,
    async (format) => {
      const { failures, read, refused } = await fuzz(format);
      expect(failures).toEqual([]);
      expect(read + refused).toBe(FILES);
      expect(read).toBeGreaterThan(0);
    },
    60_000 + FILES * 200,
  );
});
