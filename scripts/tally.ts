import { existsSync, readFileSync } from 'node:fs';

/** What a run of tests came to. */
export interface Tally {
  passed: number;
  skipped: number;
  /** One line for each failed test: where it is, and its title. */
  failed: string[];
  /** Journeys that passed only when tried again: named, so that somebody looks at them. */
  unsteady?: string[];
}

interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

export function readVitest(path: string): Tally {
  const tally: Tally = { passed: 0, skipped: 0, failed: [] };
  if (!existsSync(path)) return { ...tally, failed: ['vitest did not finish.'] };
  const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    tally.failed.push(...failed.map((test) => `${file.name}: ${test.fullName}`));
    // A file that cannot even be loaded has no tests to fail.
    if (file.status === 'failed' && failed.length === 0) {
      tally.failed.push(`${file.name}: ${file.message.split('\n')[0]}`);
    }
    for (const { status } of file.assertionResults) {
      if (status === 'passed') tally.passed += 1;
      else if (status !== 'failed') tally.skipped += 1;
    }
  }
  return tally;
}

interface PlaywrightSuite {
  specs?: {
    title: string;
    file: string;
    tests: { projectName: string; status: 'expected' | 'unexpected' | 'flaky' | 'skipped' }[];
  }[];
  suites?: PlaywrightSuite[];
}
interface PlaywrightReport extends PlaywrightSuite {
  errors?: { message?: string }[];
}

/** A journey that passes only when it is tried again has failed. */
export function readPlaywright(path: string): Tally {
  const tally: Tally = { passed: 0, skipped: 0, failed: [] };
  if (!existsSync(path)) return { ...tally, failed: ['playwright did not finish.'] };
  const report = JSON.parse(readFileSync(path, 'utf8')) as PlaywrightReport;
  tally.failed.push(...(report.errors ?? []).map((error) => error.message ?? 'playwright failed.'));
  const unsteady: string[] = [];
  const read = (suite: PlaywrightSuite): void => {
    for (const spec of suite.specs ?? []) {
      for (const { status, projectName } of spec.tests) {
        const name = `${spec.file}: ${spec.title} (${projectName})`;
        if (status === 'skipped') tally.skipped += 1;
        else if (status === 'unexpected') tally.failed.push(name);
        else tally.passed += 1;
        if (status === 'flaky') unsteady.push(name);
      }
    }
    suite.suites?.forEach(read);
  };
  read(report);
  return unsteady.length > 0 ? { ...tally, unsteady } : tally;
}
