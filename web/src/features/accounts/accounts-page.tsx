import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import type { Account } from '@picture/contract';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatAgo } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useMayEdit, useSession } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PrivateMark } from '../../ui/private-mark.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, PageSkeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { AccountForm } from './account-form.tsx';
import styles from './accounts.module.css';

export function AccountsPage() {
  const mayEdit = useMayEdit();
  const [opening, setOpening] = useState(false);
  const [ordering, setOrdering] = useState(false);
  const accounts = useQuery(accountQueries.list());
  if (accounts.error)
    return <ErrorState error={accounts.error} retry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const { items } = accounts.data;
  const open = items.filter((account) => account.closedOn === null);
  const groups = [
    {
      key: 'asset',
      title: <Trans>What you own</Trans>,
      items: open.filter((one) => one.class === 'asset'),
    },
    {
      key: 'liability',
      title: <Trans>What you owe</Trans>,
      items: open.filter((one) => one.class === 'liability'),
    },
    {
      key: 'closed',
      title: <Trans>Closed</Trans>,
      items: items.filter((one) => one.closedOn !== null),
    },
  ];
  return (
    <div className={styles.page}>
      {mayEdit && (
        <div className={styles.actions}>
          {items.length > 1 && (
            <Button
              variant="default"
              aria-pressed={ordering}
              onClick={() => setOrdering(!ordering)}
            >
              {ordering ? <Trans>Done</Trans> : <Trans>Reorder</Trans>}
            </Button>
          )}
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpening(true)}>
            <Trans>Add an account</Trans>
          </Button>
        </div>
      )}
      {items.length === 0 && (
        <Card>
          <EmptyState
            sentence={
              <Trans>
                An account is anything you own or owe: a bank account, a card, a house, a car.
              </Trans>
            }
          >
            {mayEdit && (
              <>
                <Button onClick={() => setOpening(true)}>
                  <Trans>Add an account</Trans>
                </Button>
                <LinkButton to="/imports" variant="default">
                  <Trans>Import a statement</Trans>
                </LinkButton>
              </>
            )}
          </EmptyState>
        </Card>
      )}
      {groups.map(
        (group) =>
          group.items.length > 0 && (
            <Card
              key={group.key}
              flush
              title={group.title}
              action={<GroupTotal items={group.items} />}
            >
              <ul>
                {group.items.map((account) => (
                  <li key={account.id} className={styles.item}>
                    <AccountRow account={account} />
                    {ordering && <Mover account={account} items={items} within={group.items} />}
                  </li>
                ))}
              </ul>
            </Card>
          ),
      )}
      <Sheet
        opened={opening}
        onClose={() => setOpening(false)}
        title={<Trans>Add an account</Trans>}
        size={520}
      >
        <AccountForm account={null} onDone={() => setOpening(false)} />
      </Sheet>
    </div>
  );
}

function GroupTotal({ items }: { items: Account[] }) {
  const { household } = useSession();
  const known = items.flatMap((one) => one.homeBalance ?? []);
  const total = known.reduce((sum, balance) => sum + balance.amountMinor, 0);
  return (
    <span className={styles.total}>
      <Amount minor={total} currency={household.homeCurrency} />
      {known.length < items.length && (
        <span className={styles.dim}>
          {' '}
          <Trans>{items.length - known.length} left out</Trans>
        </span>
      )}
    </span>
  );
}

function AccountRow({ account }: { account: Account }) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const { today, household } = useSession();
  const facts = [
    i18n._(KIND_NAMES[account.kind]),
    account.institution,
    account.hiddenFromNetWorth ? t`not in net worth` : null,
    account.lastActivityOn ? formatAgo(account.lastActivityOn, locale, today) : null,
  ];
  const { balance, homeBalance } = account;
  return (
    <Link to="/accounts/$id" params={{ id: account.id }} className={styles.row}>
      <span className={styles.grow}>
        <span className={styles.name}>
          {account.name}
          <PrivateMark account={account} />
        </span>
        <span className={styles.dim}>{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <span className={styles.end}>
        <Amount minor={balance.amountMinor} currency={balance.currency} />
        {balance.currency !== household.homeCurrency && (
          <span className={styles.dim}>
            {homeBalance ? (
              <Amount minor={homeBalance.amountMinor} currency={homeBalance.currency} />
            ) : (
              <Trans>no exchange rate, left out</Trans>
            )}
          </span>
        )}
      </span>
    </Link>
  );
}

/** Moves an account among its own kind of neighbours; buttons, so that no dragging is needed. */
function Mover({
  account,
  items,
  within,
}: {
  account: Account;
  items: Account[];
  within: Account[];
}) {
  const { t } = useLingui();
  const text = useProblemText();
  const at = within.findIndex((one) => one.id === account.id);
  const swap = useMutation({
    mutationFn: (other: Account) => {
      const ids = items.map((one) =>
        one.id === account.id ? other.id : one.id === other.id ? account.id : one.id,
      );
      return api('PUT /accounts/order', { body: { ids } });
    },
    onSuccess: refreshHousehold,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const move = (neighbour: Account | undefined) => neighbour && swap.mutate(neighbour);
  return (
    <span className={styles.mover}>
      <ActionIcon
        variant="default"
        size="lg"
        disabled={at === 0}
        aria-label={t`Move ${account.name} up`}
        onClick={() => move(within[at - 1])}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        disabled={at === within.length - 1}
        aria-label={t`Move ${account.name} down`}
        onClick={() => move(within[at + 1])}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
    </span>
  );
}
