import { expect, type Page } from '@playwright/test';

let people = 0;

/** A new person, at the empty dashboard. */
export async function signUp(page: Page): Promise<void> {
  people += 1;
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ana');
  await page.getByLabel('Email').fill(`ana-${process.pid}-${Date.now()}-${people}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  // A password takes its time on purpose, and more on a machine that is busy.
  await expect(page.getByText('Your picture begins')).toBeVisible({ timeout: 30_000 });
}

interface AccountWish {
  kind?: string;
  name: string;
  currency?: string;
  balance: string;
  /** The day the balance is of. */
  on?: string;
  isPrivate?: boolean;
}

export async function addAccount(page: Page, wish: AccountWish): Promise<void> {
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption(wish.kind ?? 'checking');
  if (wish.currency) await dialog.getByLabel('Currency').selectOption(wish.currency);
  await dialog.getByLabel('Name').fill(wish.name);
  await dialog.getByLabel(/^(Balance|Owed) then$/).fill(wish.balance);
  if (wish.on) await dialog.getByLabel('As of the start of').fill(wish.on);
  if (wish.isPrivate) await dialog.getByLabel('Only I see this account').check();
  await dialog.getByRole('button', { name: 'Add account' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main').getByText(wish.name).first()).toBeVisible();
}

/** Everything in the sample household, made on the spot. */
export async function exploreSample(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Explore with sample data' }).click();
  await expect(page.getByRole('heading', { name: 'Net worth' })).toBeVisible();
}
