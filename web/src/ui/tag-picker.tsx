import { TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tagQueries } from '../lib/tags.ts';

interface Props {
  /** Names: one that is new becomes a tag when the change is saved. */
  value: readonly string[];
  onChange: (names: string[]) => void;
  label?: string;
  ariaLabel?: string;
  placeholder?: string;
  disabled?: boolean;
  autoFocus?: boolean;
}

const MOST_TAGS = 30;

export function TagPicker(props: Props) {
  const { data } = useQuery(tagQueries.list());
  return (
    <TagsInput
      label={props.label}
      aria-label={props.ariaLabel}
      placeholder={props.value.length === 0 ? (props.placeholder ?? '') : ''}
      data={(data?.items ?? []).map((tag) => tag.name)}
      value={[...props.value]}
      onChange={props.onChange}
      maxTags={MOST_TAGS}
      disabled={props.disabled ?? false}
      data-autofocus={props.autoFocus || undefined}
      // Above the sheets and the bar of the selection. At its start: centred, it stands beside the page
      // of a phone for a moment, and the page grows by it.
      comboboxProps={{ zIndex: 400, position: 'bottom-start' }}
      clearable={false}
    />
  );
}
