import { MAX_THUMBNAIL_BYTES } from '@picture/contract';

const SIDE = 320;
const QUALITIES = [0.8, 0.5, 0.3];

/** The sides of a picture made to fit, never made larger. */
export function fit(width: number, height: number, most = SIDE): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** A small picture of a picture; null where this browser can draw none (a PDF, say). */
export async function thumbnailOf(file: Blob): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const size = fit(bitmap.width, bitmap.height);
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/webp', quality),
    );
    if (blob && blob.size <= MAX_THUMBNAIL_BYTES) return blob;
  }
  return null;
}
