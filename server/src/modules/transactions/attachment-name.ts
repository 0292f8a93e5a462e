import type { AttachmentType } from '@picture/contract';

/** The first is how a file ends that ends otherwise. */
const ENDINGS: Record<AttachmentType, readonly string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
};
const MOST_LETTERS = 120;

/** What people call a file, without a folder, marks nobody sees, or an ending that is not its own. */
export function attachmentName(told: string, mediaType: AttachmentType): string {
  const base = told.replace(/^.*[/\\]/s, '').replace(/[\p{C}:*?"<>|]/gu, '');
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([\p{L}\p{N}]{1,8}))?$/su.exec(base.trim()) ?? [];
  const own = ENDINGS[mediaType];
  const isOwn = own.includes(ending.toLowerCase());
  const name = [...stem.replace(/^\.+/, '')].slice(0, MOST_LETTERS).join('').trim() || 'file';
  return `${name}.${isOwn ? ending.toLowerCase() : own[0]}`;
}

/** RFC 6266: a plain name for the oldest programs, and the whole one for all others. */
export function dispositionOf(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
