import type { Api, BodyIn, Import } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { importQueries, keepImport } from './imports.queries.ts';

/** Says what becomes of rows; the preview and its counts follow. */
export function useDecideRows(one: Import, onDone: () => void) {
  const text = useProblemText();
  return useMutation({
    mutationFn: (body: BodyIn<Api['PUT /imports/:id/rows']>) =>
      api('PUT /imports/:id/rows', { params: { id: one.id }, body }),
    onSuccess: async (next) => {
      keepImport(next);
      await queryClient.invalidateQueries({ queryKey: importQueries.allRows(one.id) });
      onDone();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
}
