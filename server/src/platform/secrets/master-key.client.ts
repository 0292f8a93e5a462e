import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { Config } from '../config.ts';
import { openBytes, sealBytes } from './sealed-text.ts';

/** What a data key is, beside its bytes; bound to its wrapping. */
export interface DataKeyName {
  householdId: string;
  id: string;
}

export interface Wrapped {
  /** The master key that wrapped it. */
  by: string;
  bytes: Buffer;
}

/**
 * The key that wraps data keys and never touches data: in a file of the data folder, in the
 * environment, or in AWS KMS. Whatever wrapped a key, also one from before, unwraps it as long as it
 * is there.
 */
export interface MasterKey {
  /** The id of the key that wraps from now on. */
  currentId(): string;
  wrap(name: DataKeyName, key: Buffer): Promise<Wrapped>;
  unwrap(name: DataKeyName, wrapped: Wrapped): Promise<Buffer>;
  /** Makes a new key where that is ours to do; the old ones stay until `forget`. */
  renew(): void;
  /** Lets go of old keys that wrap nothing any more, but for the one before the current. */
  forget(stillUsed: ReadonlySet<string>): void;
}

const KEY_BYTES = 32;
const KMS = 'kms:';
const textOf = ({ householdId, id }: DataKeyName): string =>
  JSON.stringify(['data key', householdId, id]);
const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

export function openMasterKey({ kmsKey, keys, file }: Config['masterKey']): MasterKey {
  const own = kmsKey === null && keys.length === 0;
  if (own && !existsSync(file)) writeKeys(file, [randomBytes(KEY_BYTES)]);
  // Read each time: whoever rotates does so in another process.
  const fileKeys = (): Buffer[] => (existsSync(file) ? readKeys(file) : []);
  const current = (): Buffer => {
    const [first] = keys.length > 0 ? keys : fileKeys();
    if (!first) throw new Error(`The master key in ${file} is gone.`);
    return first;
  };
  let kms: Promise<KMSClient> | undefined;
  const client = () => {
    kms ??= connectKms();
    return kms;
  };
  const currentId = () => (kmsKey === null ? idOf(current()) : `${KMS}${kmsKey}`);

  return {
    currentId,

    wrap: async (name, key) => {
      const by = currentId();
      if (kmsKey === null) return { by, bytes: sealBytes(current(), textOf(name), key) };
      const { EncryptCommand } = await import('@aws-sdk/client-kms');
      const { CiphertextBlob } = await (await client()).send(
        new EncryptCommand({ KeyId: kmsKey, Plaintext: key, EncryptionContext: contextOf(name) }),
      );
      if (!CiphertextBlob) throw new Error('KMS gave nothing back for a key to wrap.');
      return { by, bytes: Buffer.from(CiphertextBlob) };
    },

    unwrap: async (name, { by, bytes }) => {
      if (!by.startsWith(KMS)) {
        const key = [...keys, ...fileKeys()].find((one) => idOf(one) === by);
        if (!key) throw new Error(missing(by));
        return openBytes(key, textOf(name), bytes);
      }
      const { DecryptCommand } = await import('@aws-sdk/client-kms');
      const { Plaintext } = await (await client()).send(
        new DecryptCommand({
          KeyId: by.slice(KMS.length),
          CiphertextBlob: bytes,
          EncryptionContext: contextOf(name),
        }),
      );
      if (!Plaintext) throw new Error('KMS gave nothing back for a key to unwrap.');
      return Buffer.from(Plaintext);
    },

    renew: () => {
      if (own) writeKeys(file, [randomBytes(KEY_BYTES), ...fileKeys()]);
    },

    forget: (stillUsed) => {
      if (!own) return;
      // A process that read the file a moment ago may still wrap with the one before.
      const kept = fileKeys().filter((key, index) => index < 2 || stillUsed.has(idOf(key)));
      writeKeys(file, kept);
    },
  };
}

const missing = (id: string) =>
  `The master key ${id} is not here: it wrapped the keys of this database. Put back the file data/keys/master-key, or set PICTURE_MASTER_KEY or PICTURE_MASTER_KEY_PREVIOUS to it.`;

const contextOf = ({ householdId, id }: DataKeyName) => ({
  household: householdId || '-',
  key: id,
});

async function connectKms(): Promise<KMSClient> {
  const { KMSClient } = await import('@aws-sdk/client-kms');
  return new KMSClient({});
}

function readKeys(file: string): Buffer[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'base64url'));
}

/** Whole or not at all: without these keys nothing that is sealed can be read again. */
function writeKeys(file: string, keys: readonly Buffer[]): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.next`;
  writeFileSync(next, keys.map((key) => `${key.toString('base64url')}\n`).join(''), {
    mode: 0o600,
    flush: true,
  });
  renameSync(next, file);
}
