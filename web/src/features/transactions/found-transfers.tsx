import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { TransferSuggestion } from '@picture/contract';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import styles from './found-transfers.module.css';
import { transactionQueries } from './transactions.queries.ts';

/** Says that there are pairs that look like transfers, and shows them. */
export function FoundTransfers() {
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(transactionQueries.suggestions());
  const items = data?.items ?? [];
  if (items.length === 0 && !opened) return null;
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconArrowsExchange size={16} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        <Plural value={items.length} one="# likely transfer" other="# likely transfers" />
      </Button>
      <Sheet
        opened={opened}
        onClose={() => setOpened(false)}
        title={<Trans>Likely transfers</Trans>}
        size={560}
      >
        <Suggestions items={items} />
      </Sheet>
    </>
  );
}

function Suggestions({ items }: { items: readonly TransferSuggestion[] }) {
  const { confirm, refuse } = useDecisions();
  const sure = items.filter((item) => item.isSure);
  if (items.length === 0) {
    return <EmptyState sentence={<Trans>Every transfer is linked.</Trans>} />;
  }
  return (
    <div className={form.form}>
      <p className={form.hint}>
        <Trans>
          Money that moves between your own accounts is neither income nor spending. A pair you
          refuse is not shown again.
        </Trans>
      </p>
      {sure.length > 1 && (
        <Button
          loading={confirm.isPending}
          onClick={() => confirm.mutate(sure.map((item) => [item.out.id, item.in.id]))}
        >
          <Plural value={sure.length} one="Link # sure pair" other="Link all # sure pairs" />
        </Button>
      )}
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={`${item.out.id} ${item.in.id}`} className={styles.pair}>
            <Side row={item.out} />
            <Side row={item.in} />
            <div className={form.buttons}>
              <Button
                variant="default"
                disabled={refuse.isPending}
                onClick={() => refuse.mutate([item.out.id, item.in.id])}
              >
                <Trans>Not a transfer</Trans>
              </Button>
              <Button
                disabled={confirm.isPending}
                onClick={() => confirm.mutate([[item.out.id, item.in.id]])}
              >
                <Trans>Link</Trans>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useDecisions() {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const onError = (error: unknown) => toast(text(error), { problem: true });
  const confirm = useMutation({
    mutationFn: (pairs: [string, string][]) =>
      api('POST /transfer-suggestions/confirm', { body: { pairs } }),
    onSuccess: async ({ linked }) => {
      await refreshHousehold();
      said(t`${linked} linked as transfers.`);
    },
    onError,
  });
  const refuse = useMutation({
    mutationFn: (transactionIds: [string, string]) =>
      api('POST /transfer-suggestions/refuse', { body: { transactionIds } }),
    onSuccess: refreshHousehold,
    onError,
  });
  return { confirm, refuse };
}

function Side({ row }: { row: TransferSuggestion['out'] }) {
  const locale = useLocale();
  const accounts = useQuery(accountQueries.list());
  const account = accounts.data?.items.find((one) => one.id === row.accountId);
  return (
    <p className={styles.side}>
      <span className={styles.what}>
        <strong>{account?.name}</strong>
        <span className={styles.text}>
          {formatDate(row.postedOn, locale)} · {row.payee}
        </span>
      </span>
      <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed tinted />
    </p>
  );
}
