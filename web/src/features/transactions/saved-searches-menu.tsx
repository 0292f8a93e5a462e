import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import type { SavedSearch } from '@picture/contract';
import { IconArrowDown, IconArrowUp, IconBookmark, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './saved-searches.module.css';
import { transactionQueries } from './transactions.queries.ts';

interface Props {
  /** The search that is shown. */
  q: string;
  onSearch: (q: string) => void;
}

/** A person's own searches under their names. */
export function SavedSearchesMenu({ q, onSearch }: Props) {
  const { t } = useLingui();
  const [sheet, setSheet] = useState<'save' | 'arrange' | null>(null);
  const { data } = useQuery(transactionQueries.savedSearches());
  const saved = data?.items ?? [];
  const close = () => setSheet(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t`Saved searches`}>
            <IconBookmark size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {saved.map((one) => (
            <Menu.Item key={one.id} onClick={() => onSearch(one.search)}>
              <span className={styles.name}>{one.name}</span>
              <span className={styles.search}>{one.search}</span>
            </Menu.Item>
          ))}
          {saved.length === 0 && (
            <p className={styles.none}>
              <Trans>A search you save stands here.</Trans>
            </p>
          )}
          <Menu.Divider />
          <Menu.Item disabled={q === ''} onClick={() => setSheet('save')}>
            <Trans>Save this search…</Trans>
          </Menu.Item>
          {saved.length > 0 && (
            <Menu.Item onClick={() => setSheet('arrange')}>
              <Trans>Arrange saved searches…</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {sheet === 'save' && <SaveSheet q={q} onClose={close} />}
      {sheet === 'arrange' && <ArrangeSheet saved={saved} onClose={close} />}
    </>
  );
}

function useSavedChange<T>(change: (wish: T) => Promise<unknown>, onDone?: () => void) {
  const queries = useQueryClient();
  const { queryKey } = transactionQueries.savedSearches();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey });
      onDone?.();
    },
  });
}

function SaveSheet({ q, onClose }: { q: string; onClose: () => void }) {
  const { t } = useLingui();
  const text = useProblemText();
  const [name, setName] = useState('');
  const save = useSavedChange(
    () => api('POST /saved-searches', { body: { name, search: q } }),
    onClose,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <Sheet opened onClose={onClose} title={<Trans>Save this search</Trans>}>
      <form className={form.form} onSubmit={submit}>
        <p className={styles.search}>{q}</p>
        <TextInput
          label={t`Name`}
          required
          withAsterisk={false}
          maxLength={60}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.error && (
          <p className={form.problem} role="alert">
            {text(save.error)}
          </p>
        )}
        <div className={form.buttons}>
          <Button type="submit" loading={save.isPending} disabled={!name.trim()}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

function ArrangeSheet({ saved, onClose }: { saved: SavedSearch[]; onClose: () => void }) {
  const { t } = useLingui();
  const text = useProblemText();
  const order = useSavedChange((ids: string[]) =>
    api('PUT /saved-searches/order', { body: { ids } }),
  );
  const rename = useSavedChange(({ id, name }: SavedSearch) =>
    api('PATCH /saved-searches/:id', { params: { id }, body: { name } }),
  );
  const remove = useSavedChange((id: string) =>
    api('DELETE /saved-searches/:id', { params: { id } }),
  );
  const move = (at: number, by: number) => {
    const ids = saved.map((one) => one.id);
    ids.splice(at + by, 0, ...ids.splice(at, 1));
    order.mutate(ids);
  };
  const error = order.error ?? rename.error ?? remove.error;
  return (
    <Sheet opened onClose={onClose} title={<Trans>Saved searches</Trans>}>
      <ul className={styles.list}>
        {saved.map((one, at) => (
          <li key={one.id} className={styles.row}>
            <TextInput
              aria-label={t`Name of ${one.search}`}
              defaultValue={one.name}
              maxLength={60}
              onBlur={(event) => {
                const name = event.currentTarget.value.trim();
                if (name && name !== one.name) rename.mutate({ ...one, name });
              }}
            />
            <ActionIcon
              variant="subtle"
              size={36}
              aria-label={t`Move ${one.name} up`}
              disabled={at === 0}
              onClick={() => move(at, -1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              size={36}
              aria-label={t`Move ${one.name} down`}
              disabled={at === saved.length - 1}
              onClick={() => move(at, 1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="var(--brick)"
              size={36}
              aria-label={t`Delete ${one.name}`}
              onClick={() => remove.mutate(one.id)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {error && (
        <p className={form.problem} role="alert">
          {text(error)}
        </p>
      )}
    </Sheet>
  );
}
