import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Textarea, TextInput } from '@mantine/core';
import type { BulkChange } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { tagIdsOf, tagQueries } from '../../lib/tags.ts';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/sheet.tsx';
import { TagPicker } from '../../ui/tag-picker.tsx';

interface Props {
  count: number;
  onClose: () => void;
  onChange: (change: BulkChange) => void;
  busy: boolean;
}

/** What is filled in becomes so on all of the rows; what is left empty stays as it is. */
export function BulkSheet({ count, onClose, onChange, busy }: Props) {
  const { t } = useLingui();
  const { data } = useQuery(tagQueries.list());
  const tags = data?.items ?? [];
  const [added, setAdded] = useState<string[]>([]);
  const [removed, setRemoved] = useState<string[]>([]);
  const [payee, setPayee] = useState('');
  const [note, setNote] = useState('');
  const isEmpty = added.length + removed.length === 0 && !payee.trim() && !note.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const known = removed.filter((name) => tags.some((tag) => tag.name === name));
    onChange({
      ...(added.length > 0 && { addTagIds: await tagIdsOf(added, tags) }),
      ...(known.length > 0 && { removeTagIds: await tagIdsOf(known, tags) }),
      ...(payee.trim() && { payee: payee.trim() }),
      ...(note.trim() && { note: note.trim() }),
    });
  };
  return (
    <Sheet
      opened
      onClose={onClose}
      title={<Plural value={count} one="Change # transaction" other="Change # transactions" />}
    >
      <form className={form.form} onSubmit={(event) => void submit(event)}>
        <p className={form.hint}>
          <Trans>What you leave empty stays as it is.</Trans>
        </p>
        <TagPicker label={t`Add tags`} value={added} onChange={setAdded} autoFocus />
        <TagPicker label={t`Remove tags`} value={removed} onChange={setRemoved} />
        <TextInput
          label={t`Payee`}
          maxLength={200}
          value={payee}
          onChange={(event) => setPayee(event.currentTarget.value)}
        />
        <Textarea
          label={t`Note`}
          maxLength={1000}
          autosize
          minRows={1}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={form.buttons}>
          <Button type="submit" loading={busy} disabled={isEmpty}>
            <Trans>Change</Trans>
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
