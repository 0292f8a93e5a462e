import { expect } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { addAccount, exploreSample, signUp } from './support/people.ts';

test('two names of one merchant become one, and that is taken back', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/categories/merchants');
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
  await page.goto('/categories/tags');
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

test('a category is archived, merged with its counts told, and given another icon', async ({
  page,
}) => {
  await exploreSample(page);
  await page.goto('/categories');
  const act = async (name: string, what: string) => {
    await page.getByRole('button', { name: `More about ${name}` }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };
  await act('Coffee Shops', 'Archive');
  const archived = page.getByRole('region', { name: 'Archived' });
  await expect(archived.getByText('Coffee Shops')).toBeVisible();
  await expectAccessible(page);
  await archived.getByRole('button', { name: 'Restore Coffee Shops' }).click();
  await expect(archived).toBeHidden();

  await act('Fast Food', 'Merge into another…');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Into').selectOption({ label: 'Restaurants' });
  await expect(dialog.getByText(/These move: \d+ transactions/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  const group = page.getByRole('group', { name: 'Food & Dining' });
  await expect(group.getByText('Fast Food')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(group.getByText('Fast Food')).toBeVisible();

  const names = group.getByRole('listitem');
  await group.getByRole('button', { name: /^Groceries/ }).press('Alt+ArrowDown');
  await expect(names.nth(0)).toContainText('Restaurants');
  await group.getByRole('button', { name: /^Groceries/ }).click();
  await dialog.getByLabel('Search icons').fill('verduras');
  await dialog.getByRole('radio', { name: 'carrot' }).check({ force: true });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
});

test('a rule links a transfer, and marks what waits for its other side', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '1000' });
  await addAccount(page, { name: 'Rainy day', balance: '0' });
  const record = async (account: string, payee: string, amount: string, isIn = false) => {
    await page.goto('/transactions?open=new');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Account').selectOption({ label: account });
    if (isIn) await dialog.getByText('Money in', { exact: true }).click();
    await dialog.getByLabel('Amount').fill(amount);
    await dialog.getByLabel('Payee').fill(payee);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await record('Everyday', 'Zyxomma plan', '40');
  await record('Rainy day', 'Credit', '40', true);
  await record('Everyday', 'Zyxomma plan again', '7');
  await page.goto('/categories/rules');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Words in the payee, memo or note').fill('zyxomma');
  await dialog.getByLabel('Transfer').selectOption({ label: 'With Rainy day' });
  await expect(dialog.getByText('1 transfer would be linked,')).toBeVisible();
  await expect(dialog.getByText('1 would wait for its other side.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save the rule' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('transfer with Rainy day')).toBeVisible();
  await record('Rainy day', 'Late credit', '7', true);
  const row = page.getByRole('button', { name: 'Zyxomma plan again' });
  await row.click();
  await expect(page.getByRole('dialog').getByText('Linked as a transfer.')).toBeVisible();
});
