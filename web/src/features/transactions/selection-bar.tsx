import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { CategorySelect } from '../../ui/category-select.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import styles from './transactions-page.module.css';

/** What can be done with the selected rows, all at once. */
export function SelectionBar({ rows, onDone }: { rows: Transaction[]; onDone: () => void }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const [category, setCategory] = useState('');
  const ids = rows.map((row) => row.id);
  const finish = async (sentence: string) => {
    await refreshHousehold();
    said(sentence);
    onDone();
  };
  const problem = (error: unknown) => toast(text(error), { problem: true });
  const move = useMutation({
    mutationFn: (categoryId: string | undefined) =>
      api('POST /transactions/bulk', {
        body: { ids, change: categoryId ? { categoryId } : { needsReview: false } },
      }),
    onSuccess: ({ changed }) => finish(t`${changed} changed.`),
    onError: problem,
  });
  const link = useMutation({
    mutationFn: () =>
      api('POST /transfers', { body: { transactionIds: [ids[0] ?? '', ids[1] ?? ''] } }),
    onSuccess: () => finish(t`Linked as a transfer.`),
    onError: problem,
  });
  return (
    <section className={styles.bar} aria-label={t`Selected transactions`}>
      <strong>
        <Plural value={rows.length} one="# selected" other="# selected" />
      </strong>
      <CategorySelect
        ariaLabel={t`Move to category`}
        emptyLabel={t`Move to category`}
        value={category}
        onChange={(id) => {
          setCategory(id);
          if (id) move.mutate(id);
        }}
      />
      <Button variant="default" onClick={() => move.mutate(undefined)} loading={move.isPending}>
        <Trans>Mark reviewed</Trans>
      </Button>
      {rows.length === 2 && (
        <Button variant="default" onClick={() => link.mutate()} loading={link.isPending}>
          <Trans>Link as transfer</Trans>
        </Button>
      )}
      <Button variant="subtle" onClick={onDone}>
        <Trans>Clear</Trans>
      </Button>
    </section>
  );
}
