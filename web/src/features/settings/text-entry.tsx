import { TextInput } from '@mantine/core';
import { useState } from 'react';

/** A text that is saved when it is left or Enter is pressed, and put back with Escape. */
export function TextEntry(props: {
  label: string;
  value: string;
  onSave: (value: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    const wish = draft?.trim();
    if (wish && wish !== props.value) props.onSave(wish);
    setDraft(null);
  };
  return (
    <TextInput
      label={props.label}
      maxLength={120}
      value={draft ?? props.value}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
