import { useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ApiError } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { formatDate } from '../../lib/dates.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale } from '../../lib/session.ts';
import { tagIdsOf, tagNames, tagQueries } from '../../lib/tags.ts';
import { CategorySelect } from '../../ui/category-select.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { moneyDraft } from '../../ui/money-input.tsx';
import { TagPicker } from '../../ui/tag-picker.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { changedSince } from './row-conflict.ts';
import { type Edit, editOne, isNamedAnew } from './transactions.queries.ts';
import styles from './transactions-page.module.css';
import { useRuleOffer } from './use-rule-offer.ts';

/** What of a row can be changed where it stands. */
export type InlineField = 'payee' | 'category' | 'tags' | 'note' | 'date' | 'amount';

interface Props {
  row: Transaction;
  field: InlineField;
  onClose: () => void;
}

/** One field of a row, changed in its place: Enter or leaving keeps it, Escape does not. */
export function InlineEditor({ row, field, onClose }: Props) {
  const { t } = useLingui();
  const draft = useDraft(row, field);
  const keep = useKeep(row);
  const box = useRef<HTMLFieldSetElement>(null);
  const over = useRef(false);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);
  const end = (edit: Edit | Promise<Edit> | null) => {
    if (over.current) return;
    over.current = true;
    if (edit) keep(edit);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end(null);
    else if (event.key === 'Enter' && (field !== 'tags' || !hasText(event.target))) {
      end(draft.edit());
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const labels: Record<InlineField, string> = {
    payee: t`Payee`,
    category: t`Category`,
    tags: t`Tags`,
    note: t`Note`,
    date: t`Date`,
    amount: t`Amount`,
  };
  return (
    <fieldset
      ref={box}
      className={styles.inline}
      data-field={field}
      aria-label={labels[field]}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        const next = event.relatedTarget;
        // The calendar and the list of tags stand outside of the row.
        const stays =
          next instanceof Element &&
          (event.currentTarget.contains(next) ||
            next.closest('[data-portal="true"], [role="dialog"]') !== null);
        if (!stays) end(draft.edit());
      }}
    >
      <Field row={row} field={field} label={labels[field]} draft={draft} onEnd={end} />
    </fieldset>
  );
}

/** Enter adds the tag that is being typed; only then it ends the change. */
const hasText = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement && target.value !== '';

function useKeep(row: Transaction) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const offerRule = useRuleOffer();
  const tell = useFieldValue();
  // As it was when the change began: what others save meanwhile is not overwritten unseen.
  const [begun] = useState(row);
  const save = useMutation({
    mutationFn: async ({ edit, over }: { edit: Edit | Promise<Edit>; over?: Transaction }) =>
      editUnlessChanged(over ?? begun, await edit),
    onSuccess: async (saved) => {
      await refreshHousehold();
      said(t`Saved.`);
      if (isNamedAnew(begun, saved)) await offerRule(begun.id);
    },
    onError: async (error, { edit }) => {
      const now = currentOf(error);
      if (!now) return toast(text(error), { problem: true });
      await refreshHousehold();
      const value = tell(now, await edit);
      toast(t`This was changed meanwhile, and is now: ${value}.`, {
        problem: true,
        offer: { label: t`Put mine again`, run: () => save.mutate({ edit, over: now }) },
      });
    },
  });
  return (edit: Edit | Promise<Edit>) => save.mutate({ edit });
}

const currentOf = (error: unknown): Transaction | null =>
  error instanceof ApiError && error.code === 'stale_version'
    ? (error.problem.current as Transaction)
    : null;

/** Saves; where only other fields were changed meanwhile, nothing of that is overwritten. */
async function editUnlessChanged(base: Transaction, edit: Edit): Promise<Transaction> {
  try {
    return await editOne(base, edit);
  } catch (error) {
    const now = currentOf(error);
    if (!now || changedSince(base, now).some((field) => field in edit)) throw error;
    return editOne(now, edit);
  }
}

/** What a field that is being changed holds now, in words. Amounts may be hidden: none is said. */
function useFieldValue(): (row: Transaction, edit: Edit) => string {
  const { t } = useLingui();
  const locale = useLocale();
  const categories = useQuery(categoryQueries.list()).data?.items ?? [];
  const tags = useSuspenseQuery(tagQueries.list()).data.items;
  return (row, edit) => {
    if ('categoryId' in edit) {
      return categories.find((one) => one.id === row.categoryId)?.name ?? '…';
    }
    if ('tagIds' in edit) return tagNames(row.tagIds, tags).join(', ') || '—';
    if ('postedOn' in edit) return formatDate(row.postedOn, locale);
    if ('note' in edit) return row.note ?? '—';
    return 'payee' in edit ? row.payee : t`another amount`;
  };
}

/** What is typed, and the edit it stands for; null while it is as before or cannot be read. */
function useDraft(row: Transaction, field: InlineField) {
  const locale = useLocale();
  const tags = useSuspenseQuery(tagQueries.list()).data.items;
  const { amountMinor, currency } = row.amount;
  const first =
    field === 'amount'
      ? moneyDraft(amountMinor, currency, locale)
      : ((field === 'note' ? row.note : row.payee) ?? '');
  const [typed, setTyped] = useState(first);
  const [names, setNames] = useState(() => tagNames(row.tagIds, tags));
  const edit = (): Edit | Promise<Edit> | null => {
    const value = typed.trim();
    if (field === 'tags') {
      if (names.join('\n') === tagNames(row.tagIds, tags).join('\n')) return null;
      return tagIdsOf(names, tags).then((tagIds) => ({ tagIds }));
    }
    if (value === first) return null;
    if (field === 'note') return { note: value || null };
    if (field === 'payee') return { payee: value };
    const minor = field === 'amount' ? parseMoney(value, currency, locale) : null;
    return minor === null ? null : { amountMinor: minor };
  };
  return { typed, setTyped, names, setNames, edit };
}

interface FieldProps {
  row: Transaction;
  field: InlineField;
  label: string;
  draft: ReturnType<typeof useDraft>;
  onEnd: (edit: Edit | null) => void;
}

function Field({ row, field, label, draft, onEnd }: FieldProps) {
  if (field === 'category') {
    return (
      <CategorySelect
        ariaLabel={label}
        value={row.categoryId}
        onChange={(categoryId) => onEnd({ categoryId })}
      />
    );
  }
  if (field === 'tags') {
    return <TagPicker ariaLabel={label} value={draft.names} onChange={draft.setNames} />;
  }
  if (field === 'date') {
    return (
      <DayInput
        aria-label={label}
        value={row.postedOn}
        onChange={(postedOn) => postedOn && onEnd({ postedOn })}
      />
    );
  }
  return (
    <TextInput
      aria-label={label}
      value={draft.typed}
      maxLength={field === 'note' ? 1000 : 200}
      inputMode={field === 'amount' ? 'decimal' : 'text'}
      onChange={(event) => draft.setTyped(event.currentTarget.value)}
    />
  );
}
