import type { PictureParts } from './pictures.ts';

const HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
const HAS_ALPHA = 0x10;
const LOSSY_MAGIC = [0x9d, 0x01, 0x2a];
const LOSSLESS_MAGIC = 0x2f;

interface Chunk {
  name: string;
  content: Buffer;
}

/**
 * RFC 9649: a RIFF file of chunks, each padded to an even length. A still picture is one `VP8 ` or
 * `VP8L`, before it perhaps `ALPH` where an extended header says so. Profiles, Exif and XMP are
 * left out, and the header no longer promises them.
 */
export function cleanWebp(file: Buffer): PictureParts | null {
  const chunks = chunksOf(file);
  if (!chunks) return null;
  const bitmaps = chunks.filter(({ name }) => name === 'VP8 ' || name === 'VP8L');
  const [bitmap] = bitmaps;
  const moves = chunks.some(({ name }) => name === 'ANIM' || name === 'ANMF');
  const size = bitmap && bitmaps.length === 1 && !moves ? sizeOf(bitmap) : null;
  if (!bitmap || !size) return null;
  const alpha = chunks.find(({ name }) => name === 'ALPH');
  const kept = alpha && bitmap.name === 'VP8 ' ? [extendedHeader(size), alpha, bitmap] : [bitmap];
  const body = kept.flatMap(written);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + body.reduce((sum, part) => sum + part.length, 0), 4);
  return { parts: [head, ...body], ...size };
}

function chunksOf(file: Buffer): Chunk[] | null {
  if (file.length < HEAD_BYTES) return null;
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') {
    return null;
  }
  const end = CHUNK_HEAD_BYTES + file.readUInt32LE(4);
  if (end > file.length) return null;
  const chunks: Chunk[] = [];
  for (let at = HEAD_BYTES; at < end; ) {
    if (at + CHUNK_HEAD_BYTES > end) return null;
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const from = at + CHUNK_HEAD_BYTES;
    if (from + length > end) return null;
    chunks.push({ name, content: file.subarray(from, from + length) });
    at = from + length + (length % 2);
  }
  return chunks;
}

function sizeOf({ name, content }: Chunk): { width: number; height: number } | null {
  if (name === 'VP8L') {
    if (content.length < 5 || content[0] !== LOSSLESS_MAGIC) return null;
    const bits = content.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (content.length < 10 || LOSSY_MAGIC.some((byte, at) => content[3 + at] !== byte)) return null;
  return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
}

function extendedHeader({ width, height }: { width: number; height: number }): Chunk {
  const content = Buffer.alloc(10);
  content[0] = HAS_ALPHA;
  content.writeUIntLE(width - 1, 4, 3);
  content.writeUIntLE(height - 1, 7, 3);
  return { name: 'VP8X', content };
}

function written({ name, content }: Chunk): Buffer[] {
  const head = Buffer.alloc(CHUNK_HEAD_BYTES);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return [head, content, Buffer.alloc(content.length % 2)];
}
