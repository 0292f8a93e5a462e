import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox } from '@mantine/core';
import type { Rule, RuleWish } from '@picture/contract';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, Suspense, useState } from 'react';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import { parseMoney } from '../../lib/money.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { tagIdsOf, tagNames, tagQueries } from '../../lib/tags.ts';
import form from '../../ui/form.module.css';
import { moneyDraft } from '../../ui/money-input.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { draftOf, type RuleDraft, wishOf } from './rule-draft.ts';
import { RulePreview } from './rule-preview.tsx';
import { ThenFields } from './then-fields.tsx';
import { WhenFields } from './when-fields.tsx';

interface Props {
  /** Null for a new one. */
  rule: Rule | null;
  onClose: () => void;
}

export function RuleSheet({ rule, onClose }: Props) {
  return (
    <Sheet
      opened
      onClose={onClose}
      size={560}
      title={rule ? <Trans>Change the rule</Trans> : <Trans>Add a rule</Trans>}
    >
      <Suspense fallback={<Skeleton height={480} />}>
        <RuleForm rule={rule} onClose={onClose} />
      </Suspense>
    </Sheet>
  );
}

function RuleForm({ rule, onClose }: Props) {
  const { t } = useLingui();
  const text = useProblemText();
  const locale = useLocale();
  const currency = useSession().household.homeCurrency;
  const tags = useSuspenseQuery(tagQueries.list()).data.items;
  const [draft, setDraft] = useState(() =>
    draftOf(
      rule,
      (minor) => moneyDraft(minor, currency, locale),
      tagNames(rule?.addTagIds ?? [], tags),
    ),
  );
  const [apply, setApply] = useState(true);
  const known = tags.filter((tag) => draft.tags.includes(tag.name)).map((tag) => tag.id);
  const wish = wishOf(draft, (amount) => parseMoney(amount, currency, locale), known);
  const save = useSave(rule, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wish) save.mutate({ wish, apply, tagIds: tagIdsOf(draft.tags, tags) });
  };
  const change = (part: Partial<RuleDraft>) => setDraft((old) => ({ ...old, ...part }));
  return (
    <form className={form.form} onSubmit={submit}>
      <WhenFields draft={draft} onChange={change} currency={currency} />
      <ThenFields draft={draft} onChange={change} />
      {wish && <RulePreview wish={wish} />}
      <Checkbox
        label={t`Also for what is there`}
        checked={apply}
        onChange={(event) => setApply(event.currentTarget.checked)}
      />
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button type="submit" disabled={!wish} loading={save.isPending}>
          <Trans>Save the rule</Trans>
        </Button>
      </div>
    </form>
  );
}

interface Saving {
  wish: RuleWish;
  apply: boolean;
  tagIds: Promise<string[]>;
}

function useSave(rule: Rule | null, onClose: () => void) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const [idempotencyKey] = useState(newIdempotencyKey);
  return useMutation({
    mutationFn: async ({ wish, apply, tagIds }: Saving) => {
      const body = { ...wish, addTagIds: await tagIds, applyToExisting: apply };
      return rule
        ? api('PUT /rules/:id', {
            params: { id: rule.id },
            body: { ...body, isActive: rule.isActive },
          })
        : api('POST /rules', { body, idempotencyKey });
    },
    onSuccess: async ({ changedTransactions }) => {
      await refreshHousehold();
      said(t`Saved. ${changedTransactions} transactions changed.`);
      onClose();
    },
  });
}
