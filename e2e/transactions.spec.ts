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

/** The list of what a search could become carries the same name. */
const searchBox = (page: Page) => page.locator('input[type=search]');

test('what was chosen for a merchant is chosen again, and what is deleted leaves the balance', async ({
  page,
}) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  await add(page, 'QWXZ TRDG 0042', '10');
  await page.getByRole('button', { name: /^QWXZ TRDG 0042/ }).click();
  await page.getByRole('dialog').getByLabel('Category').selectOption({ label: 'Groceries' });
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await add(page, 'QWXZ TRDG 0077', '5');
  await page.getByRole('button', { name: /^QWXZ TRDG 0077/ }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'You chose Groceries for this merchant before.',
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').last().getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: /^QWXZ TRDG 0077/ })).toBeHidden();
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByText('$90.00').first()).toBeVisible();
});

test('both sides of a transfer are linked and count as no spending', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  await addAccount(page, { kind: 'savings', name: 'Rainy day', balance: '0' });
  await add(page, 'To savings', '40', 'out', 'Everyday');
  await add(page, 'From checking', '40', 'in', 'Rainy day');
  await page.getByRole('button', { name: /^To savings/ }).click();
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
  await searchBox(page).fill('chevron');
  await expect(page).toHaveURL(/q=chevron/);
  await expect(page.getByRole('button', { name: 'Chevron' }).first()).toBeVisible();
  await page.reload();
  await expect(searchBox(page)).toHaveValue('chevron');
  await page.goto('/transactions?review=true');
  await page.getByRole('radiogroup', { name: 'View' }).getByText('All', { exact: true }).click();
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
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.getByText('3 selected')).toBeVisible();
  // What has the focus after a press of the mouse takes no key away.
  await page.getByRole('checkbox', { checked: true }).first().click();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByLabel('Move to category')).toBeFocused();
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
  await expect(searchBox(page)).toBeFocused();
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

test('a transaction is split to the cent and made one again', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  await add(page, 'Market', '25');
  await page.goto('/transactions');
  const rows = page.getByRole('list', { name: 'Transactions' });
  await rows.getByRole('button', { name: 'Market', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Split', exact: true }).click();
  await sheet.getByLabel('Amount of line 1').fill('10.01');
  await expect(sheet.getByLabel('Amount of line 2')).toHaveValue('14.99');
  await sheet.getByLabel('Note').nth(1).fill('For the cat');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  await expect(rows.getByText('−$10.01')).toBeVisible();
  await expect(rows.getByText('−$14.99')).toBeVisible();
  await rows
    .getByRole('button', { name: /Market/ })
    .first()
    .click();
  await sheet.getByRole('button', { name: 'Show lines' }).click();
  await sheet.getByRole('button', { name: 'Undo the split' }).click();
  await expect(rows.getByText('−$25.00')).toBeVisible();
});

test('tags and notes are typed in place, found by search, and searches are kept', async ({
  page,
  isMobile,
}) => {
  await exploreSample(page);
  await page.goto('/transactions');
  const rows = page.getByRole('list', { name: 'Transactions' });
  await expect(rows.getByRole('listitem').first()).toBeVisible();
  if (isMobile) {
    await rows.getByRole('button').first().click();
    const sheet = page.getByRole('dialog');
    const tags = sheet.getByPlaceholder('Trip, tax, shared…');
    await tags.fill('Zyx trip');
    await tags.press('Enter');
    await sheet.getByLabel('Note').fill('Zyxomma');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet).toBeHidden();
  } else {
    await page.keyboard.press('j');
    await page.keyboard.press('t');
    await rows.getByRole('group', { name: 'Tags' }).locator('input').first().fill('Zyx trip');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(rows.getByText('#Zyx trip', { exact: true })).toBeVisible();
    await page.keyboard.press('o');
    await rows.getByRole('group', { name: 'Note' }).getByRole('textbox').fill('Zyxomma');
    await page.keyboard.press('Enter');
  }
  await expect(rows.getByText('Zyxomma')).toBeVisible();
  const search = searchBox(page);
  await search.fill('tag:"zyx trip" -is:hidden');
  await expect(page.locator('p[role=status]')).toContainText('1 transaction');
  await search.fill('amount:>x');
  await expect(page.getByText('amount:>x is no amount')).toBeVisible();
  await search.fill('note:zyxomma');
  await expect(page).toHaveURL(/note/);
  await page.getByRole('button', { name: 'Saved searches' }).click();
  await page.getByRole('menuitem', { name: 'Save this search…' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Mine');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.goto('/transactions');
  await page.getByRole('button', { name: 'Saved searches' }).click();
  await page.getByRole('menuitem', { name: /Mine/ }).click();
  await expect(page.locator('p[role=status]')).toContainText('1 transaction');
});

test('all that match are changed at once, and taken back at once', async ({ page, isMobile }) => {
  test.skip(isMobile, 'Selecting needs a long press, which is tried by hand.');
  await exploreSample(page);
  await page.goto('/transactions?q=amount:%3E1000');
  await expect(page.getByRole('list', { name: 'Transactions' })).toBeVisible();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: /Select all/ }).click();
  await page.getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Leave out of income and spending' }).click();
  await expect(page.getByText(/\d+ changed\./)).toBeVisible();
  const left = page.getByRole('img', { name: 'Left out of income and spending' });
  await expect(left.first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(left).toHaveCount(0);
});

test('a receipt is attached, shown, found and taken back', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '100' });
  await add(page, 'Bookshop', '12');
  await page.getByRole('button', { name: /^Bookshop/ }).click();
  const files = page.getByRole('region', { name: 'Attachments' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    files.getByRole('button', { name: 'Attach a receipt' }).click(),
  ]);
  await chooser.setFiles([
    { name: 'receipt.png', mimeType: 'image/png', buffer: await page.screenshot() },
    { name: 'evil.svg', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') },
  ]);
  await expect(page.getByText('That is no PNG, JPEG, WebP or PDF file')).toBeVisible();
  await expect(files.getByRole('link', { name: 'receipt.png' })).toBeVisible();
  const width = async () =>
    Number(await files.locator('img').evaluate((img) => Reflect.get(img, 'naturalWidth')));
  await expect.poll(width).toBeGreaterThan(100);
  await expectAccessible(page);
  await page.goto('/transactions?q=has:attachment');
  await expect(page.getByRole('img', { name: 'Has an attachment' })).toBeVisible();
  await page.getByRole('button', { name: /^Bookshop/ }).click();
  await files.getByRole('button', { name: 'Delete receipt.png' }).click();
  await expect(files.getByRole('link', { name: 'receipt.png' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(files.getByRole('link', { name: 'receipt.png' })).toBeVisible();
});
