import { expect, type Page } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { signUp } from './support/people.ts';

const HEADER =
  'Date,Description,Original Description,Amount,Transaction Type,Category,Account Name,Labels,Notes';
const ACCOUNTS = ['Blue Visa', 'Everyday Checking', 'Rainy Day Savings', 'House Mortgage'];
const MINT = `${HEADER}
1/15/2026,Corner Coffee,CORNER COFFEE 041 WA,4.50,debit,Coffee Shops,Blue Visa,Trip,with Ana
1/16/2026,Payroll,ACME PAYROLL,"1,000.00",credit,Paycheck,Everyday Checking,,
1/17/2026,Lego,LEGO STORE 7,30.00,debit,Bricks,Blue Visa,trip,
1/18/2026,Interest,INTEREST PAID,1.25,credit,Interest Income,Rainy Day Savings,,
1/19/2026,Loan,LOAN FEE,5.00,debit,Fees & Charges,House Mortgage,,
`;
const QIF = `!Account
NHouse Savings
TBank
^
!Type:Bank
D1/10/2026
T-100.00
PHardware Barn
SHobby:Trains
EEngine
$-60.00
SGroceries
$-40.00
^
`;

async function bring(page: Page, name: string, content: string): Promise<void> {
  await page.goto('/imports');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await expect(page.getByText('Waits for you')).toBeVisible();
}

test('a whole history makes its accounts and categories with one button, and goes again', async ({
  page,
}) => {
  await signUp(page);
  await bring(page, 'transactions.csv', MINT);
  await expect(page.getByText('A category only the file has')).toBeVisible();
  await expect(page.getByText('with Ana · #Trip')).toBeVisible();
  await page.getByRole('button', { name: 'Make all 4 accounts' }).press('Enter');
  for (const name of ACCOUNTS) {
    await expect(page.getByRole('combobox', { name: `Into the account: ${name}` })).toHaveValue(
      'new',
    );
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add 5 transactions' }).click();
  await expect(page.getByText('5 transactions are in your ledger')).toBeVisible();

  await page.goto('/accounts');
  const main = page.getByRole('main');
  for (const name of ACCOUNTS) await expect(main.getByText(name).first()).toBeVisible();
  await expect(main.getByText('$1,000.00').first()).toBeVisible();

  await bring(page, 'again.csv', MINT);
  await expect(page.getByText('0 to add · 5 already there')).toBeVisible();
  await page.getByRole('button', { name: 'Forget this file' }).click();

  await page.getByRole('link', { name: /5 added/ }).click();
  await page.getByRole('button', { name: 'Take the import back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('This import was taken back')).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByText('Blue Visa')).toHaveCount(0);
});

test('splits come as lines, and a category of the file becomes one of ours', async ({ page }) => {
  await signUp(page);
  await bring(page, 'house.qif', QIF);
  await expect(page.getByText('Trains · Engine')).toBeVisible();
  await page.getByLabel('What becomes of Hobby:Trains').selectOption({ label: 'Kids' });
  await page.getByRole('button', { name: 'New account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption('savings');
  await dialog.getByLabel('Name').fill('House');
  await dialog.getByRole('button', { name: 'Add account' }).click();
  await expect(page.getByRole('combobox', { name: /^Into the account/ })).toHaveValue('new');
  // The choice outlasted the file's being read anew for the account, and committing uses it.
  await expect(page.getByRole('button', { name: 'Use these categories' })).toBeEnabled();
  await page.getByRole('button', { name: 'Add 1 transaction' }).click();
  await page.getByRole('link', { name: 'See them' }).click();
  await expect(page.getByRole('button', { name: /^Hardware Barn Line of a split/ })).toHaveCount(2);
  await page.goto('/categories');
  await expect(page.getByRole('main').getByText('Kids', { exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByText('Trains')).toHaveCount(0);
});
