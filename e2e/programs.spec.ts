import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/journey.ts';
import { test } from './support/mailing-server.ts';
import { join, PASSWORD } from './support/proved-people.ts';

// Each hashes passwords, waits for mails and looks at many pages.
test.describe.configure({ timeout: 120_000 });

const accounts = (url: string, token: string) =>
  fetch(`${url}/api/v1/accounts`, { headers: { authorization: `Bearer ${token}` } });

test('an old proof is asked for again before a token is made, which then is made by itself', async ({
  page,
  server,
}) => {
  const email = await join(page, server);
  await page.goto('/settings/programs');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New token' }).click();
  const sheet = page.getByRole('dialog', { name: 'New token' });
  await sheet.getByLabel('Name').fill('My script');
  await expectAccessible(page);
  await server.makeStale(email);
  await sheet.getByRole('button', { name: 'Make the token' }).click();
  const proof = page.getByRole('dialog', { name: 'Prove it’s you' });
  await expect(proof.getByLabel('Password', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('not my password at all');
  await page.keyboard.press('Enter');
  await expect(proof.getByRole('alert')).toContainText('That is not right');
  await proof.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(proof).toBeHidden();
  const made = page.getByRole('region', { name: 'The new token' });
  await expect(made).toBeVisible();
  await expectAccessible(page);
  const token = (await made.locator('code').textContent()) ?? '';
  expect((await accounts(server.url, token)).status).toBe(200);
  await made.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await expect(page.getByText('My script')).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke My script' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Revoked.')).toBeVisible();
  expect((await accounts(server.url, token)).status).toBe(401);
});

/** A program on the person's own device: waits on loopback for the browser to come back. */
async function startProgram(server: string) {
  let comeBack = (_url: URL): void => undefined;
  const back = new Promise<URL>((resolve) => {
    comeBack = resolve;
  });
  const listener = createServer((request, response) => {
    comeBack(new URL(request.url ?? '/', 'http://127.0.0.1'));
    response.end('You can close this page.');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  const redirect = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/callback`;
  const registered = await fetch(`${server}/api/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'Notebook', redirect_uris: [redirect] }),
  });
  const { client_id } = (await registered.json()) as { client_id: string };
  const verifier = randomBytes(32).toString('base64url');
  const wish = new URLSearchParams({
    client_id,
    response_type: 'code',
    redirect_uri: redirect,
    scope: 'read write',
    state: 'where I was',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return {
    address: `${server}/api/oauth/authorize?${wish}`,
    back,
    exchange: async (code: string) => {
      const fields = {
        client_id,
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirect,
        code_verifier: verifier,
      };
      const answer = await fetch(`${server}/api/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
      expect(answer.status).toBe(200);
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    stop: () => listener.close(),
  };
}

test('an app is let in by its owner alone, does what was allowed, and is shut out again', async ({
  page,
  server,
}) => {
  const email = await join(page, server);
  const app = await startProgram(server.url);
  // Whoever is not signed in does so first, and comes back to the question.
  await page.context().clearCookies();
  await page.goto(app.address);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Let “Notebook” in?' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: /^Read\b(?! and)/ }).check();
  await page.getByRole('button', { name: 'Let in' }).click();
  const answer = await app.back;
  expect(answer.searchParams.get('state')).toBe('where I was');
  const token = await app.exchange(answer.searchParams.get('code') ?? '');
  await expect(page.getByText('You can close this page.')).toBeVisible();
  app.stop();
  expect((await accounts(server.url, token)).status).toBe(200);
  const write = await fetch(`${server.url}/api/v1/categories`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Books', type: 'expense' }),
  });
  expect(write.status).toBe(403);

  await page.goto('/settings/programs');
  const card = page.getByRole('region', { name: 'Connected apps' });
  await expect(card.getByText('Notebook', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Shut Notebook out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Shut out' }).click();
  await expect(card.getByText(/^None\./)).toBeVisible();
  expect((await accounts(server.url, token)).status).toBe(401);
});
