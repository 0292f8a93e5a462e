import type { PictureParts } from './pictures.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEAD_BYTES = 8;
const CHECKSUM_BYTES = 4;

/** The chunks that draw a still picture; texts, times, places and profiles are others. */
const DRAWING = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'IDAT', 'IEND'];

/** PNG, third edition: chunks of length, name, content and checksum, from IHDR to IEND. */
export function cleanPng(file: Buffer): PictureParts | null {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null;
  const parts: Uint8Array[] = [SIGNATURE];
  let width = 0;
  let height = 0;
  let hasData = false;
  for (let at = SIGNATURE.length; at + HEAD_BYTES <= file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + HEAD_BYTES);
    const end = at + HEAD_BYTES + length + CHECKSUM_BYTES;
    if (end > file.length) return null;
    if ((name === 'IHDR') !== (parts.length === 1)) return null;
    if (name === 'IHDR') {
      if (length !== 13) return null;
      width = file.readUInt32BE(at + HEAD_BYTES);
      height = file.readUInt32BE(at + HEAD_BYTES + 4);
    }
    if (name === 'IDAT') hasData = true;
    if (DRAWING.includes(name)) parts.push(file.subarray(at, end));
    if (name === 'IEND') return hasData ? { parts, width, height } : null;
    at = end;
  }
  return null;
}
