import { useEffect } from 'react';
import { HOUSEHOLD, queryClient } from './query-client.ts';
import { sessionQuery } from './session.ts';

const GATHER_MS = 60;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/** Keeps what is shown true: fetches it again when any tab, person or program changed something. */
export function useLiveUpdates(householdId: string): void {
  useEffect(() => {
    const session = queryClient.getQueryData(sessionQuery.queryKey);
    let known = session?.household.id === householdId ? session.household.version : null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((version) => {
      const isNews = known !== null && known !== version;
      known = version;
      if (!isNews) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        void queryClient.invalidateQueries({ queryKey: [HOUSEHOLD] });
      }, GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [householdId]);
}

/**
 * The browser comes back by itself after a lost connection, but never after a refusal (a proxy's
 * 502 while the server restarts): then we do, each time twice as late. The session is asked for
 * too, since it may be what ended.
 */
function listen(onVersion: (version: number) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  const open = () => {
    source = new EventSource('/api/v1/live');
    source.addEventListener('open', () => {
      wait = FIRST_WAIT_MS;
    });
    source.addEventListener('version', (event) => onVersion(Number(event.data)));
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return;
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
