import { useLingui } from '@lingui/react/macro';
import { api } from '../lib/api.ts';
import { useProblemText } from '../lib/problems.ts';
import { refreshHousehold } from '../lib/query-client.ts';
import { toast } from './toasts.tsx';

/** Takes changes of the ledger back and makes them again: the latest one's own, or a named one. */
export function useLedgerSteps() {
  const { t } = useLingui();
  const text = useProblemText();
  const turn = async (call: () => Promise<unknown>, said: string, undo?: () => void) => {
    try {
      await call();
    } catch (error) {
      toast(text(error), { problem: true });
      return;
    }
    await refreshHousehold();
    toast(said, undo ? { undo } : {});
  };
  const redo = () =>
    void turn(
      () => api('POST /ledger/redo', { body: {} }),
      t`Done again.`,
      () => undo(),
    );
  const undo = () => void turn(() => api('POST /ledger/undo', { body: {} }), t`Taken back.`);
  return {
    undo,
    redo,
    undoStep: (id: string) =>
      turn(() => api('POST /ledger/steps/:id/undo', { params: { id }, body: {} }), t`Taken back.`),
    redoStep: (id: string) =>
      turn(() => api('POST /ledger/steps/:id/redo', { params: { id }, body: {} }), t`Done again.`),
    /** Says what was done, and offers to take it back. */
    said: (sentence: string) => toast(sentence, { undo }),
  };
}
