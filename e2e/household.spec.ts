import type { Browser, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { addAccount, signUp } from './support/people.ts';

const HIDDEN = 'Surprise fund';

/** Somebody else, on a device of their own of the same size. */
async function otherDevice(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', viewport: page.viewportSize() });
  return context.newPage();
}

/** Invites somebody and gives the link that this installation, which sends no mail, shows. */
async function invite(page: Page, email: string): Promise<string> {
  await page.goto('/settings/household');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('Email').fill(email);
  await expect(dialog.getByRole('radio', { name: /^Editor/ })).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const made = page.getByRole('region', { name: 'The new invitation' });
  await expect(made).toContainText(email);
  await expectAccessible(page);
  return made.locator('code').innerText();
}

/** Opens the link as a stranger, signs up with its email, and joins. */
async function join(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByText('Ana invites you to share Ana’s household.')).toBeVisible();
  // The secret of the link is in no history, and goes to no other page by its address.
  await expect(page).toHaveURL(/\/invitation$/);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Create an account' }).click();
  expect(page.url()).not.toContain('token');
  await page.getByLabel('Name').fill('Eva');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText(`You are signed in as ${email}.`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText('You share Ana’s household now.')).toBeVisible();
}

test('a partner joins by a link, sees what is shared and nothing else, and nothing once removed', async ({
  page,
  browser,
  isMobile,
}) => {
  // Two people sign up, each in a browser of their own.
  test.slow();
  const email = `eva-${process.pid}-${Date.now()}-${isMobile}@example.com`;
  await signUp(page);
  await addAccount(page, { name: 'Joint checking', balance: '1000.00' });
  await addAccount(page, { name: HIDDEN, balance: '250.00', isPrivate: true });
  await expect(page.getByRole('main').getByLabel('Only you see this account')).toHaveCount(1);
  await page.goto('/transactions?open=new');
  const sheet = page.getByRole('dialog', { name: 'Add a transaction' });
  await sheet.getByLabel('Account').selectOption(HIDDEN);
  await sheet.getByLabel('Payee').fill('Jeweller Zyx');
  await sheet.getByLabel('Amount').fill('40.00');
  await sheet.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(sheet).toBeHidden();
  await page.goto('/');
  await expect(page.getByRole('main').getByText('$1,210.00').first()).toBeVisible();

  const url = await invite(page, email);
  const eva = await otherDevice(browser, page);
  await join(eva, url, email);
  await expect(eva.getByRole('main').getByText('$1,000.00').first()).toBeVisible();
  await expect(eva.getByText(/1,210|210\.00/)).toHaveCount(0);
  await eva.goto('/accounts');
  await expect(eva.getByRole('main').getByText('Joint checking')).toBeVisible();
  await expect(eva.getByText(HIDDEN)).toHaveCount(0);
  await eva.goto('/transactions?q=zyx');
  await expect(eva.getByRole('main').getByText('No transaction fits this filter.')).toBeVisible();
  await expect(eva.getByText('Jeweller')).toHaveCount(0);

  // What an owner alone may do is not offered to her, and said to be theirs.
  await eva.goto('/settings/household');
  await expect(eva.getByText('Only an owner invites people')).toBeVisible();
  await expect(eva.getByRole('button', { name: /^(Invite|Remove|Hand over)/ })).toHaveCount(0);
  await expectAccessible(eva);

  await page.reload();
  await page.getByRole('button', { name: 'Remove Eva' }).click();
  const asked = page.getByRole('dialog', { name: 'Remove Eva?' });
  await expectAccessible(page);
  await asked.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Eva is removed.')).toBeVisible();

  // Nobody reloads her page: it goes by itself to the household that is hers.
  await expect(eva.getByText('Your picture begins')).toBeVisible();
  await eva.goto('/accounts');
  await expect(eva.getByText('An account is anything you own or owe')).toBeVisible();
  await expect(eva.getByText('Joint checking')).toHaveCount(0);
  await eva.goto(url);
  await expect(eva.getByText('This invitation does not work')).toBeVisible();
  await expectAccessible(eva);
  await eva.context().close();
});

test('two households are never on one page, whichever tab goes to the other', async ({
  page,
  isMobile,
}) => {
  await signUp(page);
  await addAccount(page, { name: 'Joint checking', balance: '1000.00' });
  const second = await page.context().newPage();
  await second.goto('/');
  await expect(second.getByRole('main').getByText('Joint checking').first()).toBeVisible();

  await page.goto('/settings/household');
  await page.getByRole('button', { name: 'New household' }).click();
  const dialog = page.getByRole('dialog', { name: 'New household' });
  await dialog.getByLabel('Name').fill('Cabin');
  await dialog.getByRole('button', { name: 'Make and go there' }).click();
  await expect(page.getByText('Your picture begins')).toBeVisible();
  await expect(page.getByText('Joint checking')).toHaveCount(0);

  // The other tab knows nothing of it, until it asks for anything.
  await second.getByRole('navigation').getByRole('link', { name: 'Transactions' }).click();
  await expect(second.getByText('Your picture begins')).toBeVisible();
  await expect(second.getByText('Joint checking')).toHaveCount(0);

  if (isMobile) await page.getByRole('button', { name: 'More' }).click();
  else await page.getByRole('button', { name: 'Household Cabin. Go to another' }).click();
  const choice = page.getByRole('button', { name: 'Ana’s household' });
  await expect(choice).toBeVisible();
  await expectAccessible(page);
  await choice.click();
  await expect(page.getByRole('main').getByText('$1,000.00').first()).toBeVisible();
});
