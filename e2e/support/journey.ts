import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { findNode24, REPOSITORY } from '../../scripts/node24.mjs';

/** A journey ends with `picture doctor`: the totals still say what the rows say. */
export const test = base.extend({
  page: async ({ page }, use) => {
    await use(page);
    expect(await findingsOfTheDoctor()).toBe('');
  },
});

/** What `picture doctor` reports about the server's data; nothing where all is well. */
async function findingsOfTheDoctor(): Promise<string> {
  const entry = join(REPOSITORY, 'server/bin/picture.mjs');
  const { E2E_DATA_DIR, E2E_DATABASE_URL } = process.env;
  const env = { ...process.env, DATA_DIR: E2E_DATA_DIR, DATABASE_URL: E2E_DATABASE_URL };
  try {
    await promisify(execFile)(findNode24() ?? process.execPath, [entry, 'doctor'], { env });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}

/** Fails with one line for each thing that axe finds wrong on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} ${node.target.join(' ')}`),
  );
  expect(lines).toEqual([]);
}
