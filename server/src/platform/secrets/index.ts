import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { bulkInsert, type Database, type Tx } from '../db/index.ts';
import { newId } from '../ids.ts';
import {
  type DataKeyRow,
  findDataKey,
  findInstallationSecret,
  findNewestDataKey,
  insertDataKey,
  listMasterIds,
  listWrappedByOthers,
  rewrapDataKey,
  type SecretsTables,
} from './data-keys.repository.ts';
import { openMasterKey, type Wrapped } from './master-key.client.ts';
import {
  openBytes,
  type Place,
  placeName,
  readSealed,
  sealBytes,
  writeSealed,
} from './sealed-text.ts';

export type { SecretsTables } from './data-keys.repository.ts';
export { openBytes, type Place, sealBytes } from './sealed-text.ts';

/** So many unwrapped keys are kept in memory, the ones used last. */
const MOST_KEYS = 1000;
const KEY_BYTES = 32;
const ROWS_A_STEP = 200;
const INSTALLATION = '';

export interface Secrets {
  /** Written in the caller's transaction, as the household's key is when this is its first secret. */
  seal(tx: Tx<SecretsTables>, place: Place, text: string): Promise<string>;
  /** Throws when the text was sealed for another place, or changed. */
  open(place: Place, sealed: string): Promise<string>;
  /** A secret of the whole installation; the first time, what `make` gives is kept. */
  ofInstallation(name: string, make: () => string): Promise<string>;
  /** Wraps every data key by the master key that is current, while others go on reading. */
  rotate(): Promise<{ rewrapped: number }>;
}

/**
 * Envelope encryption: each household's secrets are sealed by its own data key, which is kept in the
 * database wrapped by the master key. The master key changes without any secret being written anew;
 * a household's secrets end with its key.
 */
export function createSecrets(
  database: Database<SecretsTables>,
  config: Pick<Config, 'masterKey'>,
  clock: Clock,
): Secrets {
  const master = openMasterKey(config.masterKey);
  const unwrapped = new Map<string, Buffer>();

  async function unwrap(row: DataKeyRow): Promise<Buffer> {
    const name = `${row.household_id} ${row.id}`;
    const known = unwrapped.get(name);
    const key =
      known ??
      (await master.unwrap(nameOf(row), {
        by: row.wrapped_by,
        bytes: Buffer.from(row.wrapped_key, 'base64url'),
      }));
    unwrapped.delete(name);
    unwrapped.set(name, key);
    const [oldest] = unwrapped.keys();
    if (unwrapped.size > MOST_KEYS && oldest !== undefined) unwrapped.delete(oldest);
    return key;
  }

  async function makeKey(tx: Tx<SecretsTables>, householdId: string): Promise<DataKeyRow> {
    const name = { householdId, id: newId() };
    const { by, bytes } = await master.wrap(name, randomBytes(KEY_BYTES));
    const row: DataKeyRow = {
      household_id: householdId,
      id: name.id,
      wrapped_by: by,
      wrapped_key: bytes.toString('base64url'),
      created_at: clock.now().toISOString(),
    };
    await insertDataKey(tx, row);
    return row;
  }

  async function seal(tx: Tx<SecretsTables>, place: Place, text: string): Promise<string> {
    const row =
      (await findNewestDataKey(tx, place.householdId)) ?? (await makeKey(tx, place.householdId));
    const sealed = sealBytes(await unwrap(row), placeName(place), Buffer.from(text));
    return writeSealed(row.id, sealed);
  }

  async function open(place: Place, text: string): Promise<string> {
    const { keyId, sealed } = readSealed(text);
    const row = await findDataKey(database.read, place.householdId, keyId);
    if (!row) throw new Error('The key this was sealed with is gone.');
    return openBytes(await unwrap(row), placeName(place), sealed).toString();
  }

  return {
    seal,
    open,

    ofInstallation: async (name, make) => {
      const place = {
        householdId: INSTALLATION,
        table: 'installation_secrets',
        column: 'sealed',
        row: name,
      };
      if (!(await findInstallationSecret(database.read, name))) {
        // Of two processes that start at once one is first, and both go on with what it made.
        await database.write(async (tx) => {
          const row = [name, await seal(tx, place, make())];
          await bulkInsert(tx, 'installation_secrets', ['name', 'sealed'], [row], 'ignore');
        });
      }
      const kept = await findInstallationSecret(database.read, name);
      if (!kept) throw new Error(`The installation has no secret ${name}.`);
      return open(place, kept.sealed);
    },

    rotate: async () => {
      master.renew();
      const current = master.currentId();
      let rewrapped = 0;
      for (;;) {
        const rows = await listWrappedByOthers(database.read, current, ROWS_A_STEP);
        if (rows.length === 0) break;
        const fresh: [DataKeyRow, Wrapped][] = [];
        for (const row of rows)
          fresh.push([row, await master.wrap(nameOf(row), await unwrap(row))]);
        await database.write(async (tx) => {
          for (const [row, { by, bytes }] of fresh) {
            const wrapped = { wrapped_by: by, wrapped_key: bytes.toString('base64url') };
            await rewrapDataKey(tx, row, wrapped);
          }
        });
        rewrapped += rows.length;
      }
      master.forget(await listMasterIds(database.read));
      return { rewrapped };
    },
  };
}

const nameOf = (row: DataKeyRow) => ({ householdId: row.household_id, id: row.id });
