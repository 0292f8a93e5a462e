import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Category, CategoryType } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { CategorySelect } from '../../ui/category-select.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import form from '../../ui/form.module.css';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { ColourPicker } from './colour-picker.tsx';
import { IconPicker } from './icon-picker.tsx';
import { useCategoryActs } from './use-category-acts.ts';

interface Props {
  category: Category | null;
  /** The group a new one goes into; null makes a group. */
  parentId: string | null;
  onDone: () => void;
}

export function CategoryForm({ category, parentId, onDone }: Props) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const { archive } = useCategoryActs();
  const { data } = useQuery(categoryQueries.list());
  const items = data?.items ?? [];
  const parent = items.find((one) => one.id === (category?.parentId ?? parentId));
  const hasChildren = items.some((one) => one.parentId === category?.id);
  const [name, setName] = useState(category?.name ?? '');
  const [group, setGroup] = useState(category?.parentId ?? parentId ?? '');
  const [type, setType] = useState<CategoryType>(category?.type ?? parent?.type ?? 'expense');
  const [colour, setColour] = useState(category?.colour ?? parent?.colour ?? 0);
  const [icon, setIcon] = useState(category?.icon ?? parent?.icon ?? 'tag');
  const [key] = useState(newIdempotencyKey);
  const save = useMutation({
    mutationFn: () => {
      const body = { type, colour, icon, parentId: group || null };
      if (category === null)
        return api('POST /categories', { body: { ...body, name }, idempotencyKey: key });
      // An untouched name stays the default one, in whatever language it is read.
      const renamed = name !== category.name;
      return api('PATCH /categories/:id', {
        params: { id: category.id },
        body: renamed ? { ...body, name } : body,
      });
    },
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Saved.`);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        data-autofocus
        label={t`Name`}
        required
        withAsterisk={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={form.pair}>
        <NativeSelect
          label={t`Group`}
          value={group}
          disabled={hasChildren}
          data={[
            { value: '', label: t`A group of its own` },
            ...items
              .filter((one) => one.parentId === null && one.id !== category?.id)
              .filter((one) => one.archivedAt === null || one.id === group)
              .map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
        <NativeSelect
          label={t`Counts as`}
          value={type}
          disabled={category?.protected ?? false}
          data={[
            { value: 'expense', label: t`Spending` },
            { value: 'income', label: t`Income` },
            { value: 'transfer', label: t`Neither, a transfer` },
          ]}
          onChange={(event) => setType(event.currentTarget.value as CategoryType)}
        />
      </div>
      <ColourPicker value={colour} onChange={setColour} />
      <IconPicker value={icon} colour={colour} onChange={setIcon} />
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      <div className={form.buttons}>
        {category && !category.protected && (
          <>
            <DeleteCategory category={category} onDone={onDone} />
            <Button
              variant="default"
              onClick={() => {
                archive(category, category.archivedAt === null);
                onDone();
              }}
            >
              {category.archivedAt === null ? <Trans>Archive</Trans> : <Trans>Restore</Trans>}
            </Button>
          </>
        )}
        <Button type="submit" loading={save.isPending}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}

/** Asks where the category's transactions go before it goes itself. */
function DeleteCategory({ category, onDone }: { category: Category; onDone: () => void }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery(categoryQueries.list());
  const fallback =
    category.parentId ?? data?.items.find((one) => one.key === 'uncategorized')?.id ?? '';
  const [target, setTarget] = useState(fallback);
  const remove = useMutation({
    mutationFn: () =>
      api('DELETE /categories/:id', { params: { id: category.id }, query: { moveTo: target } }),
    onSuccess: async ({ movedTransactions }) => {
      await refreshHousehold();
      said(t`Deleted. ${movedTransactions} transactions moved.`);
      onDone();
    },
  });
  return (
    <>
      <Button variant="subtle" color="var(--brick)" onClick={() => setAsking(true)}>
        <Trans>Delete</Trans>
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>Delete {category.name}?</Trans>}
        verb={<Trans>Delete</Trans>}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        error={remove.error}
      >
        <CategorySelect
          label={t`Its transactions and rules move to`}
          value={target}
          onChange={setTarget}
          only={(one) => one.id !== category.id}
        />
      </Confirm>
    </>
  );
}
