import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import { type Account, type AccountKind, type Import, isValued } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toasts.tsx';
import { AccountForm } from '../accounts/index.ts';
import styles from './imports.module.css';
import { keepImport } from './imports.queries.ts';

type Statement = Import['statements'][number];

const KIND_OF_TYPE: Record<string, AccountKind> = {
  checking: 'checking',
  savings: 'savings',
  moneymrkt: 'savings',
  cash: 'cash',
  credit_card: 'credit_card',
  creditline: 'loan',
  loan: 'loan',
  mortgage: 'mortgage',
  brokerage: 'brokerage',
  crypto: 'crypto',
  retirement: 'retirement',
};

/** Which own account each statement of the file belongs to. */
export function AccountStep({ one }: { one: Import }) {
  return (
    <Card title={<Trans>Account</Trans>}>
      <ul className={styles.statements}>
        {one.statements.map((statement) => (
          <li key={statement.index}>
            <StatementAccount one={one} statement={statement} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function StatementAccount({ one, statement }: { one: Import; statement: Statement }) {
  const { t } = useLingui();
  const locale = useLocale();
  const text = useProblemText();
  const [adding, setAdding] = useState(false);
  const accounts = useQuery(accountQueries.list());
  const choose = useMutation({
    mutationFn: (accountId: string) =>
      api('PUT /imports/:id/accounts', {
        params: { id: one.id },
        body: { statements: [{ index: statement.index, accountId }] },
      }),
    onSuccess: keepImport,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const fits = (account: Account) =>
    account.closedOn === null &&
    (statement.currency === null || statement.currency === account.currency);
  const open = (accounts.data?.items ?? []).filter(fits);
  const told = [statement.name, statement.institution, masked(statement.externalId)].filter(
    Boolean,
  );
  const count = statement.transactionCount;
  const held = statement.investments;
  const chosen = open.find((account) => account.id === statement.accountId);
  const setsValue = held?.worthOn != null && (!chosen || isValued(chosen.kind));
  return (
    <div className={styles.statement}>
      <p>
        {told.length > 0 ? told.join(' · ') : <Trans>The file names no account.</Trans>}
        <br />
        <span className={styles.dim}>
          <Trans>{count} transactions</Trans>
          {statement.closingBalance && (
            <>
              {' · '}
              <Trans>balance</Trans>{' '}
              <Amount
                minor={statement.closingBalance.amountMinor}
                currency={statement.closingBalance.currency}
              />
              {statement.closingBalanceOn && ` (${formatDate(statement.closingBalanceOn, locale)})`}
            </>
          )}
          {held && (
            <>
              <br />
              <Trans>
                {held.positions} positions, {held.trades} trades
              </Trans>
              {setsValue && (
                <>
                  {' · '}
                  <Trans>the balance becomes the account’s value</Trans>
                </>
              )}
            </>
          )}
        </span>
      </p>
      <div className={styles.pick}>
        <NativeSelect
          aria-label={t`Into the account`}
          value={statement.accountId ?? ''}
          disabled={choose.isPending}
          data={[
            ...(statement.accountId === null ? [{ value: '', label: t`Choose an account` }] : []),
            ...open.map((account) => ({ value: account.id, label: account.name })),
          ]}
          onChange={(event) =>
            event.currentTarget.value && choose.mutate(event.currentTarget.value)
          }
        />
        <Button variant="default" onClick={() => setAdding(true)}>
          <Trans>New account</Trans>
        </Button>
      </div>
      <Sheet
        opened={adding}
        onClose={() => setAdding(false)}
        title={<Trans>Add an account</Trans>}
        size={520}
      >
        <AccountForm
          account={null}
          hint={hintOf(statement)}
          onDone={(account) => {
            setAdding(false);
            choose.mutate(account.id);
          }}
        />
      </Sheet>
    </div>
  );
}

/** Only the end of an account number is shown. */
const masked = (number: string | null): string | null =>
  number === null || number.length <= 4 ? number : `…${number.slice(-4)}`;

function hintOf({ name, type, institution, currency }: Statement) {
  const kind = KIND_OF_TYPE[type ?? ''];
  return {
    ...(name && { name }),
    ...(!name && institution && { name: institution }),
    ...(institution && { institution }),
    ...(currency && { currency }),
    ...(kind && { kind }),
  };
}
