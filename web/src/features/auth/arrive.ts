import { useRouter } from '@tanstack/react-router';
import { queryClient } from '../../lib/query-client.ts';

/** Goes in, to where somebody wanted to be, with nothing left of whoever was here before. */
export function useArrive(): (path: string) => void {
  const router = useRouter();
  return (path) => {
    queryClient.clear();
    // What asks a program's owner for leave is the server's own address, not a page of the app.
    if (path.startsWith('/api/')) location.assign(path);
    else router.history.push(path);
  };
}
