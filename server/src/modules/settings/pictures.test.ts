import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jpegSegment, picture, pngChunk, withWebpChunk } from './pictures.fixture.ts';
import { cleanPicture } from './pictures.ts';

const SECRET = 'GPS 40.4168N 3.7038W';
const NAMES = ['png', 'jpeg', 'webp', 'webpAlpha'] as const;
const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/webp'];

const insertedAt = (file: Buffer, at: number, ...more: Buffer[]) =>
  Buffer.concat([file.subarray(0, at), ...more, file.subarray(at)]);
const afterHeader = picture('png').indexOf('IDAT') - 4;

describe('a picture', () => {
  it('is known by its content', () => {
    expect(NAMES.map((name) => cleanPicture(picture(name))?.contentType)).toEqual(TYPES);
    const others = [
      '',
      'GIF89a',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '\xff\xd8\xff',
      'RIFF',
    ];
    expect(others.map((text) => cleanPicture(Buffer.from(text, 'latin1')))).toEqual(
      others.map(() => null),
    );
  });

  it('loses what was written beside it: places, texts, profiles, and what follows its end', () => {
    const jpeg = picture('jpeg');
    const written = [
      insertedAt(picture('png'), afterHeader, pngChunk('tEXt', SECRET), pngChunk('eXIf', SECRET)),
      Buffer.concat([picture('png'), Buffer.from(SECRET)]),
      insertedAt(
        jpeg,
        2,
        jpegSegment(0xe1, `Exif\0\0${SECRET}`),
        jpegSegment(0xee, `Adobe, or not: ${SECRET}`),
        jpegSegment(0xfe, SECRET),
      ),
      Buffer.concat([jpeg, jpeg, Buffer.from(SECRET)]),
      withWebpChunk(picture('webp'), 'EXIF', SECRET),
      withWebpChunk(picture('webpAlpha'), 'XMP ', `${SECRET}!`),
      Buffer.concat([picture('webp'), Buffer.from(SECRET)]),
    ];
    for (const file of written) {
      const clean = cleanPicture(file)?.bytes.toString('latin1');
      expect(clean).toBeDefined();
      expect(clean).not.toContain('GPS');
      // The colour profile of the browser that wrote it.
      expect(clean).not.toContain('mntrRGB');
    }
    expect(cleanPicture(written[3] ?? jpeg)).toEqual(cleanPicture(jpeg));
  });

  it('stays as it is once it is clean', () => {
    for (const name of NAMES) {
      const once = cleanPicture(picture(name));
      expect(cleanPicture(once?.bytes ?? Buffer.alloc(0))).toEqual(once);
    }
  });

  it('is refused when it is cut short, at whatever byte', () => {
    for (const name of NAMES) {
      const whole = cleanPicture(picture(name))?.bytes ?? Buffer.alloc(0);
      for (let length = 0; length < whole.length; length += 1) {
        expect(cleanPicture(whole.subarray(0, length))).toBeNull();
      }
    }
  });

  it('is refused above 4096 pixels a side, and when it moves', () => {
    const png = picture('png');
    png.writeUInt32BE(4097, 16);
    const jpeg = cleanPicture(picture('jpeg'))?.bytes ?? Buffer.alloc(0);
    jpeg.writeUInt16BE(5000, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5);
    const webp = cleanPicture(picture('webp'))?.bytes ?? Buffer.alloc(0);
    webp.writeUInt16LE(0, webp.indexOf('VP8 ') + 14);
    const moving = withWebpChunk(picture('webp'), 'ANMF', '');
    expect([png, jpeg, webp, moving].map((one) => cleanPicture(one))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('is refused or read, and never fails, whatever its bytes', () => {
    const change = fc.record({ at: fc.nat(2000), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.array(change, { maxLength: 8 }),
        (name, changes) => {
          const file = picture(name);
          for (const { at, byte } of changes) file[at % file.length] = byte;
          const clean = cleanPicture(file);
          expect(clean?.bytes.length ?? 0).toBeLessThanOrEqual(file.length);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
