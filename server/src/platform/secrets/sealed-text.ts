import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a fresh 96-bit IV (NIST SP 800-38D): IV, ciphertext and tag in one. `place` is
 * bound as additional data, so that what was sealed for one place opens in no other.
 */
export function sealBytes(key: Buffer, place: string, bytes: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key or the place is another, or a single bit was changed. */
export function openBytes(key: Buffer, place: string, sealed: Buffer): Buffer {
  if (sealed.length < IV_BYTES + TAG_BYTES) throw new Error('This is too short to be sealed.');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const bytes = decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
  return Buffer.concat([bytes, decipher.final()]);
}

/** Where a secret is kept. Nothing sealed for one place opens in another. */
export interface Place {
  /** Empty for what belongs to the whole installation. */
  householdId: string;
  table: string;
  column: string;
  row: string;
}

export const placeName = ({ householdId, table, column, row }: Place): string =>
  JSON.stringify([householdId, table, column, row]);

/** How sealed text is written: the version of this form, the data key's id, and the bytes. */
const FORM = /^1\.([0-9A-Z]{26})\.([\w-]+)$/;

export const writeSealed = (keyId: string, sealed: Buffer): string =>
  `1.${keyId}.${sealed.toString('base64url')}`;

export function readSealed(text: string): { keyId: string; sealed: Buffer } {
  const [, keyId, bytes] = FORM.exec(text) ?? [];
  if (keyId === undefined || bytes === undefined) throw new Error('This is not a sealed text.');
  return { keyId, sealed: Buffer.from(bytes, 'base64url') };
}
