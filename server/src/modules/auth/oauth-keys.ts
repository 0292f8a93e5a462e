import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/** An Ed25519 private key in PKCS #8 is these bytes and its seed (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `picture ${purpose}`, 32));

/**
 * The keys of the authorisation server, made from the installation's one secret: every process has
 * the same, nothing more must be kept, and who changes the secret changes them.
 */
export function oauthKeys(secret: string) {
  const seed = derive(secret, 'oauth signing 1');
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    signing: { ...key.export({ format: 'jwk' }), alg: 'EdDSA', use: 'sig', kid: thumbprint(key) },
    verifying: createPublicKey(key),
    cookies: derive(secret, 'oauth cookies 1').toString('hex'),
  };
}

/** RFC 7638: names a key by what it is. */
function thumbprint(key: KeyObject): string {
  const { crv, kty, x } = createPublicKey(key).export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}
