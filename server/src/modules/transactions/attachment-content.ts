import { type AttachmentType, MAX_THUMBNAIL_BYTES, MAX_THUMBNAIL_SIDE } from '@picture/contract';
import { cleanPicture } from '../settings/index.ts';

export interface CheckedFile {
  mediaType: AttachmentType;
  bytes: Buffer;
}

/** Cameras of 100 megapixels stay below. */
const MOST_PIXELS_A_SIDE = 12_000;

/**
 * What a file is by its content, whatever it is called: a picture written anew from the parts that
 * draw it, turned as the camera said, or a PDF without what follows its end. Null for anything else.
 */
export function checkAttachment(file: Buffer): CheckedFile | null {
  const picture = cleanPicture(file, MOST_PIXELS_A_SIDE);
  if (picture === null) return checkPdf(file);
  const turned =
    picture.contentType === 'image/jpeg'
      ? withOrientation(picture.bytes, orientationOf(file))
      : picture.bytes;
  return { mediaType: picture.contentType, bytes: turned };
}

export function checkThumbnail(file: Buffer): CheckedFile | null {
  const picture = cleanPicture(file, MAX_THUMBNAIL_SIDE);
  if (picture === null || file.length > MAX_THUMBNAIL_BYTES) return null;
  return { mediaType: picture.contentType, bytes: picture.bytes };
}

const PDF_HEAD = /^%PDF-[12]\.\d[\r\n ]/;
const PDF_END = '%%EOF';
/** ISO 32000-1, 3.4.4 of its readers' notes: the end is looked for in the last kilobyte. */
const PDF_TAIL_BYTES = 1024;

/**
 * ISO 32000: a header in the very first bytes, at the end where the cross-references begin, and there
 * a table or a stream of them. What is glued behind the end (another file, most often) is cut off.
 */
function checkPdf(file: Buffer): CheckedFile | null {
  if (!PDF_HEAD.test(file.toString('latin1', 0, 16))) return null;
  const end = file.lastIndexOf(PDF_END, undefined, 'latin1');
  if (end < file.length - PDF_TAIL_BYTES - PDF_END.length) return null;
  const tail = file.toString('latin1', Math.max(0, end - PDF_TAIL_BYTES), end);
  const start = /startxref\s+(\d{1,10})\s*$/.exec(tail)?.[1];
  if (start === undefined) return null;
  const at = Number(start);
  const there = file.toString('latin1', at, at + 40);
  if (at >= end || !/^\s*(xref\s|\d+\s+\d+\s+obj\b)/.test(there)) return null;
  const bytes = Buffer.concat([file.subarray(0, end + PDF_END.length), Buffer.from('\n')]);
  return { mediaType: 'application/pdf', bytes };
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const NOTES = 0xe1;
const SCAN = 0xda;
const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** How a camera was held, 1 to 8, of the Exif of a JPEG whose segments were read before; 1 when untold. */
function orientationOf(jpeg: Buffer): number {
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (jpeg[at] !== 0xff || marker === SCAN) return 1;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    const body = jpeg.subarray(at + 4, end);
    if (marker === NOTES && body.subarray(0, EXIF.length).equals(EXIF)) {
      return orientationIn(body.subarray(EXIF.length));
    }
    at = end;
  }
  return 1;
}

/** TIFF 6.0: byte order, 42, where the first directory is; in it entries of tag, type, count, value. */
function orientationIn(tiff: Buffer): number {
  if (tiff.length < 14) return 1;
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = short(directory);
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + index * ENTRY_BYTES;
    if (at + ENTRY_BYTES > tiff.length) return 1;
    if (short(at) !== ORIENTATION || short(at + 2) !== SHORT) continue;
    const turn = short(at + 8);
    return turn >= 1 && turn <= 8 ? turn : 1;
  }
  return 1;
}

/** A clean JPEG with the one thing of its Exif that the picture needs to stand upright. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  if (orientation === 1) return jpeg;
  const tiff = Buffer.from('MM\0*\0\0\0\x08\0\x01', 'latin1');
  const entry = Buffer.from([0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0]);
  const body = Buffer.concat([EXIF, tiff, entry, Buffer.alloc(4)]);
  const head = Buffer.from([0xff, NOTES, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
