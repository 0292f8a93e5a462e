import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { ApiError, api, newIdempotencyKey } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useMayEdit, useSession } from '../../lib/session.ts';
import { tagIdsOf, tagQueries } from '../../lib/tags.ts';
import form from '../../ui/form.module.css';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { AttachmentsSection } from './attachments-section.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { DeleteButton } from './delete-button.tsx';
import { LoanSection } from './loan-section.tsx';
import { RefundSection } from './refund-section.tsx';
import { changedSince, type EditedField } from './row-conflict.ts';
import { SplitSection } from './split-section.tsx';
import styles from './ties.module.css';
import { changes, draftOf, fieldsOf, idsOf, type Wish, wishOf } from './transaction-draft.ts';
import { TransactionFields } from './transaction-fields.tsx';
import { editOne, isNamedAnew } from './transactions.queries.ts';
import { TransferSection } from './transfer-section.tsx';
import { useRuleOffer } from './use-rule-offer.ts';

interface Props {
  /** As it was when the form was opened; null for a new one. */
  row: Transaction | null;
  /** As it is now, whoever changed it. */
  now?: Transaction;
  /** Begins anew with the row as it is now. */
  onTakeNew?: () => void;
  accountId?: string | undefined;
  /** Begins with the other side of a transfer. */
  asTransfer?: boolean;
  onDone: () => void;
  /** Shows the lines of the split, or begins one. */
  onSplit: () => void;
  /** Divides a loan payment. */
  onLoan: () => void;
  /** Shows another transaction in the place of this one. */
  onShow: (id: string) => void;
}

/** Adds a transaction, or changes one. Out and in are chosen, so that nobody types a sign. */
export function TransactionForm({
  row,
  now,
  onTakeNew,
  accountId,
  asTransfer = false,
  onDone,
  onSplit,
  ...ties
}: Props) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const locale = useLocale();
  const { today } = useSession();
  const text = useProblemText();
  const tags = useSuspenseQuery(tagQueries.list()).data.items;
  const [first] = useState(() => draftOf(row, tags, accountId, today, locale));
  const [draft, setDraft] = useState(first);
  const [key] = useState(newIdempotencyKey);
  const accounts = useQuery(accountQueries.list());
  const open = (accounts.data?.items ?? []).filter(
    (one) => one.closedOn === null || one.id === row?.accountId,
  );
  const account = open.find((one) => one.id === draft.accountId) ?? open[0];
  const currency = row?.amount.currency ?? account?.currency ?? 'USD';
  const wish = wishOf(draft, account?.id, parseMoney(draft.amount, currency, locale));
  const mayEdit = useMayEdit();
  const locked = row?.kind === 'valuation' || !mayEdit;
  const offerRule = useRuleOffer();
  const save = useMutation({
    mutationFn: async (body: Wish) => {
      const tagIds = await tagIdsOf(draft.tags, tags);
      // What was told of the row as it is now is overwritten knowingly: nothing else is.
      const version = now?.version ?? row?.version ?? 0;
      if (row) {
        return editAll({ ...row, version }, changes(row, { ...body, tagIds }), draft.isForAll);
      }
      const { categoryId, isHidden: _isHidden, ...rest } = body;
      return api('POST /transactions', {
        body: { ...rest, tagIds, ...(categoryId && { categoryId }) },
        idempotencyKey: key,
      });
    },
    onSuccess: async (saved) => {
      await refreshHousehold();
      said(row ? t`Saved.` : t`Added.`);
      onDone();
      if (row && isNamedAnew(row, saved)) await offerRule(row.id);
    },
    onError: (error) => {
      // What is there now is fetched, and told.
      if (error instanceof ApiError && error.code === 'stale_version') void refreshHousehold();
    },
  });
  const isTouched = JSON.stringify(draft) !== JSON.stringify(first);
  const isSaving = save.isPending || save.isSuccess;
  const theirs = useOvertaken({ row, now: isSaving ? undefined : now, isTouched, onTakeNew });
  const isOvertaken = theirs.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wish && !isOvertaken) save.mutate(wish);
  };
  const mine = row && wish ? fieldsOf(changes(row, { ...wish, tagIds: idsOf(draft, tags) })) : [];
  return (
    <form className={form.form} onSubmit={submit}>
      {row && <Written row={row} />}
      <TransactionFields
        draft={{ ...draft, accountId: account?.id ?? '' }}
        onChange={(change) => setDraft((old) => ({ ...old, ...change }))}
        accounts={open}
        currency={currency}
        locked={locked}
        payeeBefore={row?.payee ?? ''}
        isNew={row === null}
        isLine={row?.split != null}
      >
        {row && <Reason row={row} />}
      </TransactionFields>
      {row && !locked && <SplitSection row={row} onOpen={onSplit} />}
      {row && <AttachmentsSection transactionId={row.id} />}
      {row && !locked && <Ties row={row} asTransfer={asTransfer} onDone={onDone} {...ties} />}
      {now && isOvertaken && onTakeNew && (
        <ConflictNotice
          now={now}
          fields={theirs}
          mine={mine}
          onTakeNew={onTakeNew}
          {...(wish && mine.length > 0 && { onKeepMine: () => save.mutate(wish) })}
          busy={save.isPending}
        />
      )}
      {save.error && !isOvertaken && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      {mayEdit && (
        <div className={form.buttons}>
          {row && <DeleteButton row={row} onDone={onDone} />}
          <Button type="submit" loading={save.isPending} disabled={!wish || locked || isOvertaken}>
            {row ? <Trans>Save</Trans> : <Trans>Add</Trans>}
          </Button>
        </div>
      )}
    </form>
  );
}

/** What else a transaction belongs to. */
function Ties({
  row,
  asTransfer,
  onLoan,
  onShow,
  onDone,
}: Pick<Props, 'onLoan' | 'onShow' | 'onDone'> & { row: Transaction; asTransfer: boolean }) {
  return (
    <div className={styles.ties}>
      <LoanSection row={row} onOpen={onLoan} onShow={onShow} onDone={onDone} />
      {!row.refund && !row.loanPayment && (
        <TransferSection row={row} isAsked={asTransfer} onDone={onDone} />
      )}
      <RefundSection row={row} onDone={onDone} />
    </div>
  );
}

/** What the bank wrote, where that is not what is shown. */
const Written = ({ row }: { row: Transaction }) => (
  <>
    {row.originalPayee && (
      <p className={styles.original}>
        <Trans>The bank wrote: {row.originalPayee}</Trans>
      </p>
    )}
    {row.memo && (
      <p className={styles.original}>
        <Trans>The bank added: {row.memo}</Trans>
      </p>
    )}
  </>
);

interface OvertakenProps {
  row: Transaction | null;
  now: Transaction | undefined;
  isTouched: boolean;
  onTakeNew: (() => void) | undefined;
}

/** What others changed since the form was opened; where nothing was typed, it begins anew with that. */
function useOvertaken({ row, now, isTouched, onTakeNew }: OvertakenProps): EditedField[] {
  const theirs = row && now ? changedSince(row, now) : [];
  const isNews = theirs.length > 0 && !isTouched;
  useEffect(() => {
    if (isNews) onTakeNew?.();
  }, [isNews, onTakeNew]);
  return isNews ? [] : theirs;
}

/** With the payee of all others of its name, where that was asked for. */
async function editAll(row: Transaction, change: ReturnType<typeof changes>, isForAll: boolean) {
  const { payee, ...rest } = change;
  if (!payee || !isForAll) return editOne(row, change);
  const saved = Object.keys(rest).length > 0 ? await editOne(row, rest) : row;
  await api('POST /merchants/rename', { body: { names: [row.payee], to: payee } });
  return saved;
}

/** Who decided the category, and how sure that was. */
function Reason({ row }: { row: Transaction }) {
  const { t } = useLingui();
  const { data } = useQuery(categoryQueries.list());
  const name = data?.items.find((one) => one.id === row.categoryId)?.name ?? '';
  const percent = Math.round((row.confidence ?? 0) * 100);
  const reasons: Record<Transaction['categorySource'], string> = {
    user: t`You chose ${name}.`,
    transfer: t`Linked as a transfer.`,
    refund: t`Taken from the purchase it is a refund of.`,
    rule: t`One of your rules chose ${name}.`,
    history: t`You chose ${name} for this merchant before.`,
    learned: t`Learned as ${name} from your choices, ${percent}% sure.`,
    file: t`The file said ${name}.`,
    base: t`Recognised as ${name}, ${percent}% sure.`,
  };
  return <p className={form.hint}>{reasons[row.categorySource]}</p>;
}
