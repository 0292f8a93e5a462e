import { expect, type Page } from '@playwright/test';
import { expectAccessible, test } from './support/journey.ts';
import { addAccount, signUp } from './support/people.ts';

const CSV = `Date,Description,Amount
2026-02-01,STARBUCKS STORE 0421,-4.75
2026-02-01,STARBUCKS STORE 0421,-4.75
2026-02-02,"=HYPERLINK(""http://x"",""y"")",-10.00
2026-02-31,No such day,-1.00
2026-02-03,TRADER JOE S #552,-62.10
`;

const ofx = (rows: string) => `OFXHEADER:100
DATA:OFXSGML
VERSION:102

<OFX><SIGNONMSGSRSV1><SONRS><FI><ORG>Harbor Bank</FI></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>1<ACCTID>000987654321<ACCTTYPE>SAVINGS</BANKACCTFROM>
<BANKTRANLIST>${rows}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const row = (id: string, amount: string) =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260210<TRNAMT>${amount}<FITID>${id}<NAME>SHELL OIL 5551</STMTTRN>`;

async function bring(page: Page, name: string, content: string): Promise<void> {
  await page.goto('/imports');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await expect(page.getByText('Waits for you')).toBeVisible();
}

async function type(page: Page, payee: string, amount: string, on: string): Promise<void> {
  await page.goto('/transactions?open=new');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill(amount);
  await dialog.getByLabel('Payee').fill(payee);
  await dialog.getByLabel('Date', { exact: true }).fill(on);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a CSV is previewed, added, recognised the second time, and taken back whole', async ({
  page,
}) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '500', on: '2026-01-01' });
  await bring(page, 'bank.csv', CSV);
  await expect(page.getByText('Line 5')).toBeVisible();
  await page.getByLabel('Into the account').selectOption({ label: 'Everyday' });
  await expect(page.getByText('4 to add · 0 already there · 1 not readable')).toBeVisible();
  await page.getByRole('button', { name: 'Add 4 transactions' }).click();
  await page.getByRole('link', { name: 'See them' }).click();
  await expect(page.getByRole('button', { name: 'Starbucks', exact: true })).toHaveCount(2);
  await expect(page.getByText('=HYPERLINK').first()).toBeVisible();

  await bring(page, 'bank.csv', CSV);
  await page.getByLabel('Into the account').selectOption({ label: 'Everyday' });
  await expect(page.getByText('0 to add · 4 already there')).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByText('$418.40').first()).toBeVisible();

  await page.goto('/imports');
  await page.getByRole('link', { name: /4 added/ }).click();
  await page.getByRole('button', { name: 'Take the import back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('This import was taken back')).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByText('$500.00').first()).toBeVisible();
});

test('an OFX file makes its account, and the next file finds it by itself', async ({ page }) => {
  await signUp(page);
  await bring(page, 'march.ofx', ofx(row('a', '-12.34')));
  await page.getByRole('button', { name: 'New account' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Kind')).toHaveValue('savings');
  await dialog.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('button', { name: 'Add 1 transaction' }).click();
  await expect(page.getByText('1 transaction is in your ledger')).toBeVisible();
  await bring(page, 'april.ofx', ofx(row('a', '-12.34') + row('b', '-5.00')));
  await expect(page.getByText('1 to add · 1 already there')).toBeVisible();
});

const POSITIONS = `Positions as of 2026-02-28
Account Number,Symbol,Description,Quantity,Last Price,Current Value
X1,ABCD,ABC HOLDINGS,10,$30.00,$300.00
`;

test('positions set what an account is worth, and say so before', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Broker', balance: '100', on: '2026-01-01', kind: 'brokerage' });
  await bring(page, 'positions.csv', POSITIONS);
  await expect(page.getByText('1 positions, 0 trades')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose an account first' })).toBeDisabled();
  await page.getByLabel('Into the account').selectOption({ label: 'Broker' });
  await expect(page.getByText('the balance becomes the account’s value')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Set the value' }).click();
  await expect(page.getByText('0 transactions are in your ledger')).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByText('$300.00').first()).toBeVisible();
});

test('a file that is no statement is refused in one sentence', async ({ page }) => {
  await signUp(page);
  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles({
    name: 'picture.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 255, 0, 7]),
  });
  await expect(page.getByText('This file is not a statement.')).toBeVisible();
});

test('a typed transaction is confirmed, what is unsure is asked, and both can be changed', async ({
  page,
}) => {
  test.slow();
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '500', on: '2026-01-01' });
  await type(page, 'Trader Joe’s', '62.10', '2026-02-02');
  await type(page, 'Cash for Eva', '10.00', '2026-02-02');
  await bring(page, 'bank.csv', CSV);
  await page.getByLabel('Into the account').selectOption({ label: 'Everyday' });
  const running = page.getByText('2 to add · 1 to confirm · 0 already there · 1 to look at');
  await expect(running).toBeVisible();
  await expect(page.getByText(/Is it “Cash for Eva” of/)).toBeVisible();

  const change = page.getByRole('button', { name: /^needs a look/ });
  await change.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('The amount is the same, the name is another.')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'It is this one' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('2 to add · 2 to confirm · 0 already there')).toBeVisible();

  await page.getByRole('button', { name: /^confirm yours.*Trader/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it out' }).click();
  await page.getByRole('button', { name: 'Add 2, confirm 1' }).click();
  await expect(page.getByText('1 that you had, typed or pending, is confirmed.')).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByText('$418.40').first()).toBeVisible();
});

test('what a commit left undecided is decided on afterwards', async ({ page }) => {
  test.slow();
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '500', on: '2026-01-01' });
  await type(page, 'Cash for Eva', '10.00', '2026-02-02');
  await bring(page, 'bank.csv', CSV);
  await page.getByLabel('Into the account').selectOption({ label: 'Everyday' });
  await page.getByRole('button', { name: 'Add 3 transactions' }).click();
  const left = page.getByRole('heading', { name: 'Left to decide' });
  await expect(left).toBeVisible();
  await expect(page.getByText(/Is it “Cash for Eva” of/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Decide first' })).toBeDisabled();
  await expectAccessible(page);
  await page.goto('/imports');
  await page.getByText('1 left to decide').click();

  await page.getByRole('button', { name: /^needs a look/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'It is this one' }).click();
  await page.getByRole('button', { name: 'Apply 1 decision' }).click();
  await expect(page.getByText('1 that you had, typed or pending, is confirmed.')).toBeVisible();
  await expect(left).toBeHidden();
  await page.goto('/settings/activity');
  await expect(page.getByText('confirmed 1 transaction that bank.csv had left')).toBeVisible();
});

test('an import that was taken back is imported again from its kept file', async ({ page }) => {
  await signUp(page);
  await addAccount(page, { name: 'Everyday', balance: '500', on: '2026-01-01' });
  await bring(page, 'bank.csv', CSV);
  await page.getByLabel('Into the account').selectOption({ label: 'Everyday' });
  await page.getByRole('button', { name: 'Add 4 transactions' }).click();
  await page.getByRole('button', { name: 'Take the import back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('button', { name: 'Import again' }).click();
  await expect(page.getByRole('button', { name: 'Add 4 transactions' })).toBeVisible();
});
