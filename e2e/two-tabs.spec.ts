import { expect } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { addAccount, signUp } from './support/people.ts';

test('two tabs on one row: the second is told before anything is overwritten', async ({ page }) => {
  // Two tabs at once, each loaded anew.
  test.slow();
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '1000' });
  await page.goto('/transactions?open=new');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill('40');
  await dialog.getByLabel('Payee').fill('Market');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Market' }).first().click();
  await expect(dialog.getByLabel('Payee')).toHaveValue('Market');

  const second = await page.context().newPage();
  await second.goto(page.url());
  const other = second.getByRole('dialog');
  await other.getByLabel('Payee').fill('Mine');
  await dialog.getByLabel('Payee').fill('Theirs');
  await dialog.getByLabel('Note').fill('Said first');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  // What is there now, and what would be overwritten, is said; nothing is saved meanwhile.
  const notice = other.getByRole('alert');
  await expect(notice.getByText('This was changed meanwhile. It is now:')).toBeVisible();
  await expect(notice.getByText('Theirs yours would overwrite it')).toBeVisible();
  await expect(notice.getByText('Said first')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Save' })).toBeDisabled();
  await expect(other.getByLabel('Payee')).toHaveValue('Mine');
  await expectAccessible(second);
  await other.getByRole('button', { name: 'Put mine again' }).click();
  await expect(other).toBeHidden();

  // Only what was typed is overwritten: the note of the other tab stays.
  await page.getByRole('button', { name: 'Mine' }).first().click();
  await expect(dialog.getByLabel('Note')).toHaveValue('Said first');
  await second.getByRole('button', { name: 'Mine' }).first().click();
  await other.getByLabel('Note').fill('Not to be');
  await dialog.getByLabel('Note').fill('Said again');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await other.getByRole('button', { name: 'Take what is there' }).click();
  await expect(other.getByLabel('Note')).toHaveValue('Said again');

  // A form in which nothing was typed simply shows what is there.
  await page.getByRole('button', { name: 'Mine' }).first().click();
  await dialog.getByLabel('Payee').fill('Ours');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByLabel('Payee')).toHaveValue('Ours');
  await second.close();
});
