import { describe, expect, it, vi } from 'vitest';
import { createVersionCache } from './version-cache.ts';

describe('the cache of composed reads', () => {
  it('computes once for callers at the same time and after, again for another key', async () => {
    const cache = createVersionCache<number>(5);
    const compute = vi.fn(async () => 1);
    await Promise.all([cache.get('a', compute), cache.get('a', compute)]);
    await cache.get('a', compute);
    expect(compute).toHaveBeenCalledTimes(1);
    await cache.get('b', compute);
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it('forgets what was not asked for the longest', async () => {
    const cache = createVersionCache<string>(2);
    for (const key of ['a', 'b', 'a', 'c']) await cache.get(key, async () => key);
    expect(await cache.get('a', async () => 'anew')).toBe('a');
    expect(await cache.get('b', async () => 'anew')).toBe('anew');
  });

  it('does not keep a failure', async () => {
    const cache = createVersionCache<string>(2);
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cache.get('a', async () => 'yes')).toBe('yes');
  });
});
