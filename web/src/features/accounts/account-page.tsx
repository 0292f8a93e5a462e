import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type Account, isValued } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useMayEdit, useSession } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PrivateMark } from '../../ui/private-mark.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, PageSkeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { AccountForm } from './account-form.tsx';
import styles from './accounts.module.css';
import { BalanceChart } from './balance-chart.tsx';
import { RecentTransactions } from './recent-transactions.tsx';
import { ValueForm } from './value-form.tsx';

type Task = 'edit' | 'value' | 'delete' | null;

export function AccountPage() {
  const { id } = useParams({ from: '/home/accounts/$id' });
  const accounts = useQuery(accountQueries.list());
  const [task, setTask] = useState<Task>(null);
  if (accounts.error)
    return <ErrorState error={accounts.error} retry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const account = accounts.data.items.find((one) => one.id === id);
  if (!account) {
    return (
      <EmptyState sentence={<Trans>This account is not there any more.</Trans>}>
        <LinkButton to="/accounts">
          <Trans>All accounts</Trans>
        </LinkButton>
      </EmptyState>
    );
  }
  const close = () => setTask(null);
  return (
    <div className={styles.page}>
      <Card>
        <Head account={account} onTask={setTask} />
        <BalanceChart account={account} />
        <Facts account={account} />
      </Card>
      <RecentTransactions account={account} />
      <Sheet
        opened={task === 'edit'}
        onClose={close}
        title={<Trans>Change the account</Trans>}
        size={520}
      >
        <AccountForm key={account.version} account={account} onDone={close} />
      </Sheet>
      <Sheet opened={task === 'value'} onClose={close} title={<Trans>Set today’s value</Trans>}>
        <ValueForm account={account} onDone={close} />
      </Sheet>
      <DeleteAccount account={account} opened={task === 'delete'} onClose={close} />
    </div>
  );
}

function Head({ account, onTask }: { account: Account; onTask: (task: Task) => void }) {
  const { t, i18n } = useLingui();
  const { today } = useSession();
  const mayEdit = useMayEdit();
  const text = useProblemText();
  const isClosed = account.closedOn !== null;
  const toggle = useMutation({
    mutationFn: () =>
      isClosed
        ? api('POST /accounts/:id/reopen', { params: { id: account.id } })
        : api('POST /accounts/:id/close', {
            params: { id: account.id },
            body: { closedOn: today },
          }),
    onSuccess: async () => {
      await refreshHousehold();
      toast(isClosed ? t`Reopened.` : t`Closed. It stays in your history.`);
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <div className={styles.head}>
      <div>
        <h2 className={styles.title}>
          {account.name}
          <PrivateMark account={account} />
        </h2>
        <p className={styles.dim}>
          {[i18n._(KIND_NAMES[account.kind]), account.institution].filter(Boolean).join(' · ')}
          {isClosed && (
            <>
              {' · '}
              <Trans>closed</Trans>
            </>
          )}
        </p>
        <p className={styles.figure}>
          <Amount minor={account.balance.amountMinor} currency={account.currency} />
        </p>
      </div>
      {mayEdit && (
        <div className={styles.actions}>
          {isValued(account.kind) && !isClosed && (
            <Button onClick={() => onTask('value')}>
              <Trans>Set today’s value</Trans>
            </Button>
          )}
          <Button variant="default" onClick={() => onTask('edit')}>
            <Trans>Change</Trans>
          </Button>
          <Button variant="default" loading={toggle.isPending} onClick={() => toggle.mutate()}>
            {isClosed ? <Trans>Reopen</Trans> : <Trans>Close account</Trans>}
          </Button>
          <Button variant="subtle" color="var(--brick)" onClick={() => onTask('delete')}>
            <Trans>Delete</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

function Facts({ account }: { account: Account }) {
  const locale = useLocale();
  const { household } = useSession();
  const { creditLimitMinor, currency } = account;
  const used = Math.max(0, -account.balance.amountMinor);
  const share = creditLimitMinor
    ? Math.min(100, Math.round((used / creditLimitMinor) * 100))
    : null;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>
          <Trans>At the start of {formatDate(account.openedOn, locale)}</Trans>
        </dt>
        <dd>
          <Amount minor={account.openingBalance.amountMinor} currency={currency} />
        </dd>
      </div>
      {account.isPrivate ? (
        <div>
          <dt>
            <Trans>Who sees it</Trans>
          </dt>
          <dd>
            <Trans>Only you</Trans>
          </dd>
        </div>
      ) : (
        household.memberCount > 1 &&
        account.owner && (
          <div>
            <dt>
              <Trans>Whose</Trans>
            </dt>
            <dd>{account.owner.name}</dd>
          </div>
        )
      )}
      {creditLimitMinor !== null && share !== null && (
        <div>
          <dt>
            <Trans>Used of the limit</Trans>
          </dt>
          <dd>
            {share}% · <Amount minor={creditLimitMinor} currency={currency} whole />
            <div className={styles.meter} aria-hidden="true">
              <div style={{ width: `${share}%` }} data-high={share > 30 || undefined} />
            </div>
          </dd>
        </div>
      )}
      {account.interestRate !== null && (
        <div>
          <dt>
            <Trans>Interest a year</Trans>
          </dt>
          <dd>{account.interestRate} %</dd>
        </div>
      )}
      {account.minimumPaymentMinor !== null && (
        <div>
          <dt>
            <Trans>Minimum payment</Trans>
          </dt>
          <dd>
            <Amount minor={account.minimumPaymentMinor} currency={currency} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function DeleteAccount({
  account,
  opened,
  onClose,
}: {
  account: Account;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => api('DELETE /accounts/:id', { params: { id: account.id } }),
    onSuccess: async ({ deletedTransactions }) => {
      await navigate({ to: '/accounts' });
      await refreshHousehold();
      toast(t`Deleted with ${deletedTransactions} transactions.`);
    },
  });
  const count = account.transactionCount;
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={<Trans>Delete {account.name}?</Trans>}
      verb={<Trans>Delete</Trans>}
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
    >
      <Trans>
        The account goes with its {count} transactions and its whole history. To keep them, close it
        instead.
      </Trans>
    </Confirm>
  );
}
