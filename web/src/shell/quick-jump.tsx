import { Trans, useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { accountQueries } from '../lib/accounts.ts';
import { Sheet } from '../ui/sheet.tsx';
import { PAGES } from './navigation.ts';
import styles from './quick-jump.module.css';

interface Target {
  key: string;
  label: string;
  kind: string;
  go: () => void;
}

/** Ctrl-K: a page, an account, or a search of all transactions, by its first letters. */
export function QuickJump({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const [wish, setWish] = useState('');
  const [chosen, setChosen] = useState(0);
  const accounts = useQuery({ ...accountQueries.list(), enabled: opened });
  const folded = wish.trim().toLowerCase();
  const targets: Target[] = [
    ...PAGES.map((page) => ({
      key: page.to,
      label: i18n._(page.label),
      kind: t`Page`,
      go: () => void navigate({ to: page.to }),
    })),
    ...(accounts.data?.items ?? []).map((account) => ({
      key: account.id,
      label: account.name,
      kind: t`Account`,
      go: () => void navigate({ to: '/accounts/$id', params: { id: account.id } }),
    })),
  ].filter((target) => target.label.toLowerCase().includes(folded));
  if (folded !== '') {
    targets.push({
      key: 'search',
      label: wish.trim(),
      kind: t`Search transactions`,
      go: () => void navigate({ to: '/transactions', search: { q: wish.trim() } }),
    });
  }
  const close = () => {
    setWish('');
    setChosen(0);
    onClose();
  };
  const take = (target: Target | undefined) => {
    if (!target) return;
    close();
    target.go();
  };
  return (
    <Sheet opened={opened} onClose={close} title={<Trans>Go to</Trans>} size={520}>
      <TextInput
        data-autofocus
        aria-label={t`Page, account or words in a transaction`}
        placeholder={t`Page, account or words in a transaction`}
        value={wish}
        role="combobox"
        aria-expanded="true"
        aria-controls="quick-jump-list"
        aria-activedescendant={targets[chosen] ? `jump-${targets[chosen].key}` : undefined}
        onChange={(event) => {
          setWish(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setChosen((at) => Math.min(Math.max(at + step, 0), targets.length - 1));
          }
          if (event.key === 'Enter') take(targets[chosen]);
        }}
      />
      <div id="quick-jump-list" role="listbox" aria-label={t`Places to go`} className={styles.list}>
        {targets.map((target, index) => (
          <button
            key={target.key}
            id={`jump-${target.key}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={styles.target}
            onClick={() => take(target)}
          >
            <span>{target.label}</span>
            <span className={styles.kind}>{target.kind}</span>
          </button>
        ))}
      </div>
    </Sheet>
  );
}
