import { expect, type Page } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { addAccount, signUp } from './support/people.ts';

interface Wish {
  payee: string;
  amount: string;
  direction?: 'in' | 'out';
  account?: string;
  category?: string;
}

async function add(page: Page, wish: Wish) {
  await page.goto('/transactions?open=new');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Direction').selectOption(wish.direction ?? 'out');
  await dialog.getByLabel('Amount').fill(wish.amount);
  await dialog.getByLabel('Payee').fill(wish.payee);
  if (wish.account) await dialog.getByLabel('Account').selectOption({ label: wish.account });
  if (wish.category) await dialog.getByLabel('Category').selectOption({ label: wish.category });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
}

const listOf = (page: Page) => page.getByRole('list', { name: 'Transactions' });

test('a refund is tied to its purchase from the details, shown in the list, and untied', async ({
  page,
}) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '500' });
  await add(page, { payee: 'Shoe Shop', amount: '129', category: 'Clothing' });
  await add(page, { payee: 'Money back', amount: '49', direction: 'in' });
  const rows = listOf(page);
  const sheet = page.getByRole('dialog');
  await rows.getByRole('button', { name: /^Shoe Shop/ }).click();
  await sheet.getByRole('button', { name: 'Find its refund' }).click();
  const found = sheet.getByRole('group', { name: 'Possible other sides' });
  await expect(found).toContainText('Money back');
  await expect(found).toBeFocused();
  await found.getByRole('button', { name: 'Link' }).click();
  await expect(sheet).toBeHidden();
  await expect(rows.getByRole('button', { name: /^Shoe Shop.*Partly refunded/ })).toBeVisible();
  await expect(rows.getByRole('button', { name: /^Money back.*Refund/ })).toBeVisible();

  // Spent is what did not come back, in the category of the purchase.
  await page.goto('/');
  await expect(page.getByRole('main').getByText('$80.00').first()).toBeVisible();
  await page.goto('/transactions');
  await rows.getByRole('button', { name: /^Money back/ }).click();
  await expect(sheet).toContainText('Taken from the purchase it is a refund of.');
  await expect(sheet).toContainText('Refund of Shoe Shop');
  await sheet.getByRole('button', { name: 'Close' }).click();
  await rows.getByRole('button', { name: /^Shoe Shop/ }).click();
  await expect(sheet).toContainText('$49.00 of $129.00 came back.');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Unlink' }).click();
  await expect(sheet).toBeHidden();
  await expect(rows.getByRole('button', { name: 'Shoe Shop', exact: true })).toBeVisible();
  await expect(rows.getByText('Partly refunded')).toBeHidden();
});

test('a loan payment is split into principal and interest to the cent, and made one again', async ({
  page,
}) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '5000' });
  await addLoan(page, 'Home on Elm Street', '100000', '6');
  await add(page, { payee: 'Acme Pymt', amount: '899.55', account: 'Everyday' });
  const rows = listOf(page);
  const sheet = page.getByRole('dialog');
  await rows.getByRole('button', { name: /^Acme Pymt/ }).click();
  // Nothing says that it is one, so it is offered only to who splits it.
  await expect(sheet.getByRole('button', { name: 'Find its refund' })).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Split a loan payment' })).toBeHidden();
  await sheet.getByRole('button', { name: 'Split', exact: true }).click();
  await sheet.getByRole('button', { name: 'Split a loan payment' }).click();
  // A twelfth of 6 % on 100,000 is interest; what is left repays the loan.
  await expect(sheet.getByLabel('Interest', { exact: true })).toHaveValue('500.00');
  await expect(sheet.getByLabel('Principal')).toHaveValue('399.55');
  await sheet.getByLabel('Escrow and fees').fill('100.10');
  await expect(sheet.getByLabel('Principal')).toHaveValue('299.45');
  await expect(sheet.getByRole('status')).toContainText('$99,700.55');
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  for (const amount of ['−$299.45', '−$500.00', '−$100.10', '+$299.45']) {
    await expect(rows.getByText(amount)).toBeVisible();
  }
  await expect(rows.getByText('to Home on Elm Street')).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByText('$99,700.55').first()).toBeVisible();

  // The row on the loan leads to the payment it is of.
  await page.goto('/transactions');
  const onLoan = rows.getByRole('listitem').filter({ hasText: 'from Everyday' });
  await expect(onLoan).toContainText('loan payment from Everyday');
  await onLoan.getByRole('button', { name: 'Acme Pymt', exact: true }).click();
  await expect(sheet).toContainText('What a loan payment repaid of Home on Elm Street');
  await sheet.getByRole('button', { name: 'Show the payment' }).click();
  await expect(sheet).toContainText('Payment to Home on Elm Street');
  await sheet.getByRole('button', { name: 'Close' }).click();
  const principal = rows.getByRole('listitem').filter({ hasText: 'to Home on Elm Street' });
  await principal.getByRole('button', { name: 'Acme Pymt' }).first().click();
  await expect(sheet).toContainText('Payment to Home on Elm Street');
  await sheet.getByText('Payment to Home on Elm Street').locator('..').getByRole('button').click();
  await expect(sheet).toBeHidden();
  await expect(rows.getByText('−$899.55')).toBeVisible();
  await expect(rows.getByText('$299.45')).toHaveCount(0);
});

async function addLoan(page: Page, name: string, owed: string, rate: string) {
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption('mortgage');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel(/^Owed then$/).fill(owed);
  await dialog.getByLabel(/interest|rate/i).fill(rate);
  await dialog.getByRole('button', { name: 'Add account' }).click();
  await expect(dialog).toBeHidden();
}

test('of what was found one is confirmed, and one refused for good', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '1000' });
  await addAccount(page, { kind: 'savings', name: 'Rainy day', balance: '0' });
  await add(page, { payee: 'Transfer out', amount: '40', account: 'Everyday' });
  await add(page, { payee: 'Arrived', amount: '40', direction: 'in', account: 'Rainy day' });
  await add(page, { payee: 'Lamp Store', amount: '59', category: 'Furnishings' });
  await add(page, { payee: 'Lamp Store', amount: '59', direction: 'in' });
  const sheet = page.getByRole('dialog');
  await page.getByRole('button', { name: '2 suggestions' }).click();
  await expectAccessible(page);
  const transfer = sheet.getByRole('listitem').filter({ hasText: 'Arrived' });
  await transfer.getByRole('button', { name: 'Link' }).click();
  await expect(transfer).toBeHidden();
  await sheet.getByRole('button', { name: 'Not a refund' }).click();
  await expect(sheet).toContainText('Everything that belongs together is linked.');
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(listOf(page).getByText('to Rainy day')).toBeVisible();
  await page.reload();
  await expect(listOf(page).getByText('from Everyday')).toBeVisible();
  await expect(page.getByRole('button', { name: /suggestion/ })).toBeHidden();
  await expect(listOf(page).getByText('Refunded')).toBeHidden();
});

test('the key for a transfer links two selected rows, or shows what one could belong to', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'A phone has no keyboard.');
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '1000' });
  await addAccount(page, { kind: 'savings', name: 'Rainy day', balance: '0' });
  await add(page, { payee: 'Gone', amount: '40', account: 'Everyday' });
  await add(page, { payee: 'Arrived', amount: '40', direction: 'in', account: 'Rainy day' });
  const rows = listOf(page);
  await expect(rows.getByText('Arrived')).toBeVisible();
  await page.keyboard.press('m');
  const found = page.getByRole('group', { name: 'Possible other sides' });
  await expect(found.getByRole('button', { name: 'Link' })).toBeInViewport();
  await expect(found).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('m');
  await expect(rows.getByText('to Rainy day')).toBeVisible();
  await expect(page.getByText('2 selected')).toBeHidden();
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Unlink' })).toBeFocused();
  await expectAccessible(page);
});
