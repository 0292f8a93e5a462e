import { useLingui } from '@lingui/react/macro';
import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { dayDraft, parseDay } from '../lib/dates.ts';
import { useLocale, useSession } from '../lib/session.ts';
import styles from './day-calendar.module.css';
import { DayCalendar } from './day-calendar.tsx';

interface Props {
  label?: string;
  'aria-label'?: string;
  /** `YYYY-MM-DD`, or nothing. */
  value: string;
  onChange: (day: string) => void;
  required?: boolean;
  disabled?: boolean;
  /** The last day that may be chosen. */
  max?: string;
}

/** A day, typed in the reader's own order or picked in a calendar whose weeks begin as theirs do. */
export function DayInput({ label, value, onChange, ...props }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const { today } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const [isTyping, setTyping] = useState(false);
  const [opened, setOpened] = useState(false);
  const { max = '9999' } = props;
  const typed = draft ?? dayDraft(value, locale);
  const read = parseDay(typed, locale);
  const wrong = typed.trim() !== '' && (read === null || read > max);
  const latest = props.max ? dayDraft(props.max, locale) : '';
  const example = dayDraft(today, locale);
  const problem = !wrong
    ? ''
    : read === null
      ? t`Write the day like ${example}.`
      : t`At the latest ${latest}.`;

  // A form is not sent with the day that stood here before the one that cannot be read.
  useEffect(() => input.current?.setCustomValidity(problem), [problem]);

  const type = (text: string) => {
    setTyping(true);
    setDraft(text);
    const day = parseDay(text, locale);
    // A year of two digits may be on its way to four.
    if (text.trim() === '') onChange('');
    else if (day !== null && day <= max && /\d{4}/.test(text)) onChange(day);
  };
  const leave = () => {
    setTyping(false);
    if (draft === null || wrong) return;
    if (read !== null && read !== value) onChange(read);
    setDraft(null);
  };
  const pick = (day: string) => {
    onChange(day);
    setDraft(null);
    setOpened(false);
    input.current?.focus();
  };
  return (
    <TextInput
      ref={input}
      label={label}
      aria-label={props['aria-label']}
      placeholder={props['aria-label'] ?? ''}
      autoComplete="off"
      required={props.required ?? false}
      withAsterisk={false}
      disabled={props.disabled ?? false}
      value={typed}
      error={isTyping ? undefined : problem}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      rightSection={
        <Popover
          opened={opened}
          onChange={setOpened}
          position="bottom-end"
          shadow="md"
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="var(--ink-2)"
              aria-label={t`Choose in a calendar`}
              disabled={props.disabled ?? false}
              onClick={() => setOpened(!opened)}
            >
              <IconCalendar size={16} stroke={1.6} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown className={styles.dropdown ?? ''} aria-label={t`Calendar`}>
            <DayCalendar value={value} today={today} max={max} onPick={pick} />
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}
