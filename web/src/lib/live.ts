import { useEffect } from 'react';
import { HOUSEHOLD, queryClient } from './query-client.ts';
import { sessionQuery } from './session.ts';

const GATHER_MS = 60;

/** Keeps what is shown true: fetches it again when any tab, person or program changed something. */
export function useLiveUpdates(): void {
  useEffect(() => {
    const source = new EventSource('/api/v1/live');
    // The page was fetched after its session: what changed since, before the stream began, is news.
    let known = queryClient.getQueryData(sessionQuery.queryKey)?.household.version;
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('version', (event) => {
      const version = Number(event.data);
      const isNews = known !== version;
      known = version;
      if (!isNews) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        void queryClient.invalidateQueries({ queryKey: [HOUSEHOLD] });
      }, GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, []);
}
