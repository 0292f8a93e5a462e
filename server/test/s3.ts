import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEYS_A_PAGE = 2;

/** A bucket that speaks as much of Amazon S3 as we use, and checks each signature by itself. */
export async function startS3(bucket: string, secretKey: string) {
  const objects = new Map<string, Buffer>();
  const failures: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '', 'http://loopback');
    const answer = (status: number, content: string | Buffer = '') => {
      response.writeHead(status);
      response.end(content);
    };
    const failure = failures.shift();
    if (failure !== undefined) return answer(failure, '<Error><Code>SlowDown</Code></Error>');
    if (!isSigned(request, url, body, secretKey)) {
      return answer(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>');
    }
    const [, own, ...rest] = url.pathname.split('/');
    const key = rest.join('/');
    if (own !== bucket) return answer(404, '<Error><Code>NoSuchBucket</Code></Error>');
    if (key === '') return answer(200, listing(objects, url.searchParams));
    if (request.method === 'PUT') {
      objects.set(key, body);
      return answer(200);
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return answer(204);
    }
    const found = objects.get(key);
    return found ? answer(200, found) : answer(404, '<Error><Code>NoSuchKey</Code></Error>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    /** What the next requests are answered, whatever they ask. */
    failures,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function listing(objects: ReadonlyMap<string, Buffer>, query: URLSearchParams): string {
  const all = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? ''));
  const from = Number(query.get('continuation-token')?.replace('from=&', '') ?? 0);
  const keys = all.toSorted().slice(from, from + KEYS_A_PAGE);
  const next = from + KEYS_A_PAGE;
  const more =
    next < all.length ? `<NextContinuationToken>from=&amp;${next}</NextContinuationToken>` : '';
  return `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}${more}</ListBucketResult>`;
}

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Signature version 4, as Amazon's documentation of S3 tells it. */
function isSigned(request: IncomingMessage, url: URL, body: Buffer, secretKey: string): boolean {
  const form =
    /Credential=\w+\/(\d+)\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w+)/;
  const [, day = '', region = '', names = '', signature] =
    form.exec(request.headers.authorization ?? '') ?? [];
  const payload = String(request.headers['x-amz-content-sha256']);
  if (payload !== sha256(body)) return false;
  const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, escape);
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${request.headers[name]}\n`);
  const asked = [request.method, url.pathname, query, headers.join(''), names, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const date = String(request.headers['x-amz-date']);
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(asked)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secretKey}`, day), region), 's3'), 'aws4_request');
  return hmac(key, text).toString('hex') === signature;
}
