import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPlaywright, readVitest } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'picture-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(value: unknown): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

test('vitest: tests are counted by what became of them', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'adds' },
    { status: 'failed', fullName: 'subtracts' },
    { status: 'pending', fullName: 'divides' },
    { status: 'todo', fullName: 'multiplies' },
  ];
  const path = reportOf({
    testResults: [{ name: 'sums.test.ts', status: 'failed', message: '', assertionResults }],
  });
  expect(readVitest(path)).toEqual({
    passed: 1,
    skipped: 2,
    failed: ['sums.test.ts: subtracts'],
  });
});

test('vitest: a file that cannot be loaded has failed, though no test in it has', () => {
  const path = reportOf({
    testResults: [
      { name: 'a.test.ts', status: 'failed', message: 'No such file\nat', assertionResults: [] },
    ],
  });
  expect(readVitest(path).failed).toEqual(['a.test.ts: No such file']);
});

test('playwright: a journey that passes when tried again has passed, and is named', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'import.spec.ts',
    tests: [{ projectName: 'phone', status }],
  });
  const path = reportOf({
    suites: [
      {
        specs: [spec('imports', 'expected'), spec('undoes', 'flaky')],
        suites: [{ specs: [spec('edits', 'unexpected'), spec('waits', 'skipped')] }],
      },
    ],
  });
  expect(readPlaywright(path)).toEqual({
    passed: 2,
    skipped: 1,
    failed: ['import.spec.ts: edits (phone)'],
    unsteady: ['import.spec.ts: undoes (phone)'],
  });
});

test('playwright: an error before the first journey is a failure', () => {
  const path = reportOf({ suites: [], errors: [{ message: 'The server did not start.' }] });
  expect(readPlaywright(path).failed).toEqual(['The server did not start.']);
});

test('a run that left no report has failed', () => {
  expect(readVitest(join(folder, 'none')).failed).toHaveLength(1);
  expect(readPlaywright(join(folder, 'none')).failed).toHaveLength(1);
});
