import { Trans, useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { foldName } from '../../lib/categories.ts';
import { useCategoryIcons } from '../../ui/category-icon.tsx';
import { Skeleton } from '../../ui/states.tsx';
import styles from './icon-picker.module.css';

interface Props {
  value: string;
  colour: number;
  onChange: (icon: string) => void;
}

/** One of the icons, found by its words in either language; the arrows go from one to the next. */
export function IconPicker({ value, colour, onChange }: Props) {
  const { t, i18n } = useLingui();
  const loaded = useCategoryIcons();
  const [search, setSearch] = useState('');
  const words = foldName(search.trim());
  const found = [...(loaded?.ICONS_BY_NAME ?? [])].filter(
    ([
      name,
      {
        words: { en, es },
      },
    ]) => foldName(`${name} ${en} ${es}`).includes(words),
  );
  return (
    <fieldset
      className={styles.picker}
      style={{ '--tone': `var(--c${colour})` } as React.CSSProperties}
    >
      <legend>
        <Trans>Icon</Trans>
      </legend>
      <TextInput
        type="search"
        aria-label={t`Search icons`}
        placeholder={t`Search icons`}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {!loaded && <Skeleton height={176} />}
      {loaded && found.length === 0 && (
        <p className={styles.none}>
          <Trans>No icon is called so.</Trans>
        </p>
      )}
      <div className={styles.icons}>
        {found.map(([name, { icon: Icon, words: told }]) => (
          <label key={name} className={styles.icon}>
            <input
              type="radio"
              name="icon"
              aria-label={(i18n.locale === 'es' ? told.es : told.en).split(',')[0]}
              checked={value === name}
              onChange={() => onChange(name)}
            />
            <Icon size={20} stroke={1.75} aria-hidden="true" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
