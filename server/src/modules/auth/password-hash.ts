import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's advice and more: 64 MiB, 3 passes, 1 lane (RFC 9106). About an eighth of a second. */
const MEMORY_KIB = 65_536;
const PASSES = 3;
const TAG_BYTES = 32;
/** No stored hash may ask for more than this, or reading one could take the server down. */
const MOST_MEMORY_KIB = 262_144;
const MOST_PASSES = 10;

/** The password as an argon2id hash in PHC form: `$argon2id$v=19$m=65536,t=3,p=1$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: salt,
    parallelism: 1,
    tagLength: TAG_BYTES,
    memory: MEMORY_KIB,
    passes: PASSES,
  });
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${unpadded(salt)}$${unpadded(tag)}`;
}

/** Whether a hash was made with less than what is asked today. */
export function needsNewHash(stored: string): boolean {
  const [, memory, passes] = /\$m=(\d+),t=(\d+),/.exec(stored) ?? [];
  return Number(memory) < MEMORY_KIB || Number(passes) < PASSES;
}

export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  const match =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored);
  if (!match) return false;
  const [, memory, passes, lanes, salt = '', tag = ''] = match;
  if (Number(memory) > MOST_MEMORY_KIB || Number(passes) > MOST_PASSES) return false;
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(lanes),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
  });
  return timingSafeEqual(actual, expected);
}
