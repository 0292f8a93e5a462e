import { expect } from '@playwright/test';
import { test } from './support/journey.ts';
import { addAccount, signUp } from './support/people.ts';

test('a newcomer opens accounts of several kinds and sees what they are worth together', async ({
  page,
}) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '1,234.56' });
  await addAccount(page, { kind: 'credit_card', name: 'Card', balance: '234.56' });
  await addAccount(page, { kind: 'property', name: 'House', balance: '0' });
  await addAccount(page, { name: 'Madrid', currency: 'EUR', balance: '100' });

  await page.getByRole('main').getByRole('link', { name: /House/ }).click();
  await page.getByRole('button', { name: 'Set today’s value' }).click();
  await page.getByRole('dialog').getByLabel('Worth').fill('300000');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('main').getByText('$300,000.00').first()).toBeVisible();

  await page.goto('/');
  const main = page.getByRole('main');
  await expect(main.getByText('$301,000.00').first()).toBeVisible();
  await expect(main.getByText('Left out of the totals, because')).toBeVisible();

  await main.getByRole('link', { name: 'Type a rate' }).click();
  await page.getByLabel('is in USD').fill('1.5');
  await page.getByRole('main').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('cell', { name: 'EUR', exact: true })).toBeVisible();
  await page.goto('/');
  await expect(main.getByText('$301,150.00').first()).toBeVisible();
  await expect(main.getByText('Left out of the totals, because')).toBeHidden();
});

test('an account is closed, reopened and deleted with a count of what goes', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '10' });
  await page
    .getByRole('main')
    .getByRole('link', { name: /Everyday/ })
    .click();
  await page.getByRole('button', { name: 'Close account' }).click();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('button', { name: 'Close account' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toContainText('0 transactions');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('An account is anything you own or owe')).toBeVisible();
});

test('signing out leads back to signing in, and the right password back home', async ({ page }) => {
  await page.goto('/sign-up');
  const email = `eva-${process.pid}-${Date.now()}@example.com`;
  await page.getByLabel('Name').fill('Eva');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Your picture begins')).toBeVisible();
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto('/transactions');
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('wrong horse battery');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('do not belong together');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/transactions/);
});
