import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Tag } from '@picture/contract';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api, newIdempotencyKey } from '../../lib/api.ts';
import { foldName } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { tagQueries } from '../../lib/tags.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { TagChip } from '../../ui/tag-chip.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { ColourPicker } from './colour-picker.tsx';
import styles from './names.module.css';

/** From so many on they are searched. */
const MANY = 12;

export function TagsCard() {
  const mayEdit = useMayEdit();
  const tags = useQuery(tagQueries.list());
  const [editing, setEditing] = useState<Tag | 'new' | null>(null);
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const items = tags.data?.items ?? [];
  const words = foldName(search.trim());
  const shown = items.filter((tag) => foldName(tag.name).includes(words));
  return (
    <Card title={<Trans>Tags</Trans>}>
      {tags.isPending && <Skeleton height={72} />}
      {tags.error && <ErrorState error={tags.error} retry={() => void tags.refetch()} />}
      {tags.data && items.length === 0 && (
        <EmptyState
          sentence={
            <Trans>
              No tags yet. They gather what categories do not: a trip, a tax year, a person.
            </Trans>
          }
        >
          {mayEdit && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
              <Trans>Add a tag</Trans>
            </Button>
          )}
        </EmptyState>
      )}
      {items.length > MANY && (
        <div className={styles.search}>
          <TextInput
            type="search"
            aria-label={t`Search tags`}
            placeholder={t`Search tags`}
            leftSection={<IconSearch size={16} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
      )}
      <ul className={styles.tags}>
        {shown.map((tag) => (
          <li key={tag.id}>
            <button
              type="button"
              className={styles.tag}
              disabled={!mayEdit}
              onClick={() => setEditing(tag)}
            >
              <TagChip tag={tag} />
              <span className={styles.count}>{tag.transactions}</span>
            </button>
          </li>
        ))}
        {mayEdit && items.length > 0 && (
          <li>
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconPlus size={16} />}
              onClick={() => setEditing('new')}
            >
              <Trans>Add a tag</Trans>
            </Button>
          </li>
        )}
      </ul>
      <Sheet
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={editing === 'new' ? <Trans>Add a tag</Trans> : <Trans>Change the tag</Trans>}
      >
        {editing && (
          <TagForm
            tag={editing === 'new' ? null : editing}
            others={items.filter((one) => one !== editing)}
            onDone={() => setEditing(null)}
          />
        )}
      </Sheet>
    </Card>
  );
}

interface FormProps {
  tag: Tag | null;
  others: Tag[];
  onDone: () => void;
}

function TagForm({ tag, others, onDone }: FormProps) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const [name, setName] = useState(tag?.name ?? '');
  const [colour, setColour] = useState(tag?.colour ?? others.length % 12);
  const [key] = useState(newIdempotencyKey);
  const save = useMutation({
    mutationFn: () =>
      tag
        ? api('PATCH /tags/:id', { params: { id: tag.id }, body: { name, colour } })
        : api('POST /tags', { body: { name, colour }, idempotencyKey: key }),
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
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ColourPicker value={colour} onChange={setColour} />
      {tag && (
        <Link to="/transactions" search={{ q: `tag:"${tag.name.replaceAll('"', ' ')}"` }}>
          <Plural
            value={tag.transactions}
            one="Show its # transaction"
            other="Show its # transactions"
          />
        </Link>
      )}
      {save.error && (
        <p className={form.problem} role="alert">
          {text(save.error)}
        </p>
      )}
      <div className={form.buttons}>
        {tag && <EndTag tag={tag} others={others} onDone={onDone} />}
        <Button type="submit" loading={save.isPending}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}

/** A tag goes away, and another takes its place or none does. */
function EndTag({ tag, others, onDone }: FormProps & { tag: Tag }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const [asking, setAsking] = useState(false);
  const [into, setInto] = useState('');
  const end = useMutation({
    mutationFn: async () => {
      const params = { id: tag.id };
      if (into) await api('POST /tags/:id/merge', { params, body: { into } });
      else await api('DELETE /tags/:id', { params });
    },
    onSuccess: async () => {
      await refreshHousehold();
      said(into ? t`Merged.` : t`Deleted.`);
      onDone();
    },
  });
  return (
    <>
      <Button variant="subtle" color="var(--brick)" onClick={() => setAsking(true)}>
        <Trans>Delete or merge</Trans>
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>What shall take the place of {tag.name}?</Trans>}
        verb={into ? <Trans>Merge</Trans> : <Trans>Delete</Trans>}
        onConfirm={() => end.mutate()}
        busy={end.isPending}
        error={end.error}
      >
        <NativeSelect
          label={t`In its place`}
          value={into}
          onChange={(event) => setInto(event.currentTarget.value)}
          data={[
            { value: '', label: t`No tag: its transactions stay, without it` },
            ...others.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      </Confirm>
    </>
  );
}
