import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a browser and its passkey say of themselves; by default, the truth. */
export interface Claims {
  /** The site the browser is on. */
  origin: string;
  /** The site the passkey is for. */
  rpId: string;
  /** The person was asked for a finger, a face or a PIN. */
  userVerified: boolean;
  counter: number;
}

type Options = Record<string, unknown>;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const base64url = (data: Buffer) => data.toString('base64url');
const uint = (value: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};
/** CBOR, in its shortest form: a text of up to 23 bytes, a byte string of 24 to 255. */
const text = (word: string) => Buffer.concat([uint(0x60 + word.length, 1), Buffer.from(word)]);
const bytes = (data: Buffer) => Buffer.concat([Buffer.of(0x58, data.length), data]);

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** A passkey in software (WebAuthn Level 3, ES256, attestation "none"), with its browser. */
export function createAuthenticator(truth: Claims) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);

  /** COSE: { 1: EC2, 3: ES256, -1: P-256, -2: x, -3: y } */
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001', 'hex'),
    ...[Buffer.of(0x21), bytes(Buffer.from(x, 'base64url'))],
    ...[Buffer.of(0x22), bytes(Buffer.from(y, 'base64url'))],
  ]);

  const authenticatorData = (said: Claims, key?: Buffer) =>
    Buffer.concat([
      sha256(said.rpId),
      uint(USER_PRESENT | (said.userVerified ? USER_VERIFIED : 0) | (key ? HAS_KEY : 0), 1),
      uint(said.counter, 4),
      ...(key ? [Buffer.alloc(16), uint(id.length, 2), id, key] : []),
    ]);

  const clientData = (type: string, options: Options, { origin }: Claims) =>
    Buffer.from(JSON.stringify({ type, challenge: options['challenge'], origin }));

  const credential = (response: object) => ({
    id: base64url(id),
    rawId: base64url(id),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    /** Answers the options of a registration. */
    register: (options: Options, lies: Partial<Claims> = {}) => {
      const said = { ...truth, ...lies };
      const attestation = Buffer.concat([
        ...[Buffer.of(0xa3), text('fmt'), text('none'), text('attStmt'), Buffer.of(0xa0)],
        ...[text('authData'), bytes(authenticatorData(said, coseKey))],
      ]);
      return credential({
        clientDataJSON: base64url(clientData('webauthn.create', options, said)),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      });
    },
    /** Answers the options of a sign-in or of a step-up. */
    present: (options: Options, lies: Partial<Claims> = {}) => {
      const said = { ...truth, ...lies };
      const data = authenticatorData(said);
      const client = clientData('webauthn.get', options, said);
      return credential({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
      });
    },
  };
}
