import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, CloseButton } from '@mantine/core';
import type { Category } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { CategorySelect } from '../../ui/category-select.tsx';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/sheet.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import styles from './categories.module.css';
import { categoryUses } from './categories.queries.ts';

interface Props {
  /** Those that are chosen to begin with. */
  first: readonly string[];
  onClose: () => void;
}

/** Makes one category of several, with all they have counted before it happens. */
export function MergeSheet({ first, onClose }: Props) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const items = useQuery(categoryQueries.list()).data?.items ?? [];
  const [ids, setIds] = useState(first);
  const [into, setInto] = useState('');
  const gone = ids.flatMap((id) => items.find((one) => one.id === id) ?? []);
  const merge = useMutation({
    mutationFn: () => api('POST /categories/merge', { body: { ids: [...ids], into } }),
    onSuccess: async ({ movedTransactions }) => {
      await refreshHousehold();
      said(t`Merged. ${movedTransactions} transactions moved.`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    merge.mutate();
  };
  return (
    <Sheet opened onClose={onClose} title={<Trans>Merge categories</Trans>}>
      <form className={form.form} onSubmit={submit}>
        {gone.length > 0 && (
          <ul className={styles.gone} aria-label={t`These go`}>
            {gone.map((one) => (
              <li key={one.id} className={styles.goneRow}>
                <CategoryChip category={one} />
                <CloseButton
                  aria-label={t`Keep ${one.name}`}
                  onClick={() => setIds(ids.filter((id) => id !== one.id))}
                />
              </li>
            ))}
          </ul>
        )}
        <CategorySelect
          label={gone.length === 0 ? t`Category that goes` : t`Another one that goes`}
          emptyLabel={t`Choose one`}
          value=""
          withArchived
          only={(one) => !ids.includes(one.id) && one.id !== into && !one.protected}
          onChange={(id) => id && setIds([...ids, id])}
        />
        <CategorySelect
          label={t`Into`}
          emptyLabel={t`Choose one`}
          value={into}
          only={(one) => !ids.includes(one.id)}
          onChange={setInto}
        />
        {gone.length > 0 && <WhatMoves gone={gone} items={items} />}
        {merge.error && (
          <p className={form.problem} role="alert">
            {text(merge.error)}
          </p>
        )}
        <div className={form.buttons}>
          <Button type="submit" disabled={gone.length === 0 || !into} loading={merge.isPending}>
            <Trans>Merge</Trans>
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

/** What the others bring along. */
function WhatMoves({ gone, items }: { gone: readonly Category[]; items: readonly Category[] }) {
  const uses = useQuery(categoryUses()).data?.items;
  if (!uses) return null;
  const own = uses.filter((use) => gone.some((one) => one.id === use.categoryId));
  const sum = (key: 'transactions' | 'rules' | 'choices') =>
    own.reduce((total, use) => total + use[key], 0);
  const children = items.filter(
    (one) => gone.some((group) => group.id === one.parentId) && !gone.includes(one),
  ).length;
  return (
    <p className={form.hint} aria-live="polite">
      <Trans>These move:</Trans>{' '}
      <Plural value={sum('transactions')} one="# transaction" other="# transactions" />
      {', '}
      <Plural value={sum('rules')} one="# rule" other="# rules" />
      {', '}
      <Plural value={sum('choices')} one="# learned merchant" other="# learned merchants" />
      {children > 0 && (
        <>
          {', '}
          <Plural value={children} one="# category in it" other="# categories in it" />
        </>
      )}
      . <Trans>It can be taken back.</Trans>
    </p>
  );
}
