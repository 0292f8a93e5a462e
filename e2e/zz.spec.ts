import { expect } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';

test('opens', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/Picture/);
  await expectAccessible(page);
});
