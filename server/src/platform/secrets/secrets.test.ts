import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, MAIL_HERE, signUp, type TestApp } from '../../../test/harness.ts';
import { startKms } from '../../../test/kms.ts';
import { newId } from '../../platform/ids.ts';
import { createSecrets, type Place, type Secrets } from './index.ts';

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const clock = { now: () => new Date() };
const placeOf = (householdId: string, row = '1'): Place => ({
  householdId,
  table: 'bank_links',
  column: 'token',
  row,
});

describeOnEachEngine('Secrets at rest', (build) => {
  let test: TestApp;
  let secrets: Secrets;

  beforeAll(async () => {
    test = await build();
    secrets = test.services.secrets;
  });
  afterAll(() => test.close());

  const seal = (place: Place, text: string, by = secrets) =>
    test.services.database.write((tx) => by.seal(tx, place, text));
  const keyRows = () => test.services.database.read.selectFrom('data_keys').selectAll().execute();

  it('opens for the place it was sealed for, and for no other household, row or column', async () => {
    const place = placeOf(newId());
    const sealed = await seal(place, 'ätoken');
    expect(sealed).not.toContain('token');
    expect(await secrets.open(place, sealed)).toBe('ätoken');
    const elsewhere = [
      placeOf(newId()),
      { ...place, row: '2' },
      { ...place, column: 'name' },
      { ...place, table: 'other' },
    ];
    for (const other of elsewhere) await expect(secrets.open(other, sealed)).rejects.toThrow();
  });

  it('keeps one key for a household, and its secrets end with it', async () => {
    const place = placeOf(newId());
    const sealed = await seal(place, 'one');
    await seal(placeOf(place.householdId, '2'), 'two');
    const rows = (await keyRows()).filter((row) => row.household_id === place.householdId);
    expect(rows).toHaveLength(1);
    const { read } = test.services.database;
    await read.deleteFrom('data_keys').where('household_id', '=', place.householdId).execute();
    await expect(secrets.open(place, sealed)).rejects.toThrow(
      'The key this was sealed with is gone.',
    );
  });

  it('keeps no key of a change that did not happen', async () => {
    const place = placeOf(newId());
    const { database } = test.services;
    const failing = database.write(async (tx) => {
      await secrets.seal(tx, place, 'lost');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await secrets.open(place, await seal(place, 'kept'))).toBe('kept');
  });

  it('gives all processes one secret of the installation, also when they start at once', async () => {
    const { database } = test.services;
    const others = [1, 2, 3].map(() => createSecrets(database, test.config, clock));
    const given = await Promise.all(
      others.map((one) => one.ofInstallation('at-once', () => randomBytes(8).toString('hex'))),
    );
    expect(new Set(given).size).toBe(1);
  });

  const command = (verb: string) =>
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, verb], {
      env: { DATA_DIR: test.dataDir, DATABASE_URL: test.config.databaseUrl },
    });
  const ended = (child: ReturnType<typeof command>) =>
    new Promise<number | null>((resolve) => child.on('close', resolve));

  it('wraps all keys anew while the server reads and writes, also when cut off half-way', async () => {
    const sealed: [Place, string][] = [];
    for (let at = 0; at < 250; at += 1) {
      const place = placeOf(newId());
      sealed.push([place, await seal(place, `secret ${at}`)]);
    }
    const before = readFileSync(test.config.masterKey.file, 'utf8');
    let rotating = true;
    let reads = 0;
    const working = (async () => {
      while (rotating) {
        // As a process that has nothing in memory would.
        const fresh = createSecrets(test.services.database, test.config, clock);
        const at = reads % sealed.length;
        const [place, text] = sealed[at] ?? [placeOf(''), ''];
        expect(await fresh.open(place, text)).toBe(`secret ${at}`);
        const another = placeOf(newId());
        expect(await fresh.open(another, await seal(another, 'new', fresh))).toBe('new');
        reads += 1;
        await sleep(1);
      }
    })();
    const first = command('rotate-keys');
    const code = ended(first);
    const isSame = () => readFileSync(test.config.masterKey.file, 'utf8') === before;
    while (isSame() && first.exitCode === null) await sleep(2);
    await sleep(5);
    first.kill('SIGKILL');
    await code;
    for (let run = 0; run < 2; run += 1) expect(await ended(command('rotate-keys'))).toBe(0);
    rotating = false;
    await working;
    expect(reads).toBeGreaterThan(5);

    const keys = readFileSync(test.config.masterKey.file, 'utf8').trim().split('\n');
    expect(statSync(test.config.masterKey.file).mode & 0o777).toBe(0o600);
    expect(keys).not.toContain(before.trim());
    const { rewrapped } = await secrets.rotate();
    expect(rewrapped).toBe((await keyRows()).length);
    for (const [at, [place, text]] of sealed.entries()) {
      const fresh = createSecrets(test.services.database, test.config, clock);
      expect(await fresh.open(place, text)).toBe(`secret ${at}`);
    }
  });

  it('moves from the file to the environment and on to KMS, and says which key is missing', async () => {
    const kms = await startKms();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_KMS: kms.url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
    });
    const place = placeOf(newId());
    const sealed = await seal(place, 'travels');
    const { database } = test.services;
    const file = test.config.masterKey.file;
    const using = (masterKey: Partial<TestApp['config']['masterKey']>) =>
      createSecrets(database, { masterKey: { kmsKey: null, keys: [], file, ...masterKey } }, clock);
    const [old, next] = [randomBytes(32), randomBytes(32)];
    const gone = join(test.dataDir, 'no-such-file');
    const stages = [
      using({ keys: [old] }),
      using({ keys: [next, old], file: gone }),
      using({ kmsKey: 'alias/picture', keys: [next], file: gone }),
    ];
    for (const stage of stages) {
      expect(await stage.open(place, sealed)).toBe('travels');
      await stage.rotate();
    }
    expect(await using({ kmsKey: 'alias/picture', file: gone }).open(place, sealed)).toBe(
      'travels',
    );
    expect(kms.calls).toContain('Encrypt');
    await expect(using({ kmsKey: 'alias/other', file: gone }).rotate()).resolves.toBeDefined();
    const back = using({ keys: [next] });
    await back.rotate();
    await expect(using({ keys: [old], file: gone }).open(place, sealed)).rejects.toThrow(
      /The master key [0-9a-f]{16} is not here/,
    );
    expect(await back.open(place, sealed)).toBe('travels');
    // As it was, for the tests that follow.
    writeFileSync(file, `${next.toString('base64url')}\n`, { mode: 0o600 });
    await kms.stop();
  });
});

describeOnEachEngine('What somebody reads who steals the database', (build) => {
  it('opens no door: no code, no link, no token, no key', async () => {
    const test = await build({ MAIL_URL: MAIL_HERE });
    test.services.outbox.stop();
    const ana = await signUp(test, 'Ana', 'thief@example.com').catch(() => null);
    const plain = await build();
    const eva = await signUp(plain);
    const { secret } = await eva.call('POST /auth/totp/start', { body: {} });
    const raw = new TextDecoder().decode(base32.decode(secret));
    const otp = createOTP(raw, { digits: 6, period: 30 });
    const code = await otp.hotp(Math.floor(Date.now() / 30_000));
    const { recoveryCodes } = await eva.call('POST /auth/totp/confirm', { body: { code } });
    const { token } = await eva.call('POST /auth/tokens', {
      body: { name: 'Script', scope: 'read', expiresInDays: 1 },
    });
    const authSecret = await plain.services.secrets.ofInstallation('auth', () => '');
    expect(ana).toBeNull();
    const canaries = [secret, raw, ...recoveryCodes, token, authSecret];
    const taken = await bytesOf(plain);
    for (const canary of canaries) {
      expect(canary.length).toBeGreaterThan(7);
      expect(taken.includes(canary)).toBe(false);
    }
    const waiting = await bytesOf(test);
    expect(waiting.includes('thief@example.com')).toBe(true);
    expect(waiting.includes('verify-email#token')).toBe(false);
    await test.close();
    await plain.close();
  });
});

/** Every byte of the database: its files, or what its tables hold. */
async function bytesOf(test: TestApp): Promise<string> {
  const files = readdirSync(test.dataDir).filter((name) => name.startsWith('picture.db'));
  if (files.length > 0) {
    return files.map((name) => readFileSync(join(test.dataDir, name), 'latin1')).join('\n');
  }
  const { read } = test.services.database;
  const rows = [];
  for (const { name } of await read.introspection.getTables()) {
    rows.push(
      await read
        .selectFrom(name as 'outbox')
        .selectAll()
        .execute(),
    );
  }
  return JSON.stringify(rows);
}
