import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { LoanSuggestion, RefundSuggestion, TransferSuggestion } from '@picture/contract';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { groupPayments, LoanCard, PairCard } from './suggestion-cards.tsx';
import styles from './suggestions.module.css';
import { transactionQueries } from './transactions.queries.ts';
import { useSuggestionChanges } from './use-suggestion-changes.ts';

/** Says that rows look as if they belonged together, and shows which. */
export function Suggestions({ onOpen }: { onOpen: (id: string) => void }) {
  const [opened, setOpened] = useState(false);
  const transfers = useQuery(transactionQueries.suggestions()).data?.items ?? [];
  const refunds = useQuery(transactionQueries.refundSuggestions()).data?.items ?? [];
  const payments = useQuery(transactionQueries.loanSuggestions()).data?.items ?? [];
  const count = transfers.length + refunds.length + groupPayments(payments).length;
  if (count === 0 && !opened) return null;
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconArrowsExchange size={16} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        <Plural value={count} one="# suggestion" other="# suggestions" />
      </Button>
      <Sheet
        opened={opened}
        onClose={() => setOpened(false)}
        title={<Trans>Suggestions</Trans>}
        size={560}
      >
        {count === 0 ? (
          <EmptyState sentence={<Trans>Everything that belongs together is linked.</Trans>} />
        ) : (
          <div className={styles.groups}>
            <Transfers items={transfers} />
            <Refunds items={refunds} />
            <Payments
              items={payments}
              onOpen={(id) => {
                setOpened(false);
                onOpen(id);
              }}
            />
          </div>
        )}
      </Sheet>
    </>
  );
}

function Transfers({ items }: { items: readonly TransferSuggestion[] }) {
  const { confirmTransfers, refuseTransfer } = useSuggestionChanges();
  const sure = items.filter((item) => item.isSure);
  return (
    <Group
      title={<Trans>Likely transfers</Trans>}
      hint={
        <Trans>
          Money that moves between your own accounts is neither income nor spending. A pair you
          refuse is not shown again.
        </Trans>
      }
      sure={sure.length}
      isBusy={confirmTransfers.isPending}
      onAll={() => confirmTransfers.mutate(sure.map((item) => [item.out.id, item.in.id]))}
      cards={items.map((item) => (
        <PairCard
          key={`${item.out.id} ${item.in.id}`}
          rows={[item.out, item.in]}
          no={<Trans>Not a transfer</Trans>}
          isBusy={confirmTransfers.isPending || refuseTransfer.isPending}
          onNo={() => refuseTransfer.mutate([item.out.id, item.in.id])}
          onYes={() => confirmTransfers.mutate([[item.out.id, item.in.id]])}
        />
      ))}
    />
  );
}

function Refunds({ items }: { items: readonly RefundSuggestion[] }) {
  const { confirmRefunds, refuseRefund } = useSuggestionChanges();
  const pairOf = ({ purchase, refund }: RefundSuggestion) => ({
    purchaseId: purchase.id,
    refundId: refund.id,
  });
  const sure = items.filter((item) => item.isSure);
  return (
    <Group
      title={<Trans>Likely refunds</Trans>}
      hint={<Trans>A refund takes away from spending, in the category of its purchase.</Trans>}
      sure={sure.length}
      isBusy={confirmRefunds.isPending}
      onAll={() => confirmRefunds.mutate(sure.map(pairOf))}
      cards={items.map((item) => (
        <PairCard
          key={item.refund.id}
          rows={[item.purchase, item.refund]}
          no={<Trans>Not a refund</Trans>}
          isBusy={confirmRefunds.isPending || refuseRefund.isPending}
          onNo={() => refuseRefund.mutate(pairOf(item))}
          onYes={() => confirmRefunds.mutate([pairOf(item)])}
        />
      ))}
    />
  );
}

interface PaymentsProps {
  items: readonly LoanSuggestion[];
  onOpen: (id: string) => void;
}

function Payments({ items, onOpen }: PaymentsProps) {
  const { confirmLoans, refuseLoan } = useSuggestionChanges();
  const pairOf = ({ payment, loanAccountId }: LoanSuggestion) => ({
    transactionId: payment.id,
    loanAccountId,
  });
  return (
    <Group
      title={<Trans>Likely loan payments</Trans>}
      hint={
        <Trans>
          What repays a loan is a transfer to it; interest and escrow are spending. Confirmed once,
          the next payment is split by itself.
        </Trans>
      }
      cards={groupPayments(items).map((group) => (
        <LoanCard
          key={group.key}
          group={group}
          isBusy={confirmLoans.isPending || refuseLoan.isPending}
          onNo={() => refuseLoan.mutate(pairOf(group.latest))}
          onOpen={() => onOpen(group.latest.payment.id)}
          onYes={() => confirmLoans.mutate(group.items.slice(0, MOST_AT_ONCE).map(pairOf))}
        />
      ))}
    />
  );
}

const MOST_AT_ONCE = 100;
const SHOWN_AT_FIRST = 5;

interface GroupProps {
  title: ReactNode;
  hint: ReactNode;
  cards: readonly ReactNode[];
  /** How many of them can be confirmed together. */
  sure?: number;
  isBusy?: boolean;
  onAll?: () => void;
}

/** One kind of suggestion, some of them first. */
function Group({ title, hint, cards, sure = 0, isBusy = false, onAll }: GroupProps) {
  const [whole, setWhole] = useState(false);
  if (cards.length === 0) return null;
  const hidden = whole ? 0 : Math.max(cards.length - SHOWN_AT_FIRST, 0);
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <p className={form.hint}>{hint}</p>
      {sure > 1 && (
        <Button loading={isBusy} onClick={onAll}>
          <Plural value={sure} one="Link # sure pair" other="Link all # sure pairs" />
        </Button>
      )}
      <ul className={styles.list}>{cards.slice(0, cards.length - hidden)}</ul>
      {hidden > 0 && (
        <Button variant="subtle" onClick={() => setWhole(true)}>
          <Plural value={hidden} one="Show # more" other="Show # more" />
        </Button>
      )}
    </section>
  );
}
