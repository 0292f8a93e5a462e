/**
 * Keeps the newest answers of a read that is the same as long as its key is: the key holds the
 * household's version, which every write bumps, in whatever process, so nothing here is ever stale
 * or needs to be told. Several tabs that hear of one change are answered by one computation.
 */
export function createVersionCache<T>(mostEntries: number) {
  const entries = new Map<string, Promise<T>>();
  return {
    get: (key: string, compute: () => Promise<T>): Promise<T> => {
      const known = entries.get(key);
      const value = known ?? compute();
      // Put at the end: the first entry is then the one that was not asked for the longest.
      entries.delete(key);
      entries.set(key, value);
      if (known) return known;
      for (const oldest of entries.keys()) {
        if (entries.size <= mostEntries) break;
        entries.delete(oldest);
      }
      value.catch(() => entries.delete(key));
      return value;
    },
  };
}
