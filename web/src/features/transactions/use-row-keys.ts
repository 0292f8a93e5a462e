import { useLingui } from '@lingui/react/macro';
import type { Transaction } from '@picture/contract';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import type { InlineField } from './inline-editor.tsx';
import type { OpenedPart } from './transaction-details.tsx';

interface RowKeys {
  /** The row the keys are about. */
  row: Transaction | undefined;
  onSearch: () => void;
  onStep: (by: number) => void;
  onOpen: (id: string, part?: OpenedPart) => void;
  /** Left out for whoever changes nothing. */
  edit?: {
    onToggle: (id: string, withShift: boolean) => void;
    onReview: (row: Transaction) => void;
    onField: (field: InlineField) => void;
    /** Two rows are selected: the key for a transfer is about those. */
    isPair: boolean;
  };
}

/** The keys of the list of transactions. */
export function useRowKeys({ row, onSearch, onStep, onOpen, edit }: RowKeys): void {
  const { t } = useLingui();
  const review = () => row?.needsReview && edit?.onReview(row);
  const split = () => row?.kind === 'standard' && !row.transfer && onOpen(row.id, 'split');
  const transfer = () => row && onOpen(row.id, 'transfer');
  const toggle = (event: KeyboardEvent) => row && edit?.onToggle(row.id, event.shiftKey);
  const field = (name: InlineField) => () => edit?.onField(name);
  useShortcuts([
    { keys: '/', label: t`Search`, run: onSearch },
    { keys: 'j', label: t`Next row`, run: () => onStep(1) },
    { keys: 'k', label: t`Row before`, run: () => onStep(-1) },
    { keys: 'Enter', label: t`Open the row`, run: () => row && onOpen(row.id) },
    ...(edit
      ? [
          { keys: 'n', label: t`Add a transaction`, run: () => onOpen('new') },
          { keys: 'x', label: t`Select the row`, run: toggle },
          { keys: 'r', label: t`Mark the row reviewed`, run: review },
          { keys: 'c', label: t`Category`, run: field('category') },
          { keys: 't', label: t`Tags`, run: field('tags') },
          { keys: 'o', label: t`Note`, run: field('note') },
          { keys: 'p', label: t`Payee`, run: field('payee') },
          { keys: 'd', label: t`Date`, run: field('date') },
          { keys: 'a', label: t`Amount`, run: field('amount') },
          { keys: 's', label: t`Split`, run: split },
          ...(edit.isPair ? [] : [{ keys: 'm', label: t`Transfer`, run: transfer }]),
        ]
      : []),
  ]);
}
