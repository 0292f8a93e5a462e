import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expectAccessible, test } from './support/journey.ts';
import { addAccount, exploreSample, signUp } from './support/people.ts';

test('everything is taken along in a zip: rows, tables and a word about each', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Make an export' }).click();
  const save = page.getByRole('button', { name: 'Download' });
  await expect(save).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const zip = unzipSync(readFileSync(await download.path()));
  const names = Object.keys(zip);
  expect(names).toEqual(
    expect.arrayContaining(['README.txt', 'csv/transactions.csv', 'data/transactions.jsonl']),
  );
  const [first = ''] = new TextDecoder().decode(zip['data/transactions.jsonl']).split('\n');
  expect(JSON.parse(first)).toHaveProperty('amount_minor');
});

test('an account and a household are deleted after two weeks, unless somebody keeps them', async ({
  page,
}) => {
  test.slow();
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('What you share with others stays theirs')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete in 14 days' }).click();
  await expect(dialog).toBeHidden();
  const banner = page.getByRole('status').filter({ hasText: 'Your account will be deleted on' });
  await expect(banner).toBeVisible();
  await page.goto('/transactions');
  await expect(banner).toBeVisible();
  await expectAccessible(page);
  await banner.getByRole('button', { name: 'Keep it' }).click();
  await expect(banner).toBeHidden();

  await page.goto('/settings/data');
  await page.getByRole('button', { name: /^Delete Ana/ }).click();
  await expect(dialog.getByText('1 account with')).toBeVisible();
  await dialog.getByRole('textbox').fill('Another');
  await dialog.getByRole('button', { name: 'Delete in 14 days' }).click();
  await expect(dialog.getByRole('alert')).toContainText('not the name of this household');
  await dialog.getByRole('textbox').fill('Ana’s household');
  await dialog.getByRole('button', { name: 'Delete in 14 days' }).click();
  await expect(page.getByText('and all in it will be deleted on')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('and all in it will be deleted on')).toBeHidden();
});
