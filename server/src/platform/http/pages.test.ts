import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { installPages } from './pages.ts';

const PAGE = `<html><head><meta property="csp-nonce" nonce="__CSP_NONCE__">
<script src="/theme.js" nonce="__CSP_NONCE__"></script>
<script type="module" src="/assets/index.js" nonce="__CSP_NONCE__"></script></head></html>`;

it('lets a page run the scripts it names, by a nonce that is new each time', async () => {
  const webDir = mkdtempSync(join(tmpdir(), 'picture-web-'));
  writeFileSync(join(webDir, 'index.html'), PAGE);
  const app = Fastify();
  await installPages(app, webDir);
  const nonces = new Set<string>();
  for (const url of ['/', '/', '/transactions?q=coffee']) {
    const page = await app.inject({ url, headers: { accept: 'text/html' } });
    const policy = String(page.headers['content-security-policy']);
    const nonce = /script-src 'nonce-([\w-]{22})' 'strict-dynamic';/.exec(policy)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.body).not.toContain('__CSP_NONCE__');
    for (const [tag] of page.body.matchAll(/<script[^>]*>/g)) {
      expect(tag).toContain(`nonce="${nonce}"`);
    }
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
  await app.close();
  rmSync(webDir, { recursive: true });
});

it('sends code as it was compressed, to who takes it so', async () => {
  const webDir = mkdtempSync(join(tmpdir(), 'picture-web-'));
  const code = 'export const calm = true;';
  mkdirSync(join(webDir, 'assets'));
  writeFileSync(join(webDir, 'index.html'), PAGE);
  writeFileSync(join(webDir, 'assets/index.js'), code);
  writeFileSync(join(webDir, 'assets/index.js.br'), brotliCompressSync(code));
  const app = Fastify();
  await installPages(app, webDir);
  const url = '/assets/index.js';
  const small = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe(code);
  expect(small.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': expect.stringContaining('javascript'),
    vary: 'accept-encoding',
  });
  const whole = await app.inject({ url });
  expect(whole.body).toBe(code);
  expect(whole.headers['content-encoding']).toBeUndefined();
  await app.close();
  rmSync(webDir, { recursive: true });
});
