import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Menu } from '@mantine/core';
import type { BodyIn, BulkChange, bulkDeleteTransactions, Transaction } from '@picture/contract';
import { IconDots, IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { CategorySelect } from '../../ui/category-select.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { BulkSheet } from './bulk-sheet.tsx';
import styles from './selection-bar.module.css';
import { type Filter, transactionQueries } from './transactions.queries.ts';
import { useLinkTransfer } from './use-link-transfer.ts';
import { useRuleOffer } from './use-rule-offer.ts';

type Which = BodyIn<typeof bulkDeleteTransactions>;

interface Props {
  rows: readonly Transaction[];
  filter: Filter;
  categoryBox: RefObject<HTMLDivElement | null>;
  onDone: () => void;
}

/** What can be done with the selected rows, or with all that match, all at once. */
export function SelectionBar({ rows, filter, categoryBox, onDone }: Props) {
  const { t } = useLingui();
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState<'delete' | 'more' | null>(null);
  const matching = useMatching(filter);
  const ids = rows.map((row) => row.id);
  const count = all && matching ? matching.count : rows.length;
  const which: Which = all && matching ? { matching: matchingOf(matching) } : { ids };
  const { change, remove } = useBulk(which, rows, () => {
    setAsking(null);
    onDone();
  });
  const link = useLinkTransfer(onDone);
  const isPair = rows.length === 2 && !all;
  useLinkKey(isPair, () => link.isPending || link.mutate(ids));
  const more = matching && matching.count > rows.length && !all ? matching.count : null;
  return (
    <section className={styles.bar} data-selection-bar aria-label={t`Selected transactions`}>
      <strong className={styles.barCount}>
        <Plural value={count} one="# selected" other="# selected" />
      </strong>
      {more !== null && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={styles.barAll ?? ''}
          onClick={() => setAll(true)}
        >
          <Trans>Select all {more}</Trans>
        </Button>
      )}
      <div ref={categoryBox} className={`${styles.barAct} ${styles.barCategory}`}>
        <CategorySelect
          ariaLabel={t`Move to category`}
          emptyLabel={t`Move to category`}
          value=""
          onChange={(categoryId) => categoryId && change.mutate({ categoryId })}
        />
      </div>
      <Button
        variant="default"
        className={styles.barAct ?? ''}
        onClick={() => change.mutate({ needsReview: false })}
        loading={change.isPending}
      >
        <Trans>Mark reviewed</Trans>
      </Button>
      {isPair && (
        <Button
          variant="default"
          className={styles.barAct ?? ''}
          onClick={() => link.mutate(ids)}
          loading={link.isPending}
        >
          <Trans>Link as transfer</Trans>
        </Button>
      )}
      <Menu position="top-end" zIndex={150}>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={36}
            className={styles.barMore ?? ''}
            aria-label={t`More changes`}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsking('more')}>
            <Trans>Tags, payee, note…</Trans>
          </Menu.Item>
          <Menu.Item onClick={() => change.mutate({ isHidden: true })}>
            <Trans>Leave out of income and spending</Trans>
          </Menu.Item>
          <Menu.Item onClick={() => change.mutate({ isHidden: false })}>
            <Trans>Count in income and spending</Trans>
          </Menu.Item>
          <Menu.Item color="var(--brick)" onClick={() => setAsking('delete')}>
            <Trans>Delete</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        variant="subtle"
        size={36}
        className={styles.barClear ?? ''}
        aria-label={t`Clear the selection`}
        onClick={onDone}
      >
        <IconX size={18} />
      </ActionIcon>
      {asking === 'more' && (
        <BulkSheet
          count={count}
          onClose={() => setAsking(null)}
          onChange={(wish) => change.mutate(wish)}
          busy={change.isPending}
        />
      )}
      <Confirm
        opened={asking === 'delete'}
        onClose={() => setAsking(null)}
        title={<Plural value={count} one="Delete # transaction?" other="Delete # transactions?" />}
        verb={<Trans>Delete</Trans>}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        error={remove.error}
      >
        <Trans>
          They leave their balances and every total. For 30 days you can take this back.
        </Trans>
      </Confirm>
    </section>
  );
}

/** The key for a transfer, while two rows are what it is about. */
function useLinkKey(isPair: boolean, run: () => void): void {
  const { t } = useLingui();
  useShortcuts(isPair ? [{ keys: 'm', label: t`Transfer`, run }] : []);
}

function useBulk(which: Which, rows: readonly Transaction[], onDone: () => void) {
  const offerRule = useRuleOffer();
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const finish = async (sentence: string) => {
    await refreshHousehold();
    said(sentence);
    onDone();
  };
  const onError = (error: unknown) => toast(text(error), { problem: true });
  const change = useMutation({
    mutationFn: (wish: BulkChange) =>
      api('POST /transactions/bulk', { body: { ...which, change: wish } }),
    onSuccess: async ({ changed }, wish) => {
      await finish(t`${changed} changed.`);
      const isOfOne = new Set(rows.map((row) => row.payee)).size === 1;
      const [first] = rows;
      if (first && isOfOne && (wish.categoryId || wish.payee))
        await offerRule(first.id, Math.max(changed, 1));
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: () => api('POST /transactions/bulk-delete', { body: which }),
    onSuccess: ({ deleted }) => finish(t`${deleted} deleted.`),
    onError,
  });
  return { change, remove };
}

/** All that match the filter; null while their number is not known. */
function useMatching(filter: Filter) {
  const { data } = useQuery(transactionQueries.totals(filter));
  const count = (data?.sums ?? []).reduce((sum, one) => sum + one.transactions, 0);
  return count > 0 ? { filter, count } : null;
}

function matchingOf({ filter, count }: { filter: Filter; count: number }) {
  const { limit: _limit, sort: _sort, order: _order, ...rest } = filter;
  const told = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { filter: told, count };
}
