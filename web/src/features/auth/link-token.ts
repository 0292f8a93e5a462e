import { useEffect, useState } from 'react';

/**
 * The secret of a mailed link. It comes in the fragment, which browsers send to no server, and is
 * taken out of the address bar at once, so that it stays in no history.
 */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token'));
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  }, []);
  return token;
}
