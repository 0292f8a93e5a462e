import { useEffect } from 'react';
import { HOUSEHOLD, queryClient } from './query-client.ts';

const GATHER_MS = 60;

/** Keeps what is shown true: fetches it again when any tab, person or program changed something. */
export function useLiveUpdates(): void {
  useEffect(() => {
    const source = new EventSource('/api/v1/live');
    let known: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('version', (event) => {
      const isFirst = known === null;
      const isNews = known !== event.data;
      known = event.data;
      if (isFirst || !isNews) return;
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
