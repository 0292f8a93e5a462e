import { useMutation } from '@tanstack/react-query';
import { api } from './api.ts';

/** The whole app begins again, so that nothing of the household that was shown is left anywhere. */
export const beginAnew = (): void => location.assign('/');

/** Goes to another household of one's own. */
export const useEnterHousehold = () =>
  useMutation({
    mutationFn: (id: string) => api('POST /households/:id/enter', { params: { id }, body: {} }),
    onSuccess: beginAnew,
  });
