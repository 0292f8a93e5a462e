import { cleanJpeg } from './pictures-jpeg.ts';
import { cleanPng } from './pictures-png.ts';
import { cleanWebp } from './pictures-webp.ts';

export interface CleanPicture {
  contentType: 'image/png' | 'image/jpeg' | 'image/webp';
  bytes: Buffer;
}

/** What a format's reader found: the parts that are the picture itself, and its measures in pixels. */
export interface PictureParts {
  parts: Uint8Array[];
  width: number;
  height: number;
}

const PICTURE_PIXELS_A_SIDE = 4096;

const READERS = [
  ['image/png', cleanPng],
  ['image/jpeg', cleanJpeg],
  ['image/webp', cleanWebp],
] as const;

/**
 * A picture written anew from the parts that draw it; null for what is none of the three formats, is
 * cut short, moves, or is more than so many pixels a side. What a camera or a person wrote beside the
 * picture (place, time, names, previews), and whatever follows its end, is not taken over.
 */
export function cleanPicture(
  file: Buffer,
  mostPixelsASide = PICTURE_PIXELS_A_SIDE,
): CleanPicture | null {
  for (const [contentType, read] of READERS) {
    const found = read(file);
    if (found === null) continue;
    const fits = (side: number) => side >= 1 && side <= mostPixelsASide;
    if (!fits(found.width) || !fits(found.height)) return null;
    return { contentType, bytes: Buffer.concat(found.parts) };
  }
  return null;
}
