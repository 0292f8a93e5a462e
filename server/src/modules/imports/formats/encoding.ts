import { isAscii, isUtf8 } from 'node:buffer';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The encoding the first bytes tell; null: UTF-8 or Windows-1252, which only the whole tells. */
export function encodingOfHead(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Text of our scripts in UTF-16 has a zero in every second byte, nearly.
  let [even, odd] = [0, 0];
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  const pairs = head.length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.02) return 'utf-16be';
  return null;
}

/** So many bytes that are not UTF-8 are no accident. */
const BROKEN_BEYOND_DOUBT = 100;

/**
 * Tells UTF-8 from Windows-1252, which any bytes could be. Bytes that are not UTF-8 speak for the
 * latter, unless many more letters are: some banks cut their texts in the middle of a letter.
 */
class Utf8Check {
  #cut: Uint8Array = new Uint8Array(0);
  #broken = 0;
  #sound = 0;

  add(chunk: Uint8Array): void {
    const bytes = this.#cut.length > 0 ? Buffer.concat([this.#cut, chunk]) : chunk;
    const end = endOfWhole(bytes);
    const whole = bytes.subarray(0, end);
    if (!isAscii(whole)) {
      const text = new TextDecoder('utf-8').decode(whole);
      if (!isUtf8(whole)) this.#broken += text.split('\ufffd').length - 1;
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code > 0x7f && code !== 0xfffd) this.#sound += 1;
      }
    }
    this.#cut = bytes.slice(end);
  }

  get encoding(): Encoding {
    // The first letter with an accent, cut off by the end of the file, is whole in Windows-1252.
    const cutOff = this.#sound === 0 && this.#cut.length > 0;
    return this.#sound >= this.#broken * 2 && !cutOff ? 'utf-8' : 'windows-1252';
  }

  get decided(): boolean {
    return this.#broken > BROKEN_BEYOND_DOUBT && this.#sound < this.#broken;
  }
}

/** Where the last character begins when it is cut off at the end of a chunk; else the end. */
function endOfWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The encoding of the whole: what the first bytes tell, or what all of them are. */
export async function encodingOf(
  head: Uint8Array,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Encoding> {
  const told = encodingOfHead(head);
  if (told) return told;
  const check = new Utf8Check();
  for await (const chunk of chunks) {
    check.add(chunk);
    if (check.decided) break;
  }
  return check.encoding;
}

/** The text of the bytes, without a byte order mark; bytes that are no text become U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Small enough that what was read of a text is soon forgotten. */
const PIECE_BYTES = 65_536;

/** The text piece by piece; the last piece, which may be empty, says so. */
export async function* decodeChunks(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<{ text: string; bytesRead: number; last: boolean }> {
  const decoder = new TextDecoder(encoding);
  let bytesRead = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES);
      bytesRead += piece.byteLength;
      yield { text: decoder.decode(piece, { stream: true }), bytesRead, last: false };
    }
  }
  yield { text: decoder.decode(), bytesRead, last: true };
}
