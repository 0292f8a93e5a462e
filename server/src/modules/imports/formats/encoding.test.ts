import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, decodeChunks, encodingOf } from './encoding.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const detect = (bytes: Uint8Array, size = 7) =>
  encodingOf(bytes.subarray(0, 65_536), inPieces(bytes, size));

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('encodingOf', () => {
  it('knows byte order marks', async () => {
    expect(await detect(Buffer.from('\ufeffDate,Amount'))).toBe('utf-8');
    expect(await detect(Buffer.from('\ufeffDate,Amount', 'utf16le'))).toBe('utf-16le');
    expect(await detect(utf16be('\ufeffDate,Amount'))).toBe('utf-16be');
  });

  it('knows UTF-16 without a mark', async () => {
    expect(await detect(Buffer.from('Könyvelés dátuma;Összeg\r\n', 'utf16le'))).toBe('utf-16le');
    expect(await detect(utf16be('Könyvelés dátuma;Összeg\r\n'))).toBe('utf-16be');
  });

  it('tells UTF-8 from Windows-1252 by a byte far behind the beginning', async () => {
    const ascii = 'Date,Amount\n'.repeat(20_000);
    expect(await detect(Buffer.from(`${ascii}Café`), 4096)).toBe('utf-8');
    expect(await detect(Buffer.from(`${ascii}Café`, 'latin1'), 4096)).toBe('windows-1252');
  });

  it('finds UTF-8 in any text however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 1, max: 5 }),
        async (text, size) => {
          const bytes = Buffer.from(`${'Date,Amount\n'.repeat(20)}${text}`);
          expect(await detect(bytes, size)).toBe('utf-8');
        },
      ),
    );
  });
});

describe('decodeChunks', () => {
  it('joins characters cut between pieces', async () => {
    let text = '';
    for await (const piece of decodeChunks(inPieces(Buffer.from('Zürich 🏦'), 1), 'utf-8')) {
      text += piece.text;
    }
    expect(text).toBe('Zürich 🏦');
  });

  it('reads the signs of Windows-1252', () => {
    expect(decode(new Uint8Array([0x80, 0x92, 0xe9]), 'windows-1252')).toBe('€’é');
  });
});
