import type { PictureParts } from './pictures.ts';

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const TABLES = [0xc4, 0xdb, 0xdd];
/** Baseline, extended and progressive frames: what browsers draw. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const ADOBE = 0xee;
const ADOBE_LENGTH = 14;

/**
 * ITU-T T.81: segments of a marker and a length, and after each scan's header its coded data. Kept
 * are frames, tables and scans, and of Adobe's segment the twelve bytes that say how colours are
 * coded. All else that applications wrote (Exif, XMP, previews, comments) is left out.
 */
export function cleanJpeg(file: Buffer): PictureParts | null {
  if (file[0] !== 0xff || file[1] !== START) return null;
  const parts: Uint8Array[] = [file.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  let hasScan = false;
  for (let at = 2; at + 2 <= file.length; ) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) {
      if (!hasScan || !size) return null;
      return { parts: [...parts, file.subarray(at, at + 2)], ...size };
    }
    if (at + 4 > file.length) return null;
    const length = file.readUInt16BE(at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > file.length) return null;
    if (FRAMES.includes(marker)) {
      // A second frame would be a picture whose size nobody looked at.
      if (size || length < 8) return null;
      size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    } else if (marker === SCAN) {
      if (!size) return null;
      hasScan = true;
      end = endOfScan(file, end);
    }
    const isAdobe =
      marker === ADOBE &&
      length === ADOBE_LENGTH &&
      file.toString('latin1', at + 4, at + 9) === 'Adobe';
    if (FRAMES.includes(marker) || TABLES.includes(marker) || marker === SCAN || isAdobe) {
      parts.push(file.subarray(at, end));
    } else if (!isNote(marker)) return null;
    at = end;
  }
  return null;
}

/** Segments of applications, and comments. */
const isNote = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

/** Coded data ends at the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return file.length;
}
