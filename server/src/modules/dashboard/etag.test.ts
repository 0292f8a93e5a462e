import { describe, expect, it } from 'vitest';
import { etagOf, holdsEtag } from './etag.ts';

describe('the dashboard’s ETag', () => {
  const etag = etagOf(7, '2026-11-23', '1y', 'en');

  it('differs with the version, the day, the range and the language', () => {
    expect(etag).toBe('W/"7-2026-11-23-1y-en"');
    expect(etagOf(8, '2026-11-23', '1y', 'en')).not.toBe(etag);
  });

  it('is recognised weak or strong, alone or among others', () => {
    expect(holdsEtag(etag, etag)).toBe(true);
    expect(holdsEtag('"7-2026-11-23-1y-en"', etag)).toBe(true);
    expect(holdsEtag(`"a", ${etag}`, etag)).toBe(true);
    expect(holdsEtag('*', etag)).toBe(true);
    expect(holdsEtag('W/"6-2026-11-23-1y-en"', etag)).toBe(false);
    expect(holdsEtag(undefined, etag)).toBe(false);
  });
});
