import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Tag, Transaction } from '@picture/contract';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import type { Locale } from '../../lib/locale.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useMayEdit, useSession } from '../../lib/session.ts';
import { tagIdsOf, tagNames, tagQueries } from '../../lib/tags.ts';
import form from '../../ui/form.module.css';
import { moneyDraft } from '../../ui/money-input.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { AttachmentsSection } from './attachments-section.tsx';
import { DeleteButton } from './delete-button.tsx';
import { LoanSection } from './loan-section.tsx';
import { RefundSection } from './refund-section.tsx';
import { SplitSection } from './split-section.tsx';
import { type TransactionDraft, TransactionFields } from './transaction-fields.tsx';
import { editOne } from './transactions.queries.ts';
import styles from './transactions-page.module.css';
import { TransferSection } from './transfer-section.tsx';
import { useRuleOffer } from './use-rule-offer.ts';

interface Props {
  row: Transaction | null;
  accountId?: string | undefined;
  onDone: () => void;
  /** Shows the lines of the split, or begins one. */
  onSplit: () => void;
  /** Divides a loan payment. */
  onLoan: () => void;
}

/** Adds a transaction, or changes one. Out and in are chosen, so that nobody types a sign. */
export function TransactionForm({ row, accountId, onDone, onSplit, onLoan }: Props) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const locale = useLocale();
  const { today } = useSession();
  const text = useProblemText();
  const tags = useSuspenseQuery(tagQueries.list()).data.items;
  const [draft, setDraft] = useState(() => draftOf(row, tags, accountId, today, locale));
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
      if (row) return editAll(row, changes(row, { ...body, tagIds }), draft.isForAll);
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
      if (row && saved.categoryId !== row.categoryId) await offerRule(row.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wish) save.mutate(wish);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {row?.originalPayee && (
        <p className={styles.original}>
          <Trans>The bank wrote: {row.originalPayee}</Trans>
        </p>
      )}
      {row?.memo && (
        <p className={styles.original}>
          <Trans>The bank added: {row.memo}</Trans>
        </p>
      )}
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
      {row && !locked && (
        <div className={styles.ties}>
          <LoanSection row={row} onOpen={onLoan} onDone={onDone} />
          {!row.refund && !row.loanPayment && <TransferSection row={row} onDone={onDone} />}
          <RefundSection row={row} onDone={onDone} />
        </div>
      )}
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      {mayEdit && (
        <div className={form.buttons}>
          {row && <DeleteButton row={row} onDone={onDone} />}
          <Button type="submit" loading={save.isPending} disabled={!wish || locked}>
            {row ? <Trans>Save</Trans> : <Trans>Add</Trans>}
          </Button>
        </div>
      )}
    </form>
  );
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

interface Wish {
  accountId: string;
  postedOn: string;
  payee: string;
  note: string | null;
  isHidden: boolean;
  amountMinor: number;
  categoryId: string;
}

function draftOf(
  row: Transaction | null,
  tags: readonly Tag[],
  accountId: string | undefined,
  today: string,
  locale: Locale,
): TransactionDraft {
  const amount = row?.amount;
  return {
    accountId: row?.accountId ?? accountId ?? '',
    direction: amount && amount.amountMinor > 0 ? 'in' : 'out',
    amount: amount ? moneyDraft(Math.abs(amount.amountMinor), amount.currency, locale) : '',
    postedOn: row?.postedOn ?? today,
    payee: row?.payee ?? '',
    note: row?.note ?? '',
    tags: tagNames(row?.tagIds ?? [], tags),
    isHidden: row?.isHidden ?? false,
    categoryId: row?.categoryId ?? '',
    isForAll: false,
  };
}

/** Null while there is no amount or no account. */
function wishOf(
  draft: TransactionDraft,
  accountId: string | undefined,
  size: number | null,
): Wish | null {
  if (size === null || accountId === undefined) return null;
  const { postedOn, payee, note, isHidden, categoryId, direction } = draft;
  const amountMinor = direction === 'out' ? 0 - Math.abs(size) : Math.abs(size);
  return { accountId, postedOn, payee, note: note || null, isHidden, amountMinor, categoryId };
}

/** Only what differs: an untouched category must not count as a choice. */
function changes(row: Transaction, wish: Wish & { tagIds: string[] }) {
  return {
    ...(wish.accountId !== row.accountId && { accountId: wish.accountId }),
    ...(wish.postedOn !== row.postedOn && { postedOn: wish.postedOn }),
    ...(wish.payee !== row.payee && { payee: wish.payee }),
    ...(wish.note !== row.note && { note: wish.note }),
    ...(wish.isHidden !== row.isHidden && { isHidden: wish.isHidden }),
    ...(wish.tagIds.join() !== row.tagIds.join() && { tagIds: wish.tagIds }),
    ...(wish.amountMinor !== row.amount.amountMinor && { amountMinor: wish.amountMinor }),
    // Saved as it is, a category that waited for review is a choice too.
    ...((wish.categoryId !== row.categoryId || row.needsReview) && { categoryId: wish.categoryId }),
  };
}
