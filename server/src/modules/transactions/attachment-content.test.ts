import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exifOf, jpegOf, pdfOf, pngOf } from '../../../test/attached-files.ts';
import { checkAttachment, checkThumbnail } from './attachment-content.ts';
import { attachmentName, dispositionOf } from './attachment-name.ts';

const SECRET = 'GPS 40.4168N 3.7038W';
const typeOf = (file: Buffer | string) => checkAttachment(Buffer.from(file))?.mediaType ?? null;

describe('An attached file', () => {
  it('is what its content is', () => {
    expect([pngOf(), jpegOf(), pdfOf()].map(typeOf)).toEqual([
      'image/png',
      'image/jpeg',
      'application/pdf',
    ]);
    const others = [
      '',
      '<html><script>alert(1)</script>',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      'GIF89a',
      'PK\x03\x04',
      '%PDF-1.4',
      '%PDF-1.4\n<script>alert(1)</script>\n%%EOF',
      '%PDF-1.4\nstartxref\n0\n%%EOF',
      '%PDF-1.4\nstartxref\n99999\n%%EOF',
      `<script>1</script>${pdfOf().toString('latin1')}`,
    ];
    expect(others.map(typeOf)).toEqual(others.map(() => null));
  });

  it('loses what is glued to it, and what a camera told, but how it was held', () => {
    const zip = Buffer.from(`PK\x03\x04${SECRET}`);
    for (const whole of [pngOf(), pdfOf(), jpegOf()]) {
      const clean = checkAttachment(Buffer.concat([whole, zip]))?.bytes;
      expect(clean?.toString('latin1')).not.toContain('PK');
      expect(checkAttachment(clean ?? zip)?.bytes).toEqual(clean);
    }
    const photo = checkAttachment(jpegOf(exifOf(6, SECRET)))?.bytes ?? Buffer.alloc(0);
    expect(photo.toString('latin1')).not.toContain('GPS');
    // The entry of its orientation: tag 0x0112, a short, once, 6.
    expect(photo.includes(Buffer.from([1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]))).toBe(true);
    expect(checkAttachment(photo)?.bytes).toEqual(photo);
    expect(checkAttachment(jpegOf(exifOf(1, SECRET)))?.bytes).toEqual(jpegOf());
    expect(checkAttachment(jpegOf(exifOf(9, SECRET)))?.bytes).toEqual(jpegOf());
  });

  it('is refused when it is cut short, at whatever byte', () => {
    for (const whole of [pngOf(), jpegOf(exifOf(6, '')), pdfOf()]) {
      const clean = checkAttachment(whole)?.bytes ?? Buffer.alloc(0);
      const least = clean.length - (clean.subarray(0, 4).toString() === '%PDF' ? 1 : 0);
      for (let length = 0; length < least; length += 1) {
        expect(checkAttachment(clean.subarray(0, length)), `${length} bytes`).toBeNull();
      }
    }
  });

  it('is a picture in a thumbnail, a small one', () => {
    expect(checkThumbnail(pngOf())?.mediaType).toBe('image/png');
    expect(checkThumbnail(pdfOf())).toBeNull();
    expect(checkThumbnail(pngOf(513, 1))).toBeNull();
    expect(checkThumbnail(Buffer.concat([pngOf(), Buffer.alloc(40 * 1024)]))).toBeNull();
    expect(checkAttachment(pngOf(12_001, 1))).toBeNull();
  });

  it('is refused or read, and never fails, whatever its bytes', () => {
    const change = fc.record({ at: fc.nat(2000), byte: fc.integer({ min: 0, max: 255 }) });
    const whole = fc.constantFrom(pngOf(), jpegOf(exifOf(6, SECRET)), pdfOf());
    fc.assert(
      fc.property(whole, fc.array(change, { maxLength: 8 }), (original, changes) => {
        const file = Buffer.from(original);
        for (const { at, byte } of changes) file[at % file.length] = byte;
        const clean = checkAttachment(file);
        expect(clean?.bytes.length ?? 0).toBeLessThanOrEqual(file.length + 40);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('The name of an attached file', () => {
  it.each([
    ['Recibo café.JPG', 'image/jpeg', 'Recibo café.jpg'],
    ['evil.html', 'image/png', 'evil.png'],
    ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
    ['C:\\Users\\ana\\scan.pdf', 'application/pdf', 'scan.pdf'],
    ['a"b\r\nset-cookie: x\u202Egnp.exe', 'image/png', 'abset-cookie xgnp.png'],
    ['.htaccess', 'image/webp', 'file.webp'],
    ['', 'image/png', 'file.png'],
    ['日本語の領収書', 'image/png', '日本語の領収書.png'],
  ] as const)('%j of %s is %j', (told, type, name) => {
    expect(attachmentName(told, type)).toBe(name);
  });

  it('stays short, and within one header', () => {
    expect(attachmentName('😀'.repeat(500), 'image/png').length).toBeLessThanOrEqual(250);
    expect(dispositionOf('inline', `día "1"; x=’2’.png`)).toBe(
      `inline; filename="d_a _1_; x=_2_.png"; filename*=UTF-8''d%C3%ADa%20%221%22%3B%20x%3D%E2%80%992%E2%80%99.png`,
    );
  });
});
