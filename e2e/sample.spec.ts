import { expect } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { exploreSample } from './support/people.ts';

test('the sample household fills every card, and tells its numbers as tables too', async ({
  page,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await exploreSample(page);
  await expect(page.getByText('Sample data')).toBeVisible();
  for (const card of [
    'To review',
    'Cash flow',
    'Spending by category',
    'Owned and owed',
    'Latest transactions',
  ]) {
    await expect(page.getByRole('heading', { name: card })).toBeVisible();
  }
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await page.getByText('5Y', { exact: true }).click();
  await page.getByRole('button', { name: 'Table' }).first().click();
  await expect(page.getByRole('columnheader', { name: 'Liabilities' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('hidden amounts are in no text, and come back', async ({ page }) => {
  await exploreSample(page);
  await page.getByRole('button', { name: 'Hide amounts' }).click();
  await expect(page.getByRole('main').getByText('•••••').first()).toBeVisible();
  expect(await page.locator('body').innerText()).not.toMatch(/\$\d/);
  await page.getByRole('button', { name: 'Show amounts' }).click();
  expect(await page.locator('body').innerText()).toMatch(/\$\d/);
});

test('Spanish and the dark theme stay after they are chosen', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/settings/preferences');
  await page.getByLabel('Language', { exact: true }).selectOption('es');
  await expect(page.getByRole('heading', { name: 'Ajustes' })).toBeVisible();
  await page.getByLabel('Tema', { exact: true }).selectOption('dark');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Patrimonio neto' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});

const PAGES = [
  '/',
  '/transactions',
  '/transactions?open=new',
  '/accounts',
  '/imports',
  '/categories',
  '/settings',
  '/settings/profile',
  '/settings/preferences',
  '/settings/security',
  '/settings/programs',
  '/settings/household',
  '/settings/data',
  '/settings/activity',
];

for (const theme of ['light', 'dark'] as const) {
  test(`every page is accessible in the ${theme} theme and fits a narrow screen`, async ({
    page,
  }) => {
    // A dozen pages, each examined whole.
    test.slow();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/verify-email']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
    await exploreSample(page);
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.locator('#content h1')).toBeAttached();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await expectAccessible(page);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
}
