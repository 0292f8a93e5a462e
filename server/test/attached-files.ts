import { deflateSync } from 'node:zlib';
import type { Client } from './harness.ts';

const chunk = (name: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, content, Buffer.alloc(4)]);
};

/** A grey PNG; `salt` makes it another one. Nobody of ours looks at checksums. */
export function pngOf(width = 3, height = 2, salt = 128): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc(height * (width + 1), salt);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

/** What cameras write: held sideways, and where it was. */
export function exifOf(orientation: number, secret: string): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  for (const [index, [tag, type, value]] of [
    [0x010f, 2, 0],
    [0x0112, 3, orientation],
  ].entries()) {
    const at = 10 + index * 12;
    tiff.writeUInt16LE(tag ?? 0, at);
    tiff.writeUInt16LE(type ?? 0, at + 2);
    tiff.writeUInt32LE(1, at + 4);
    tiff.writeUInt16LE(value ?? 0, at + 8);
  }
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(secret)]));
}

/** The bones of a JPEG, with whatever segments are wanted after its start. */
export const jpegOf = (...notes: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...notes,
    segment(0xc0, Buffer.from([8, 0, 2, 0, 3, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 3, 0xff, 0xd9]),
  ]);

export function pdfOf(text = 'receipt'): Buffer {
  const body = `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Note(${text})>>\nendobj\n`;
  return Buffer.from(
    `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

/** Uploads a file, perhaps with its small picture. */
export function attach(
  client: Client,
  transactionId: string,
  file: Buffer,
  { name = 'receipt.png', thumbnail }: { name?: string; thumbnail?: Buffer } = {},
) {
  const part = (field: string, fileName: string, content: Buffer) =>
    Buffer.concat([
      Buffer.from(
        `--edge\r\ncontent-disposition: form-data; name="${field}"; filename="${fileName}"\r\ncontent-type: text/html\r\n\r\n`,
      ),
      content,
      Buffer.from('\r\n'),
    ]);
  return client.request('POST', `/api/v1/transactions/${transactionId}/attachments`, {
    body: Buffer.concat([
      part('file', name, file),
      thumbnail ? part('thumbnail', 'small.webp', thumbnail) : Buffer.alloc(0),
      Buffer.from('--edge--\r\n'),
    ]),
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
  });
}
