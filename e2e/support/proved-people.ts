import { type Browser, expect, type Page } from '@playwright/test';
import { linkIn, type MailingServer } from './mailing-server.ts';

export const PASSWORD = 'correct horse battery';

let people = 0;
export const newEmail = () => {
  people += 1;
  return `ida-${process.pid}-${people}@example.com`;
};

/** A new person who followed the link of the mail, at the empty dashboard. */
export async function join(page: Page, server: MailingServer): Promise<string> {
  const email = newEmail();
  await fillSignUp(page, email);
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.goto(linkIn(await server.mailTo(email, 'Confirm your email')));
  await expect(page.getByText('Your picture begins')).toBeVisible();
  return email;
}

export async function fillSignUp(page: Page, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ida');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
}

export async function typePassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

export const isIn = (page: Page) => expect(page.getByText('Your picture begins')).toBeVisible();

/** The same person in a browser of their own. */
export async function secondBrowser(browser: Browser, server: MailingServer, email: string) {
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-US' });
  const page = await context.newPage();
  await typePassword(page, email);
  await isIn(page);
  return page;
}
