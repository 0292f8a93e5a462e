import { AppError } from '../../platform/errors.ts';
import type { PageEntry, PageWish } from './transaction-search.repository.ts';

/** Where a page ended: the sort key and id of its last row, opaque to clients. */
export function encodeCursor(sort: PageWish['sort'], last: PageEntry): string {
  return Buffer.from(JSON.stringify([sort, last.key, last.id])).toString('base64url');
}

export function decodeCursor(
  cursor: string | undefined,
  sort: PageWish['sort'],
): PageWish['after'] {
  if (cursor === undefined) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    parts = null;
  }
  if (Array.isArray(parts) && parts[0] === sort && typeof parts[2] === 'string') {
    const key: unknown = parts[1];
    if (sort === 'amount' ? Number.isSafeInteger(key) : typeof key === 'string') {
      return { key: key as string | number, id: parts[2] };
    }
  }
  throw new AppError('invalid_request', 'The cursor does not belong to this list.');
}
