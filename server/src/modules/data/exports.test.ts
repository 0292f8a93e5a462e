import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DataExport } from '@picture/contract';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attach, pdfOf } from '../../../test/attached-files.ts';
import {
  type Client,
  describeOnEachEngine,
  eventually,
  joinAs,
  openChecking,
  readMail,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { CATALOGUE } from './catalogue.ts';

const CSV =
  'Date,Payee,Amount\n2026-02-01,Corner shop,-12.50\n2026-02-03,"=HYPERLINK(""x"")",-7.25\n';

describeOnEachEngine('An export', (build) => {
  let passedMs = 0;
  let test: TestApp;

  beforeAll(async () => {
    const clock = { now: () => new Date(Date.now() + passedMs) };
    test = await build({}, clock);
  });
  afterAll(() => test.close());

  /** Their newest export, once it is made. */
  async function ready(client: Client): Promise<DataExport> {
    let newest: DataExport | undefined;
    await expect
      .poll(
        async () => {
          [newest] = (await client.call('GET /data-exports')).items;
          return newest?.status;
        },
        { timeout: 20_000 },
      )
      .toBe('ready');
    return newest as DataExport;
  }

  async function exported(client: Client): Promise<DataExport> {
    await client.call('POST /data-exports', { body: {} });
    return ready(client);
  }

  async function unzipped(client: Client): Promise<Map<string, string>> {
    const { id, bytes } = await exported(client);
    const response = await client.request('GET', `/api/v1/data-exports/${id}/file`);
    expect(response.statusCode).toBe(200);
    expect(response.rawPayload.length).toBe(bytes);
    const files = unzipSync(response.rawPayload);
    return new Map(
      Object.entries(files).map(([name, body]) => [name, Buffer.from(body).toString()]),
    );
  }

  const lines = (text: string | undefined) =>
    (text ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  async function household(name: string) {
    const person = await signUp(test, name);
    const account = await openChecking(person, { name: `=${name}’s account` });
    await openChecking(person, { name: 'Yen', currency: 'JPY', openingBalanceMinor: 500 });
    const file = await person.upload(CSV, { name: `${name}:?.csv`, accountId: account.id });
    await person.call('POST /imports/:id/commit', { params: { id: file.id } });
    await person.settled(file.id);
    await person.call('POST /transactions', {
      body: {
        accountId: account.id,
        postedOn: '2026-02-05',
        amountMinor: 100_005,
        payee: `Canary ${name}`,
      },
    });
    return { person, account, file };
  }

  it('holds every row of the household, what sums to its balances, and the files as they came', async () => {
    const { person, account, file } = await household('Ana');
    const files = await unzipped(person);
    const transactions = lines(files.get('data/transactions.jsonl'));
    expect(transactions).toHaveLength(3);
    const own = transactions.filter((row) => row.account_id === account.id);
    const [kept] = lines(files.get('data/accounts.jsonl')).filter((row) => row.id === account.id);
    const sum = own.reduce((total, row) => total + row.amount_minor, kept.starting_minor);
    const { balance } = await person.call('GET /accounts/:id', { params: { id: account.id } });
    expect(sum).toBe(balance.amountMinor);
    expect(files.get(`files/${file.id}/Ana__.csv`)).toBe(CSV);

    const csv = files.get('csv/transactions.csv') ?? '';
    expect(csv.startsWith('\uFEFFDate,Account,Payee,Amount,Currency')).toBe(true);
    expect(csv).toContain(`2026-02-03,'=Ana’s account,Hyperlink X,-7.25,USD`);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv.trim().split('\r\n')).toHaveLength(4);
    expect(files.get('csv/accounts.csv')).toContain(
      'Yen,checking,JPY,,2026-01-01,,2026-01-01,500,',
    );
    expect(files.get('csv/balances.csv')).toContain(`2026-02-05,'=Ana’s account,1980.30,USD`);
  });

  it('tells people the tags, notes and parts of transactions, as text', async () => {
    const { person } = await household('Ana');
    const row = (await person.call('GET /transactions')).items.find(
      (one) => one.payee === 'Canary Ana',
    );
    const params = { id: row?.id ?? '' };
    const tagIds = [];
    for (const name of ['=Trip', 'Work']) {
      tagIds.push((await person.call('POST /tags', { body: { name } })).id);
    }
    const { version } = await person.call('PATCH /transactions/:id', {
      params,
      body: { version: row?.version ?? 0, note: '+1 of "two"', tagIds },
    });
    await person.call('PUT /transactions/:id/split', {
      params,
      body: { version, lines: [{ amountMinor: 100_000 }, { amountMinor: 5 }] },
    });
    const csv = (await unzipped(person)).get('csv/transactions.csv') ?? '';
    const [head = '', ...told] = csv.trim().split('\r\n');
    const at = (title: string) => head.replace('\uFEFF', '').split(',').indexOf(title);
    const parts = told.filter((line) => line.includes('Canary Ana'));
    expect(parts).toHaveLength(2);
    const first = parts.find((line) => line.includes(',1000.00,')) ?? '';
    expect(first).toContain(`"'=Trip, Work","'+1 of ""two"""`);
    const cells = parts.map((line) => line.replace(/"(?:[^"]|"")*"/g, 'x').split(','));
    expect(new Set(cells.map((line) => line[at('Split')])).size).toBe(1);
    expect(cells.map((line) => line[at('Line')]).sort()).toEqual(['1', '2']);
  });

  it('counts what the database counts, and marks every file', async () => {
    const { person } = await household('Carla');
    const files = await unzipped(person);
    const { user, household: own } = await person.call('GET /session');
    const manifest = JSON.parse(files.get('manifest.json') ?? '');
    expect(manifest).toMatchObject({
      format: 'my-financial-picture-export',
      version: 1,
      household: { id: own.id },
      person: { id: user.id, email: user.email },
    });
    for (const { path, rows, bytes, sha256 } of manifest.files) {
      const body = files.get(path) ?? '';
      expect(createHash('sha256').update(body).digest('hex'), path).toBe(sha256);
      expect(Buffer.byteLength(body), path).toBe(bytes);
      if (path.endsWith('.jsonl')) expect(lines(body), path).toHaveLength(rows);
      if (path !== 'README.txt') expect(files.get('README.txt')).toContain(path);
    }
    for (const [table, kept] of Object.entries(CATALOGUE)) {
      if (!kept.about || kept.isPersonal || kept.household === undefined) continue;
      const { count } = await test.services.database.read
        .selectFrom(table as 'accounts')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where(kept.household as 'household_id', '=', own.id)
        .executeTakeFirstOrThrow();
      expect(lines(files.get(`data/${table}.jsonl`)), table).toHaveLength(Number(count));
    }
  });

  it('holds nothing of another household, and no password, hash or token', async () => {
    await household('Dora');
    const { person } = await household('Eva');
    const everything = [...(await unzipped(person)).values()].join('\n');
    expect(everything).toContain('Canary Eva');
    expect(everything).not.toContain('Dora');
    expect(everything).not.toMatch(/argon2|token_hash|device_hash|"token"|"password"/);
    const { database } = test.services;
    for (const { token } of await database.read
      .selectFrom('auth_sessions')
      .select('token')
      .execute()) {
      expect(everything).not.toContain(token);
    }
  });

  it('holds nothing of an account that another member keeps private, but all of one’s own', async () => {
    const { person } = await household('Fay');
    const eva = await joinAs(test, person, 'owner');
    const secret = await openChecking(person, { name: 'Zyxomma', isPrivate: true });
    const hidden = await person.call('POST /transactions', {
      body: {
        accountId: secret.id,
        postedOn: '2026-02-05',
        amountMinor: -5,
        payee: 'Zyxomma shop',
      },
    });
    await attach(person, hidden.id, pdfOf('Zyxomma'), { name: 'Zyxomma bill.pdf' });
    const file = await person.upload(CSV, { name: 'Zyxomma.csv', accountId: secret.id });
    await person.call('POST /imports/:id/commit', { params: { id: file.id } });
    await person.settled(file.id);
    const seen = [...(await unzipped(eva))].join('\n');
    for (const trace of ['Zyxomma', secret.id, file.id]) expect(seen).not.toContain(trace);
    expect(seen).toContain('Canary Fay');
    const own = await unzipped(person);
    expect([...own].join('\n')).toContain('Zyxomma shop');
    const [name = ''] = [...own.keys()].filter((path) => path.startsWith('attachments/'));
    expect(name).toMatch(/^attachments\/\w{26}\/Zyxomma bill\.pdf$/);
    expect(own.get(name)).toBe(pdfOf('Zyxomma').toString());
  });

  it('is one at a time, for its person alone, and takes the place of the one before', async () => {
    const ana = await signUp(test);
    const ben = await signUp(test, 'Ben');
    await openChecking(ana);
    const starts = await Promise.all(
      [1, 2, 3].map(() => ana.request('POST', '/api/v1/data-exports', { body: {} })),
    );
    expect(starts.map((one) => one.statusCode).toSorted()).toEqual([202, 409, 409]);
    const first = await ready(ana);
    const params = { id: first.id };
    expect((await ben.refusal('GET /data-exports/:id/file', { params })).code).toBe('not_found');
    expect((await ben.refusal('DELETE /data-exports/:id', { params })).code).toBe('not_found');
    expect((await ben.call('GET /data-exports')).items).toEqual([]);
    await exported(ana);
    expect((await ana.call('GET /data-exports')).items).toHaveLength(1);
    expect((await ana.refusal('GET /data-exports/:id/file', { params })).code).toBe('not_found');
  });

  it('is a file only its owner reads, under a random name, and gone after a day', async () => {
    const ana = await signUp(test);
    const folder = join(test.dataDir, 'exports');
    const before = new Set(readdirSync(folder));
    const made = await exported(ana);
    const [name = ''] = readdirSync(folder).filter((one) => !before.has(one));
    expect(name).toMatch(/^[\w-]{43}\.zip$/);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const response = await ana.request('GET', `/api/v1/data-exports/${made.id}/file`);
    expect(response.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': expect.stringMatching(/^attachment; filename="my-.*\.zip"$/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const { user } = await ana.call('GET /session');
    await eventually(async () => {
      const subjects = (await readMail(test, user.email)).map((mail) => mail.subject);
      expect(subjects).toContain('Your export is ready');
    });
    passedMs += 24 * 3_600_000 + 1000;
    const left = async () => (await ana.call('GET /data-exports')).items;
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
    expect(readdirSync(folder)).not.toContain(name);
  });
});
