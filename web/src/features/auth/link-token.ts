import { useEffect, useState } from 'react';

/**
 * The secret of a mailed link. It comes in the fragment, which browsers send to no server, and is
 * taken out of the address bar at once, so that it stays in no history.
 */
export function useLinkToken(): string | null {
  const [token, setToken] = useState(tokenInAddress);
  useEffect(() => {
    const take = () => {
      const found = tokenInAddress();
      if (found !== null) setToken(found);
      if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
    };
    take();
    // Another link, opened where the page of an earlier one still stands.
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return token;
}

const tokenInAddress = (): string | null =>
  new URLSearchParams(location.hash.slice(1)).get('token');
