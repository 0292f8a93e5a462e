import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import { type Account, type AccountChoice, type Import, isValued } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './imports.module.css';
import { isBusy, keepImport } from './imports.queries.ts';
import making from './making.module.css';
import { NewAccountForm, newAccountOf } from './new-account-form.tsx';

type Statement = Import['statements'][number];

const NEW = 'new';

/** Which account each statement of the file belongs to: one there is, or one made with it. */
export function AccountStep({ one }: { one: Import }) {
  const text = useProblemText();
  const { household } = useSession();
  const choose = useMutation({
    mutationFn: (statements: AccountChoice[]) =>
      api('PUT /imports/:id/accounts', { params: { id: one.id }, body: { statements } }),
    onSuccess: keepImport,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const shown = one.statements.filter((statement) => statement.sameAccountAs === null);
  const open = shown.filter(({ accountId, newAccount }) => accountId === null && !newAccount);
  const count = open.length;
  const makeAll = () =>
    choose.mutate(
      open.map((statement) => ({
        index: statement.index,
        create: newAccountOf(statement, household.homeCurrency),
      })),
    );
  return (
    <Card
      title={<Plural value={shown.length} one="Account" other="Accounts" />}
      action={
        count > 1 && (
          <Button size="xs" loading={choose.isPending} onClick={makeAll}>
            <Trans>Make all {count} accounts</Trans>
          </Button>
        )
      }
    >
      <ul className={making.statements} data-many={shown.length > 2}>
        {shown.map((statement) => (
          <li key={statement.index}>
            <StatementAccount
              all={one.statements.filter(
                ({ index, sameAccountAs }) =>
                  index === statement.index || sameAccountAs === statement.index,
              )}
              statement={statement}
              busy={choose.isPending || isBusy(one)}
              choose={(choice) => choose.mutate([choice])}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface StatementProps {
  statement: Statement;
  /** It and the others of its account. */
  all: Statement[];
  busy: boolean;
  choose: (choice: AccountChoice) => void;
}

function StatementAccount({ statement, all, busy, choose }: StatementProps) {
  const { t, i18n } = useLingui();
  const [adding, setAdding] = useState(false);
  const accounts = useQuery(accountQueries.list());
  const { index, newAccount } = statement;
  const fits = (account: Account) =>
    account.closedOn === null &&
    (statement.currency === null || statement.currency === account.currency);
  const open = (accounts.data?.items ?? []).filter(fits);
  const chosen = open.find((account) => account.id === statement.accountId);
  const isOpen = statement.accountId === null && !newAccount;
  const named = toldOf(statement).join(' · ');
  const planned =
    newAccount &&
    [
      // Its name stands above already, as the file says it.
      ...(newAccount.name === statement.name ? [] : [newAccount.name]),
      i18n._(KIND_NAMES[newAccount.kind]),
      newAccount.currency,
    ].join(' · ');
  const pick = (value: string) => {
    if (value === NEW || value === '') return;
    choose({ index, accountId: value });
  };
  return (
    <div className={making.statement}>
      <StatementFacts all={all} chosen={chosen} />
      <div className={making.pick}>
        <NativeSelect
          aria-label={named ? t`Into the account: ${named}` : t`Into the account`}
          value={newAccount ? NEW : (statement.accountId ?? '')}
          disabled={busy}
          data={[
            ...(isOpen ? [{ value: '', label: t`Choose an account` }] : []),
            ...(planned ? [{ value: NEW, label: t`New: ${planned}` }] : []),
            ...open.map((account) => ({ value: account.id, label: account.name })),
          ]}
          onChange={(event) => pick(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => setAdding(true)}>
          {newAccount ? <Trans>Change</Trans> : <Trans>New account</Trans>}
        </Button>
      </div>
      <Sheet
        opened={adding}
        onClose={() => setAdding(false)}
        title={<Trans>Add an account</Trans>}
        size={520}
      >
        <NewAccountForm
          statement={statement}
          busy={busy}
          onDone={(create) => {
            setAdding(false);
            choose({ index, create });
          }}
        />
      </Sheet>
    </div>
  );
}

/** What the file tells of an account: its name, and how much there is of it. */
function StatementFacts({ all, chosen }: { all: Statement[]; chosen: Account | undefined }) {
  const locale = useLocale();
  const [first] = all;
  if (!first) return null;
  const told = toldOf(first);
  const count = all.reduce((sum, one) => sum + one.transactionCount, 0);
  const closings = all.filter((one) => one.closingBalance !== null);
  const closing = closings.toSorted((a, b) =>
    (a.closingBalanceOn ?? '') < (b.closingBalanceOn ?? '') ? -1 : 1,
  );
  const last = closing.at(-1);
  const held = first.investments;
  const setsValue = held?.worthOn != null && (!chosen || isValued(chosen.kind));
  return (
    <p>
      {told.length > 0 ? told.join(' · ') : <Trans>The file names no account.</Trans>}
      <br />
      <span className={styles.dim}>
        <Plural value={count} one="# transaction" other="# transactions" />
        {all.length > 1 && (
          <>
            {' · '}
            <Plural value={all.length} one="# statement" other="# statements" />
          </>
        )}
        {last?.closingBalance && (
          <>
            {' · '}
            <Trans>balance</Trans>{' '}
            <Amount
              minor={last.closingBalance.amountMinor}
              currency={last.closingBalance.currency}
            />
            {last.closingBalanceOn && ` (${formatDate(last.closingBalanceOn, locale)})`}
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
  );
}

const toldOf = ({ name, institution, externalId, currency }: Statement): string[] => {
  const told = [name, institution, masked(externalId)].filter((text) => text !== null);
  return told.length > 0 && currency !== null ? [...told, currency] : told;
};

/** Only the end of an account number is shown. */
const masked = (number: string | null): string | null =>
  number === null || number.length <= 4 ? number : `…${number.slice(-4)}`;
