import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SignatureV4 } from '@smithy/signature-v4';
import type { S3Config } from '../config.ts';
import type { FileStore } from './index.ts';

const MOST_TRIES = 3;
const RETRY_MS = 200;
const TIMEOUT_MS = 30_000;

interface Wish {
  method: 'GET' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  body?: Uint8Array;
}

/**
 * Files in a bucket of Amazon S3, or of what speaks like it at `endpoint`. Each request is safe to
 * send again, and is when the other side fails. Credentials are found as all of AWS's programs do.
 */
export function s3Store({ bucket, prefix, region, endpoint }: S3Config): FileStore {
  // A bucket with dots in its name has no certificate of its own.
  const isInPath = endpoint !== null || bucket.includes('.');
  const base = new URL(
    endpoint ?? `https://${isInPath ? '' : `${bucket}.`}s3.${region}.amazonaws.com`,
  );
  const root = `${base.pathname.replace(/\/$/, '')}${isInPath ? `/${bucket}` : ''}`;
  const pathOf = (name: string) => `${root}/${prefix}${name}`;
  let signer: Promise<SignatureV4> | undefined;

  async function send({ method, path, query = {}, body }: Wish): Promise<Response> {
    signer ??= signerFor(region);
    const signed = await (await signer).sign({
      method,
      protocol: base.protocol,
      hostname: base.hostname,
      ...(base.port && { port: Number(base.port) }),
      path,
      query,
      headers: { host: base.host },
      body,
    });
    const { host: _host, ...headers } = signed.headers;
    const search = new URLSearchParams(query).toString();
    return fetch(`${base.origin}${path}${search && `?${search}`}`, {
      method,
      headers,
      ...(body && { body: body as Uint8Array<ArrayBuffer> }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  /** An answer that is all right, or says that there is no such file. */
  async function ask(wish: Wish, tries = 1): Promise<Response> {
    const answer = await send(wish).catch((error: unknown) => error as Error);
    if (answer instanceof Response && (answer.ok || answer.status === 404)) return answer;
    const isPassing = answer instanceof Error || answer.status >= 500 || answer.status === 429;
    if (isPassing && tries < MOST_TRIES) {
      await sleep(RETRY_MS * 2 ** tries);
      return ask(wish, tries + 1);
    }
    if (answer instanceof Error) throw answer;
    const code = /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] ?? '';
    throw new Error(`The bucket ${bucket} answered ${wish.method} with ${answer.status} ${code}.`);
  }

  return {
    put: async (name, body) => {
      const { status } = await ask({ method: 'PUT', path: pathOf(name), body });
      if (status === 404) throw new Error(`There is no bucket ${bucket}.`);
    },

    get: async (name) => {
      const answer = await ask({ method: 'GET', path: pathOf(name) });
      if (answer.ok) return Buffer.from(await answer.arrayBuffer());
      // A wrong bucket is no missing file.
      if ((await answer.text()).includes('NoSuchBucket')) {
        throw new Error(`There is no bucket ${bucket}.`);
      }
      return null;
    },

    remove: async (name) => {
      await ask({ method: 'DELETE', path: pathOf(name) });
    },

    list: async function* () {
      let token: string | undefined;
      do {
        const query = {
          'list-type': '2',
          prefix,
          ...(token !== undefined && { 'continuation-token': token }),
        };
        const answer = await ask({ method: 'GET', path: `${root}/`, query });
        const listing = await answer.text();
        if (!answer.ok) throw new Error(`There is no bucket ${bucket}.`);
        for (const [, key = ''] of listing.matchAll(/<Key>([^<]*)<\/Key>/g)) {
          // Beside our files there may be folders of others under the same prefix.
          const name = key.slice(prefix.length);
          if (/^[\w.]+$/.test(name)) yield name;
        }
        token = /<NextContinuationToken>([^<]*)</.exec(listing)?.[1]?.replaceAll('&amp;', '&');
      } while (token !== undefined);
    },
  };
}

async function signerFor(region: string): Promise<SignatureV4> {
  const { SignatureV4: Signer } = await import('@smithy/signature-v4');
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return new Signer({
    service: 's3',
    region,
    credentials: defaultProvider(),
    sha256: Sha256,
    // S3 signs a path as it is written.
    uriEscapePath: false,
  });
}

/** Node's own hash in the shape the signer wants. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {}
}
