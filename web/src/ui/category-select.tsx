import { NativeSelect } from '@mantine/core';
import type { Category } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { categoryQueries } from '../lib/categories.ts';

interface Props {
  value: string;
  onChange: (id: string) => void;
  /** An entry that stands for no category; left out, one must be chosen. */
  emptyLabel?: string;
  label?: string;
  ariaLabel?: string;
  className?: string;
  /** Which are offered; all unless said. */
  only?: (category: Category) => boolean;
}

/** The category tree as the platform's own select: a wheel on a phone, letters to type elsewhere. */
export function CategorySelect({
  value,
  onChange,
  emptyLabel,
  label,
  ariaLabel,
  className,
  only,
}: Props) {
  const { data } = useQuery(categoryQueries.list());
  const all = (data?.items ?? []).filter((category) => only?.(category) ?? true);
  const groups = all.filter((category) => !all.some((one) => one.id === category.parentId));
  const option = (category: Category) => ({ value: category.id, label: category.name });
  return (
    <NativeSelect
      label={label}
      aria-label={ariaLabel}
      className={className ?? ''}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        ...(emptyLabel === undefined ? [] : [{ value: '', label: emptyLabel }]),
        ...groups.map((group) => ({
          group: group.name,
          items: [option(group), ...all.filter((one) => one.parentId === group.id).map(option)],
        })),
      ]}
    />
  );
}
