import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/journey.ts';
import { linkIn, test } from './support/mailing-server.ts';
import {
  fillSignUp,
  isIn,
  join,
  newEmail,
  PASSWORD,
  secondBrowser,
  signOut,
  typePassword,
} from './support/proved-people.ts';

// Each hashes passwords, waits for mails and looks at many pages.
test.describe.configure({ timeout: 120_000 });

const OTHER = 'another horse battery';

test('a new person proves the email, keeps a passkey, and signs in with it alone', async ({
  page,
  server,
}) => {
  const email = newEmail();
  await page.goto('/sign-up');
  await expectAccessible(page);
  await fillSignUp(page, email);
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await expectAccessible(page);

  await typePassword(page, email);
  await expect(page.getByText('When you signed up we mailed a link')).toBeVisible();
  const link = linkIn(await server.mailTo(email, 'Confirm your email'));
  await page.goto(link);
  await expect(page.getByText('Your email is confirmed.')).toBeVisible();
  await isIn(page);
  expect(page.url()).not.toContain('token');

  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add a passkey' });
  await expectAccessible(page);
  await sheet.getByLabel('Name').fill('Pocket key');
  await sheet.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Pocket key', { exact: true })).toBeVisible();
  await server.mailTo(email, 'A passkey was added');
  await expectAccessible(page);

  // The browser offers it with the email, and this one takes what is offered.
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await isIn(page);
  // And by the button, where a browser offers nothing by itself.
  await page.addInitScript(() => {
    const passkeys: object = Reflect.get(globalThis, 'PublicKeyCredential');
    Object.assign(passkeys, { isConditionalMediationAvailable: async () => false });
  });
  await signOut(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await isIn(page);

  await signOut(page);
  await page.goto(link);
  await expect(page.getByText('Sign in to go on.')).toBeVisible();
  await page.goto(`${link}x`);
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await expectAccessible(page);
});

/** An authenticator app; clocks differ, so the half minutes beside now are good too. */
function appOf(secret: string) {
  const raw = new TextDecoder().decode(base32.decode(secret.replaceAll(' ', '')));
  const otp = createOTP(raw, { digits: 6, period: 30 });
  return (halfMinutes = 0) => otp.hotp(Math.floor(Date.now() / 30_000) + halfMinutes);
}

test('a second factor is asked for, each code and each recovery code once', async ({
  page,
  server,
}) => {
  const email = await join(page, server);
  await page.goto('/settings/security');
  const card = page.getByRole('region', { name: 'Second factor' });
  await card.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('img', { name: /scanned/ })).toBeVisible();
  await expectAccessible(page);
  const app = appOf((await page.locator('code').textContent()) ?? '');
  await page.getByLabel('Code').fill(await app(-1));
  await page.getByRole('button', { name: 'Turn on' }).click();

  const list = page.getByRole('list', { name: 'Recovery codes' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  const codes = await list.getByRole('listitem').allTextContents();
  expect(new Set(codes).size).toBe(10);
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('recovery-codes.txt');
  const done = page.getByRole('button', { name: 'Done' });
  await expect(done).toBeDisabled();
  await page.getByLabel('I have kept them').check();
  await done.click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();
  await page.reload();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();
  await expect(page.getByText(codes[0] ?? '')).toHaveCount(0);

  const challenged = async () => {
    await signOut(page);
    await typePassword(page, email);
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  };
  const give = async (label: string, code: string) => {
    await page.getByLabel(label, { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Go on' }).click();
  };
  await challenged();
  await expectAccessible(page);
  const code = await app(0);
  await give('Code', code);
  await isIn(page);

  await challenged();
  await give('Code', code);
  await expect(page.getByRole('alert')).toContainText('That code is not right');
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await expect(page.getByLabel('Recovery code', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await give('Recovery code', codes[0] ?? '');
  await isIn(page);

  await challenged();
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await give('Recovery code', codes[0] ?? '');
  await expect(page.getByRole('alert')).toContainText('That code is not right');
  await give('Recovery code', codes[1] ?? '');
  await isIn(page);
  await page.goto('/settings/security');
  await expect(page.getByText('8 recovery codes left')).toBeVisible();
});

test('a forgotten password is set anew by mail, and every other device is out', async ({
  page,
  browser,
  server,
}) => {
  const email = await join(page, server);
  const elsewhere = await secondBrowser(browser, server, email);
  await signOut(page);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expectAccessible(page);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await expectAccessible(page);
  const link = linkIn(await server.mailTo(email, 'Set a new password'));
  await page.goto(link);
  await expectAccessible(page);
  await page.getByLabel('New password').fill(OTHER);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('Your password is changed. Sign in with it.')).toBeVisible();
  await server.mailTo(email, 'Your password was changed');

  await elsewhere.goto('/accounts');
  await expect(elsewhere.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await elsewhere.context().close();
  await typePassword(page, email);
  await expect(page.getByRole('alert')).toContainText('do not belong together');
  await typePassword(page, email, OTHER);
  await isIn(page);
  await page.goto(link);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
});

test('a new email is proved by its own mail, and the old address is told', async ({
  page,
  server,
}) => {
  const email = await join(page, server);
  const next = newEmail();
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Change email' }).click();
  await page.getByLabel('New email').fill(next);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(`Follow the link we mailed to ${next}.`)).toBeVisible();
  const warning = await server.mailTo(email, 'Your email is about to change');
  expect(warning.text).toContain('to change the email to i…@example.com');
  await expect(page.getByText(email)).toBeVisible();
  const link = linkIn(await server.mailTo(next, 'Confirm your new email'));
  await page.goto(`${link}x`);
  await expect(page.getByText('Your email is as it was')).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Your new email is confirmed' })).toBeVisible();
  await expectAccessible(page);
  await typePassword(page, email);
  await expect(page.getByRole('alert')).toContainText('do not belong together');
  await typePassword(page, next);
  await isIn(page);
});

test('an OpenID Connect provider signs a person in, and back to where they wanted to be', async ({
  page,
  server,
}) => {
  const email = newEmail();
  server.provider.state.person = { sub: email, email, email_verified: true, name: 'Olga' };
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue with Home ID' }).click();
  await expect(page.getByRole('heading', { name: 'Accounts' }).first()).toBeVisible();
  await page.goto('/settings/security');
  await expect(page.getByText(email)).toBeVisible();
  await expect(page.getByText('You have no password.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Unlink Home ID' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
  await expect(page.getByRole('alert')).toContainText('only way to sign in');
});

test('a second browser is listed, ended from the first, and out at its next click', async ({
  page,
  browser,
  server,
}) => {
  const email = await join(page, server);
  const second = await secondBrowser(browser, server, email);
  await page.goto('/settings/security');
  const card = page.getByRole('region', { name: 'Where you are signed in' });
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await expect(card.getByText('This device')).toHaveCount(1);
  await card
    .getByRole('button', { name: /^Sign out / })
    .first()
    .click();
  await expect(card.getByRole('listitem')).toHaveCount(1);
  await second.getByRole('link', { name: 'Transactions' }).first().click();
  await expect(second.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await second.context().close();
});
