import { join } from 'node:path';
import { expect } from '@playwright/test';
import { REPOSITORY } from '../scripts/node24.mjs';
import { expectAccessible, test } from './support/journey.ts';
import { exploreSample } from './support/people.ts';

test('what is chosen holds after a reload, and in another browser of the same person', async ({
  page,
  browser,
}) => {
  await exploreSample(page);
  await page.goto('/settings/household');
  await page.getByLabel('First day of the month').selectOption('25');
  await expect(page.getByText(/This month: [A-Z][a-z]+ 25 – /)).toBeVisible();

  await page.goto('/settings/preferences');
  await page.getByLabel('Numbers').selectOption('1.234,56');
  await page.getByLabel('Dates').selectOption('day-month-year');
  await page.getByLabel('Gains and losses').selectOption('blue-orange');
  await page.getByLabel('Language', { exact: true }).selectOption('es');
  await expect(page.getByText('Idioma y formato')).toBeVisible();

  // At once, without waiting for the server: it is kept all the same.
  const worth = /^\d{3}\.\d{3},\d{2}\s\$$/;
  await page.goto('/');
  const spending = page.getByRole('heading', { name: /^Gastos, 25 \p{L}+ – 24 \p{L}+ \d{4}$/u });
  await expect(spending).toBeVisible();
  await expect(page.getByText(worth).first()).toBeVisible();
  await page.reload();
  await expect(spending).toBeVisible();

  const cookies = await page.context().cookies();
  const elsewhere = await browser.newContext({ locale: 'en-US' });
  await elsewhere.addCookies(cookies);
  const second = await elsewhere.newPage();
  await second.goto('/');
  await expect(second.getByRole('heading', { name: /^Gastos, 25 / })).toBeVisible();
  await expect(second.getByText(worth).first()).toBeVisible();
  await expect(second.locator('html')).toHaveAttribute('data-gain-loss', 'blue-orange');

  // And what is chosen there is seen here, where nobody reloads.
  await second.getByRole('button', { name: 'Ocultar importes' }).click();
  await expect(page.getByRole('button', { name: 'Mostrar importes' })).toBeVisible();
  await expect(page.getByText(/\d{3},\d{2}/)).toHaveCount(0);
  await elsewhere.close();
});

test('a choice the server refuses is put back, and said to be', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/settings/household');
  await page.route('**/api/v1/settings', (route) => route.abort());
  const first = page.getByLabel('First day of the month');
  await first.selectOption('25');
  await expect(page.getByText('The server cannot be reached.')).toBeVisible();
  await expect(first).toHaveValue('1');
  await page.getByRole('button', { name: 'Hide amounts' }).click();
  await expect(page.getByRole('button', { name: 'Hide amounts' })).toBeVisible();
});

test('a section of the settings has its own address, and a phone finds back to the list', async ({
  page,
  isMobile,
}) => {
  await exploreSample(page);
  await page.goto('/settings');
  const sections = page.getByRole('navigation', { name: 'Settings' });
  if (isMobile) {
    await expect(sections).toBeVisible();
    await expectAccessible(page);
    await sections.getByRole('link', { name: /^Household/ }).click();
    await expect(sections).toBeHidden();
    await page.getByRole('link', { name: 'All settings' }).click();
    await expect(sections).toBeVisible();
  } else {
    await expect(page).toHaveURL(/settings\/profile/);
    await sections.getByRole('link', { name: /^Household/ }).click();
    await expect(page.getByLabel('Time zone')).toBeVisible();
    await expect(sections).toBeVisible();
  }
});

test('days are typed in one’s own order or picked, in weeks that begin as they should', async ({
  page,
}) => {
  await exploreSample(page);
  await page.goto('/settings/preferences');
  await page.getByLabel('Dates').selectOption('day-month-year');
  await page.getByLabel('First day of the week').selectOption('1');
  await page.goto('/transactions?open=new');
  const sheet = page.getByRole('dialog', { name: 'Add a transaction' });
  const day = sheet.getByLabel('Date');
  await day.fill('31/02/2026');
  await day.blur();
  await expect(sheet.getByText(/^Write the day like \d\d\/\d\d\/\d{4}\.$/)).toBeVisible();
  await day.fill('5.3.26');
  await day.blur();
  await expect(day).toHaveValue('05/03/2026');
  await sheet.getByRole('button', { name: 'Choose in a calendar' }).click();
  const calendar = page.getByRole('dialog', { name: 'Calendar' });
  await expect(calendar.getByRole('columnheader').first()).toHaveText('Mo');
  await expect(calendar.getByRole('button', { name: 'Thursday 5 March 2026' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Enter');
  await expect(calendar).toBeHidden();
  await expect(day).toHaveValue('12/04/2026');
  await sheet.getByRole('button', { name: 'Choose in a calendar' }).click();
  await expect(calendar.getByRole('button', { name: 'Sunday 12 April 2026' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(calendar).toBeHidden();
  await expect(sheet).toBeVisible();
});

test('a picture is framed, drawn small and shown instead of the initials', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/settings/profile');
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chosen).setFiles(join(REPOSITORY, 'web/public/icon-512.png'));
  const sheet = page.getByRole('dialog', { name: 'Your picture' });
  await sheet.getByLabel('Closer').fill('2');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Use this picture' }).click();
  await expect(sheet).toBeHidden();
  const picture = page.locator('#content img[src*="/picture"]');
  await expect(picture).toBeVisible();
  await page.reload();
  await expect(picture).toHaveJSProperty('naturalWidth', 256);
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(picture).toHaveCount(0);
  await expect(page.getByText('AR', { exact: true }).last()).toBeVisible();
});
