import { expect, type Page } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { addAccount, exploreSample, signUp } from './support/people.ts';

async function add(page: Page, payee: string, amount: string, direction = 'out', account?: string) {
  await page.goto('/transactions?open=new');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Direction').selectOption(direction);
  await dialog.getByLabel('Amount').fill(amount);
  await dialog.getByLabel('Payee').fill(payee);
  if (account) await dialog.getByLabel('Account').selectOption({ label: account });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('what was chosen for a merchant is chosen again, and what is deleted leaves the balance', async ({
  page,
}) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  await add(page, 'QWXZ TRDG 0042', '10');
  await page.getByRole('button', { name: /QWXZ TRDG 0042/ }).click();
  await page.getByRole('dialog').getByLabel('Category').selectOption({ label: 'Groceries' });
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await add(page, 'QWXZ TRDG 0077', '5');
  await page.getByRole('button', { name: /QWXZ TRDG 0077/ }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'You chose Groceries for this merchant before.',
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').last().getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: /QWXZ TRDG 0077/ })).toBeHidden();
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByText('$90.00').first()).toBeVisible();
});

test('both sides of a transfer are linked and count as no spending', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  await addAccount(page, { kind: 'savings', name: 'Rainy day', balance: '0' });
  await add(page, 'To savings', '40', 'out', 'Everyday');
  await add(page, 'From checking', '40', 'in', 'Rainy day');
  await page.getByRole('button', { name: /To savings/ }).click();
  await page.getByRole('button', { name: 'Mark as a transfer' }).click();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByText('to Rainy day')).toBeVisible();
  await expect(page.getByText('from Everyday')).toBeVisible();
  await page.goto('/');
  await expect(page.getByText('Nothing spent this month so far.')).toBeVisible();
});

test('searching and filtering live in the address', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/transactions');
  await page.getByLabel('Search payees and memos').fill('chevron');
  await expect(page).toHaveURL(/q=chevron/);
  await expect(page.getByRole('button', { name: 'Chevron' }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Search payees and memos')).toHaveValue('chevron');
  await page.goto('/transactions?review=true');
  await page.getByRole('button', { name: 'Remove the filter To review' }).click();
  await expect(page).not.toHaveURL(/review/);
});

test('the keyboard is enough', async ({ page, isMobile }) => {
  test.skip(isMobile, 'A phone has no keyboard.');
  await exploreSample(page);
  await page.goto('/transactions');
  await expect(
    page.getByRole('list', { name: 'Transactions' }).getByRole('listitem').first(),
  ).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Mark reviewed' }).click();
  await expect(page.getByText('2 changed.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Next row');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search payees and memos')).toBeFocused();
});

test('a second tab shows a change within two seconds, by itself', async ({ page, context }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  const second = await context.newPage();
  await second.goto('/');
  await expect(second.getByRole('main').getByText('$100.00').first()).toBeVisible();
  await second.waitForTimeout(600);
  await add(page, 'Corner shop', '25');
  await expect(second.getByRole('main').getByText('$75.00').first()).toBeVisible({ timeout: 2000 });
});

test('a change is taken back from its notice, by key, and from the list of what happened', async ({
  page,
  isMobile,
}) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  await add(page, 'Corner shop', '25');
  const rows = page.getByRole('list', { name: 'Transactions' });
  await page.goto('/transactions');
  await expect(rows.getByText('Corner shop')).toBeVisible();
  await add(page, 'Bakery', '5');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(rows.getByText('Bakery')).toBeHidden();
  if (!isMobile) {
    await page.keyboard.press('Control+Shift+Z');
    await expect(rows.getByText('Bakery')).toBeVisible();
    await page.keyboard.press('Control+Z');
    await expect(rows.getByText('Bakery')).toBeHidden();
  }
  await page.goto('/settings/activity');
  await page.getByRole('button', { name: /^Take back: .*Corner shop/ }).click();
  await expect(page.getByRole('button', { name: /^Do again: .*Corner shop/ })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/transactions');
  await expect(rows.getByText('Corner shop')).toBeHidden();
});
