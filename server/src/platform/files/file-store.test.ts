import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startS3 } from '../../../test/s3.ts';
import { loadConfig } from '../config.ts';
import { type FileStore, openFileStore } from './index.ts';

const NAME = '01J0000000000000000000ABCD';
const SECRET_KEY = 'a secret key of nobody';

async function allOf(store: FileStore): Promise<string[]> {
  const names: string[] = [];
  for await (const name of store.list()) names.push(name);
  return names.toSorted();
}

const home = mkdtempSync(join(tmpdir(), 'picture-files-'));
const folder = join(home, 'kept here');
let s3: Awaited<ReturnType<typeof startS3>>;
const bucketUrl = (bucket: string) =>
  `s3://${bucket}/a/prefix?region=eu-south-2&endpoint=${encodeURIComponent(s3.url)}`;
const storeOf = (url?: string) =>
  openFileStore(loadConfig({ DATA_DIR: home, ...(url && { FILES_URL: url }) }).files);

beforeAll(async () => {
  s3 = await startS3('receipts', SECRET_KEY);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIANOBODY');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET_KEY);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await s3.stop();
  rmSync(home, { recursive: true });
});

describe.each(['a folder', 'a bucket'])('Files in %s', (kind) => {
  const open = () => storeOf(kind === 'a folder' ? `file:${folder}` : bucketUrl('receipts'));

  it('come back as they were put, and are gone when removed', async () => {
    const store = open();
    expect([await store.get(NAME), await allOf(store)]).toEqual([null, []]);
    const bytes = Buffer.from([0, 255, 13, 10, 128]);
    await store.put(NAME, bytes);
    await store.put(`${NAME}.thumbnail`, Buffer.from('small'));
    await store.put('01J0000000000000000000WXYZ', Buffer.alloc(200_000, 7));
    expect(await store.get(NAME)).toEqual(bytes);
    expect((await store.get('01J0000000000000000000WXYZ'))?.length).toBe(200_000);
    expect(await allOf(store)).toEqual([NAME, `${NAME}.thumbnail`, '01J0000000000000000000WXYZ']);
    await store.remove(NAME);
    await store.remove(NAME);
    expect(await store.get(NAME)).toBeNull();
    expect(await allOf(open())).toEqual([`${NAME}.thumbnail`, '01J0000000000000000000WXYZ']);
  });
});

describe('A folder of files', () => {
  it('is read by the server alone, and what a cut left half-written is no file', async () => {
    const store = storeOf(`file://${folder.replaceAll(' ', '%20')}`);
    await store.put(NAME, Buffer.from('x'));
    expect(statSync(join(folder, 'CD')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'CD', NAME)).mode & 0o077).toBe(0);
    writeFileSync(join(folder, 'CD', `${NAME}.beef.part`), 'half');
    expect(await allOf(store)).not.toContain(`${NAME}.beef.part`);
  });

  it('is in the data folder unless said', async () => {
    await storeOf().put(NAME, Buffer.from('x'));
    expect(readdirSync(join(home, 'files', 'CD'))).toEqual([NAME]);
  });
});

describe('A bucket', () => {
  it('keeps to its prefix, and is asked again when it fails', async () => {
    const store = storeOf(bucketUrl('receipts'));
    s3.objects.set('elsewhere/x', Buffer.from('not ours'));
    s3.objects.set('a/prefix/of/others', Buffer.from('not ours'));
    s3.failures.push(503, 500);
    await store.put(NAME, Buffer.from('x'));
    expect(s3.objects.get(`a/prefix/${NAME}`)?.toString()).toBe('x');
    expect((await allOf(store)).every((name) => /^[\w.]+$/.test(name))).toBe(true);
    s3.failures.push(503, 503, 503);
    await expect(store.get(NAME)).rejects.toThrow('503 SlowDown');
  });

  it('that is not there, or whose key is wrong, is no empty one', async () => {
    const wrong = storeOf(bucketUrl('nowhere'));
    await expect(wrong.get(NAME)).rejects.toThrow('no bucket');
    await expect(wrong.put(NAME, Buffer.from('x'))).rejects.toThrow('no bucket');
    await expect(allOf(wrong)).rejects.toThrow('no bucket');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another');
    await expect(storeOf(bucketUrl('receipts')).get(NAME)).rejects.toThrow(
      '403 SignatureDoesNotMatch',
    );
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET_KEY);
  });
});

describe('FILES_URL', () => {
  it.each(['http://x', 'file:', 'file://host/x', 's3://', 's3://UP', 's3://bucket?endpoint=x'])(
    'refuses %s in one sentence',
    (url) => {
      expect(() => storeOf(url)).toThrow('The setting FILES_URL is not right');
    },
  );

  it('reads a bucket of Amazon’s own, its prefix and its region', () => {
    const of = (url: string) => loadConfig({ DATA_DIR: home, FILES_URL: url }).files;
    expect(of('s3://own-bucket')).toEqual({
      kind: 's3',
      bucket: 'own-bucket',
      prefix: '',
      region: 'us-east-1',
      endpoint: null,
    });
    expect(of('s3://own.bucket/a/b/?region=eu-west-1')).toMatchObject({
      prefix: 'a/b/',
      region: 'eu-west-1',
    });
  });
});
