import { useLingui } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import type { Category } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { categoryQueries } from '../lib/categories.ts';
import { CategoryIcon } from './category-icon.tsx';

interface Props {
  value: string;
  onChange: (id: string) => void;
  /** An entry that stands for no category; left out, one must be chosen. */
  emptyLabel?: string;
  label?: string;
  ariaLabel?: string;
  /** Which are offered; all unless said. */
  only?: (category: Category) => boolean;
  /** Offers those that are archived too, to look for what is in them. */
  withArchived?: boolean;
}

/** The category tree as the platform's own select: a wheel on a phone, letters to type elsewhere. */
export function CategorySelect({
  value,
  onChange,
  emptyLabel,
  label,
  ariaLabel,
  only,
  withArchived = false,
}: Props) {
  const { t } = useLingui();
  const { data } = useQuery(categoryQueries.list());
  const items = (data?.items ?? []).filter((category) => only?.(category) ?? true);
  const chosen = items.find((category) => category.id === value);
  // One that is archived stays where it is chosen; it is not offered anew.
  const all = items.filter((category) => category.archivedAt === null || category === chosen);
  const archived = withArchived ? items.filter((category) => !all.includes(category)) : [];
  const groups = all.filter((category) => !all.some((one) => one.id === category.parentId));
  const option = (category: Category) => ({ value: category.id, label: category.name });
  return (
    <NativeSelect
      label={label}
      aria-label={ariaLabel}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      leftSection={chosen && <CategoryIcon category={chosen} />}
      data={[
        ...(emptyLabel === undefined ? [] : [{ value: '', label: emptyLabel }]),
        ...groups.map((group) => ({
          group: group.name,
          items: [option(group), ...all.filter((one) => one.parentId === group.id).map(option)],
        })),
        ...(archived.length > 0 ? [{ group: t`Archived`, items: archived.map(option) }] : []),
      ]}
    />
  );
}
