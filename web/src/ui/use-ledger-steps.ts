import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { ApiError, api } from '../lib/api.ts';
import { useProblemText } from '../lib/problems.ts';
import { refreshHousehold } from '../lib/query-client.ts';
import { toast } from './toasts.tsx';

/** Takes changes of the ledger back and makes them again: the latest one's own, or a named one. */
export function useLedgerSteps() {
  const { t } = useLingui();
  const text = useProblemText();
  const undoImport = (id: string) =>
    turn(
      () => api('POST /imports/:id/undo', { params: { id } }),
      t`The import is being taken back.`,
    );
  /** The last thing was an import: it goes back whole, but not by a key pressed in passing. */
  const offerImport = ({ importId, added }: Record<string, unknown>) =>
    toast(
      t`${plural(Number(added), { one: 'The last thing you did was to import # transaction.', other: 'The last thing you did was to import # transactions.' })}`,
      { offer: { label: t`Take it back`, run: () => void undoImport(String(importId)) } },
    );
  const turn = async (call: () => Promise<unknown>, said: string, undo?: () => void) => {
    try {
      await call();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'import_is_latest') {
        offerImport(error.problem.params ?? {});
        return;
      }
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
  const undo = () =>
    void turn(() => api('POST /ledger/undo', { body: { stopAtImport: true } }), t`Taken back.`);
  return {
    undo,
    redo,
    undoImport,
    undoStep: (id: string) =>
      turn(() => api('POST /ledger/steps/:id/undo', { params: { id }, body: {} }), t`Taken back.`),
    redoStep: (id: string) =>
      turn(() => api('POST /ledger/steps/:id/redo', { params: { id }, body: {} }), t`Done again.`),
    /** Says what was done, and offers to take it back. */
    said: (sentence: string) => toast(sentence, { undo }),
  };
}
