import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Attachment, Transaction } from '@picture/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attach, exifOf, jpegOf, pdfOf, pngOf } from '../../../test/attached-files.ts';
import {
  type Client,
  describeOnEachEngine,
  eventually,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { examineFiles } from './index.ts';

const DAY_MS = 86_400_000;

describeOnEachEngine('Attachments', (build) => {
  let passedMs = 0;
  let test: TestApp;

  beforeAll(async () => {
    test = await build({}, { now: () => new Date(Date.now() + passedMs) });
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  async function spender(wish = {}): Promise<{ ana: Client; row: Transaction }> {
    const ana = await signUp(test);
    return { ana, row: await spend(ana, (await openChecking(ana, wish)).id) };
  }

  const spend = (client: Client, accountId: string): Promise<Transaction> =>
    client.call('POST /transactions', {
      body: { accountId, postedOn: '2026-02-01', payee: 'Corner shop', amountMinor: -1250 },
    });
  const add = async (...wish: Parameters<typeof attach>): Promise<Attachment> => {
    const answer = await attach(...wish);
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json();
  };
  const countOf = async (client: Client, id: string) =>
    (await client.call('GET /transactions/:id', { params: { id } })).attachments;
  const listed = async (client: Client, id: string) =>
    (await client.call('GET /transactions/:id/attachments', { params: { id } })).items;
  const get = (client: Client, id: string, rest = '') =>
    client.request('GET', `/api/v1/attachments/${id}${rest}`);
  const stored = (): string[] =>
    readdirSync(join(test.dataDir, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  const isStored = (id: string) => stored().some((name) => name.startsWith(id));

  it('are listed, counted, found and served as what they were found to be', async () => {
    const { ana, row } = await spender();
    const photo = jpegOf(exifOf(6, 'GPS secret'));
    const kept = await add(ana, row.id, photo, { name: 'evil.html', thumbnail: pngOf(40, 30) });
    const paper = await add(ana, row.id, pdfOf(), { name: 'Factura nº 3.pdf' });
    expect(await listed(ana, row.id)).toEqual([kept, paper]);
    expect(kept).toMatchObject({ name: 'evil.jpg', mediaType: 'image/jpeg', hasThumbnail: true });
    expect(await countOf(ana, row.id)).toBe(2);
    const found = await ana.call('GET /transactions', { query: { search: 'has:attachment' } });
    expect(found.items.map((one) => [one.id, one.attachments])).toEqual([[row.id, 2]]);
    const others = await ana.call('GET /transactions', { query: { search: '-tiene:adjunto' } });
    expect(others.items).toEqual([]);

    const served = await get(ana, kept.id);
    expect(served.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(kept.bytes),
      'content-disposition': `inline; filename="evil.jpg"; filename*=UTF-8''evil.jpg`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    });
    expect(served.headers['set-cookie']).toBeUndefined();
    expect(createHash('sha256').update(served.rawPayload).digest('hex')).toBe(kept.sha256);
    expect(served.rawPayload.toString('latin1')).not.toContain('GPS');
    const again = await ana.request('GET', `/api/v1/attachments/${kept.id}`, {
      headers: { 'if-none-match': String(served.headers['etag']) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);

    const small = await get(ana, kept.id, '/thumbnail');
    expect(small.headers['content-type']).toBe('image/png');
    expect(small.rawPayload).toEqual(pngOf(40, 30));
    const pdf = await get(ana, paper.id);
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Factura n_ 3.pdf"; filename*=UTF-8''Factura%20n%C2%BA%203.pdf`,
    });
    expect((await get(ana, paper.id, '/thumbnail')).json().code).toBe('not_found');
  });

  it('are refused when they are something else, whatever they are called, and nothing is kept', async () => {
    const { ana, row } = await spender();
    const before = stored();
    const hostile = [
      '<html><script>alert(1)</script></html>',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      `GIF89a/*${pngOf().toString('latin1')}`,
      `%PDF-1.7\n<script>alert(1)</script>`,
      'MZ\x90\x00',
      '',
    ];
    for (const content of hostile) {
      const answer = await attach(ana, row.id, Buffer.from(content, 'latin1'));
      expect([answer.statusCode, answer.json().code]).toEqual([422, 'attachment_unreadable']);
    }
    const png = pngOf();
    const wrongThumbnail = await attach(ana, row.id, png, { thumbnail: Buffer.from('<html>') });
    expect(wrongThumbnail.json().code).toBe('attachment_unreadable');
    const large = Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]);
    const tooLarge = await attach(ana, row.id, large);
    expect([tooLarge.statusCode, tooLarge.json().code]).toEqual([413, 'too_large']);
    const json = await ana.request('POST', `/api/v1/transactions/${row.id}/attachments`, {
      body: {},
    });
    expect(json.json().code).toBe('unsupported_media_type');
    expect(await listed(ana, row.id)).toEqual([]);
    expect(stored()).toEqual(before);
  });

  it('keep nothing of a second file that hides behind the first', async () => {
    const { ana, row } = await spender();
    const page = Buffer.from('<html><script>alert(1)</script></html>PK\x03\x04');
    for (const first of [pngOf(), jpegOf(), pdfOf()]) {
      const { id } = await add(ana, row.id, Buffer.concat([first, page]));
      expect((await get(ana, id)).rawPayload.includes('<script>')).toBe(false);
    }
  });

  it('are there once when the same file comes twice, and twenty at most', async () => {
    const { ana, row } = await spender();
    const first = await add(ana, row.id, pngOf(3, 2, 0));
    expect((await add(ana, row.id, pngOf(3, 2, 0))).id).toBe(first.id);
    for (let salt = 1; salt < 20; salt += 1) await add(ana, row.id, pngOf(3, 2, salt));
    expect((await attach(ana, row.id, pngOf(3, 2, 99))).json().code).toBe('too_many');
    expect(await countOf(ana, row.id)).toBe(20);
  });

  it('are seen by who sees the account, changed by who may change it, and by nobody else', async () => {
    const { ana, row } = await spender({ isPrivate: true });
    const open = await spend(ana, (await openChecking(ana)).id);
    const secret = await add(ana, row.id, pngOf(), { name: 'Zyxomma.png', thumbnail: pngOf() });
    const shared = await add(ana, open.id, pngOf(), { thumbnail: pngOf() });
    const eva = await joinAs(test, ana, 'editor');
    const view = await joinAs(test, ana, 'viewer');
    const stranger = await signUp(test);
    for (const client of [eva, stranger]) {
      for (const rest of ['', '/thumbnail']) {
        expect((await get(client, secret.id, rest)).json().code).toBe('not_found');
      }
      const gone = await client.refusal('DELETE /attachments/:id', { params: { id: secret.id } });
      expect(gone.code).toBe('not_found');
      const list = await client.refusal('GET /transactions/:id/attachments', {
        params: { id: row.id },
      });
      expect(list.code).toBe('not_found');
      expect((await attach(client, row.id, pngOf(9, 9))).json().code).toBe('not_found');
    }
    expect((await get(stranger, shared.id)).json().code).toBe('not_found');
    expect((await get(view, shared.id)).statusCode).toBe(200);
    expect((await attach(view, open.id, pngOf(9, 9))).json().code).toBe('not_allowed');
    const kept = await view.refusal('DELETE /attachments/:id', { params: { id: shared.id } });
    expect(kept.code).toBe('not_allowed');
    const log = await eva.request('GET', '/api/v1/audit-log');
    expect(log.body).not.toContain('Zyxomma');
    expect(log.body).toContain(shared.id);
    expect((await get(ana, secret.id)).statusCode).toBe(200);
  });

  it('come back when what took them away is undone, and go from the store a month later', async () => {
    const { ana, row } = await spender();
    const one = await add(ana, row.id, pngOf(), { thumbnail: pngOf() });
    await ana.call('DELETE /attachments/:id', { params: { id: one.id } });
    expect([await countOf(ana, row.id), isStored(one.id)]).toEqual([0, true]);
    expect((await get(ana, one.id)).statusCode).toBe(404);
    await ana.call('POST /ledger/undo', { body: {} });
    expect(await listed(ana, row.id)).toEqual([one]);
    await ana.call('POST /ledger/redo', { body: {} });
    await ana.call('POST /ledger/undo', { body: {} });

    await ana.call('DELETE /transactions/:id', { params: { id: row.id } });
    expect((await get(ana, one.id)).statusCode).toBe(404);
    await ana.call('POST /ledger/undo', { body: {} });
    expect((await get(ana, one.id)).statusCode).toBe(200);
    // The adding itself can be undone, and done again.
    const two = await add(ana, row.id, pdfOf());
    await ana.call('POST /ledger/undo', { body: {} });
    expect((await get(ana, two.id)).statusCode).toBe(404);

    passedMs += 32 * DAY_MS;
    await eventually(() => expect(isStored(two.id)).toBe(false));
    await test.settled();
    passedMs = 0;
    expect((await get(ana, one.id)).statusCode).toBe(200);
    expect((await get(ana, one.id, '/thumbnail')).statusCode).toBe(200);
  });

  it('refuse an undo of their transaction that would lose them', async () => {
    const { ana, row } = await spender();
    const eva = await joinAs(test, ana, 'editor');
    await add(eva, row.id, pngOf());
    const refused = await ana.refusal('POST /ledger/undo', { body: {} });
    expect(refused.code).toBe('step_overtaken');
  });

  it('stay with what is left of a split, and return to its lines', async () => {
    const { ana, row } = await spender();
    const split = (version: number, lines: { transactionId?: string; amountMinor: number }[]) =>
      ana.call('PUT /transactions/:id/split', { params: { id: row.id }, body: { version, lines } });
    const { items } = await split(row.version, [{ amountMinor: -250 }, { amountMinor: -1000 }]);
    const [first, second] = items as [Transaction, Transaction];
    const paper = await add(ana, second.id, pdfOf());
    expect([await countOf(ana, first.id), await countOf(ana, second.id)]).toEqual([0, 1]);
    await ana.call('DELETE /splits/:id', { params: { id: first.split?.id ?? '' } });
    expect(await listed(ana, first.id)).toMatchObject([{ id: paper.id }]);
    await ana.call('POST /ledger/undo', { body: {} });
    expect([await countOf(ana, first.id), await countOf(ana, second.id)]).toEqual([0, 1]);
    expect((await get(ana, paper.id)).statusCode).toBe(200);
    await ana.call('POST /ledger/redo', { body: {} });
    expect(await countOf(ana, first.id)).toBe(1);
  });

  it('go at once with their account or import, which nothing brings back', async () => {
    const { ana, row } = await spender();
    const one = await add(ana, row.id, pngOf());
    await ana.call('DELETE /accounts/:id', { params: { id: row.accountId } });
    await eventually(() => expect(isStored(one.id)).toBe(false));

    const account = await openChecking(ana);
    const file = await ana.upload('Date,Payee,Amount\n2026-02-02,Shop,-1.00\n', {
      accountId: account.id,
    });
    await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
    await ana.settled(file.id);
    const { items } = await ana.call('GET /transactions', { query: { search: 'shop' } });
    const two = await add(ana, items[0]?.id ?? '', pngOf());
    await ana.call('POST /imports/:id/undo', { params: { id: file.id } });
    await ana.settled(file.id);
    await eventually(() => expect(isStored(two.id)).toBe(false));
  });

  it('follow a private account into the household its person leaves to', async () => {
    const ana = await signUp(test);
    const eva = await joinAs(test, ana, 'editor');
    const account = await openChecking(eva, { isPrivate: true });
    const row = await spend(eva, account.id);
    const one = await add(eva, row.id, pngOf());
    await eva.call('POST /household/leave', { body: {} });
    expect((await get(eva, one.id)).statusCode).toBe(200);
    expect((await get(ana, one.id)).statusCode).toBe(404);
  });

  it('that are lost, or nobody’s, are told by the doctor', async () => {
    const { ana, row } = await spender();
    const one = await add(ana, row.id, pngOf());
    const { files, database } = test.services;
    await files.put('01J0000000000000000000LOST', Buffer.from('x'));
    rmSync(join(test.dataDir, 'files', one.id.slice(-2), one.id));
    expect(await examineFiles(database.read, files)).toEqual([
      `the file ${one.id} of an attachment is not there`,
      'the file 01J0000000000000000000LOST belongs to no attachment',
    ]);
    expect((await get(ana, one.id)).json().code).toBe('not_found');
    await files.put(one.id, pngOf());
    await files.remove('01J0000000000000000000LOST');
  });
});
