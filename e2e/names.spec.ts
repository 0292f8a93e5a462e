import { expect } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { exploreSample } from './support/people.ts';

test('two names of one merchant become one, and that is taken back', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/categories');
  const card = page.getByRole('region', { name: 'Merchants' });
  await card.getByRole('checkbox', { name: 'Choose Blue Heron Coffee' }).check();
  await card.getByRole('checkbox', { name: 'Choose Lantern Coffee Roast' }).check();
  await card.getByRole('button', { name: 'Merge 2' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Coffee about town');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(card.getByRole('link', { name: 'Coffee about town' })).toBeVisible();
  await expect(card.getByRole('link', { name: 'Blue Heron Coffee' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card.getByRole('link', { name: 'Blue Heron Coffee' })).toBeVisible();
  await card.getByRole('searchbox').fill('no such shop');
  await expect(card.getByText('No merchant is called so.')).toBeVisible();
});

test('tags are made, renamed and merged', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/categories');
  const card = page.getByRole('region', { name: 'Tags' });
  const dialog = page.getByRole('dialog');
  for (const name of ['Rome', 'Roma']) {
    await card.getByRole('button', { name: 'Add a tag' }).click();
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
  }
  await card.getByRole('button', { name: '#Roma' }).click();
  await dialog.getByRole('button', { name: 'Delete or merge' }).click();
  await dialog.last().getByLabel('In its place').selectOption({ label: 'Rome' });
  await expectAccessible(page);
  await dialog.last().getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(card.getByRole('button', { name: '#Roma' })).toBeHidden();
  await expect(card.getByRole('button', { name: '#Rome' })).toBeVisible();
});
