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

test('a category is archived, and comes back', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/categories');
  await page.getByRole('button', { name: 'More about Coffee Shops' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  const archived = page.getByRole('region', { name: 'Archived' });
  await expect(archived.getByText('Coffee Shops')).toBeVisible();
  await archived.getByRole('button', { name: 'Restore Coffee Shops' }).click();
  await expect(archived).toBeHidden();
});

test('categories are merged, with what moves counted first', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/categories');
  await page.getByRole('button', { name: 'More about Fast Food' }).click();
  await page.getByRole('menuitem', { name: 'Merge into another…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Into').selectOption({ label: 'Restaurants' });
  await expect(dialog.getByText(/These move: \d+ transactions/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  const group = page.getByRole('group', { name: 'Food & Dining' });
  await expect(group.getByText('Fast Food')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(group.getByText('Fast Food')).toBeVisible();
});

test('a category is moved by keys and given another icon', async ({ page }) => {
  await exploreSample(page);
  await page.goto('/categories');
  const dialog = page.getByRole('dialog');
  const group = page.getByRole('group', { name: 'Food & Dining' });
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
  /** As a script of theirs would: what is typed is typed in other journeys. */
  const record = (account: string, payee: string, amountMinor: number) =>
    page.evaluate(
      async ([name, body]) => {
        const reply = await fetch('/api/v1/accounts');
        const accounts = (await reply.json()) as { items: { id: string; name: string }[] };
        const id = accounts.items.find((one) => one.name === name)?.id;
        const postedOn = new Date().toISOString().slice(0, 10);
        await fetch('/api/v1/transactions', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...body, accountId: id, postedOn }),
        });
      },
      [account, { payee, amountMinor }] as const,
    );
  await record('Everyday', 'Zyxomma plan', -4000);
  await record('Rainy day', 'Credit', 4000);
  await record('Everyday', 'Zyxomma plan again', -700);
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
  await record('Rainy day', 'Late credit', 700);
  await page.goto('/transactions');
  await page.getByRole('button', { name: 'Zyxomma plan again', exact: true }).click();
  await expect(dialog.getByText('Linked as a transfer.')).toBeVisible();
});
