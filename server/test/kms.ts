import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBytes, sealBytes } from '../src/platform/secrets/index.ts';

/** A key service that speaks the wire protocol of AWS KMS (JSON 1.1) on loopback. */
export async function startKms() {
  const keys = new Map<string, Buffer>();
  const calls: string[] = [];
  const keyOf = (id: string): Buffer => {
    const key = keys.get(id) ?? randomBytes(32);
    keys.set(id, key);
    return key;
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const wish = JSON.parse(Buffer.concat(chunks).toString());
    const action = String(request.headers['x-amz-target']).replace('TrentService.', '');
    calls.push(action);
    const context = JSON.stringify(wish.EncryptionContext);
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    };
    try {
      if (action === 'Encrypt') {
        const sealed = sealBytes(keyOf(wish.KeyId), context, Buffer.from(wish.Plaintext, 'base64'));
        return answer(200, { CiphertextBlob: sealed.toString('base64'), KeyId: wish.KeyId });
      }
      const opened = openBytes(
        keyOf(wish.KeyId),
        context,
        Buffer.from(wish.CiphertextBlob, 'base64'),
      );
      answer(200, { Plaintext: opened.toString('base64'), KeyId: wish.KeyId });
    } catch {
      answer(400, { __type: 'InvalidCiphertextException' });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
