import { useLingui } from '@lingui/react/macro';
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { addDays, addMonths, lastDayOf, monthOf } from '@picture/contract';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatFullDate, formatMonth, formatWeekday, weeksOf } from '../lib/dates.ts';
import { useLocale } from '../lib/session.ts';
import styles from './day-calendar.module.css';

interface Props {
  value: string;
  today: string;
  max: string;
  onPick: (day: string) => void;
}

/** Escape closes the calendar, not the sheet it may stand in. */
const ESCAPE_STAYS = { 'data-mantine-stop-propagation': 'true' };

/** A month of days. Arrows move by days and weeks, Page Up and Page Down by months. */
export function DayCalendar({ value, today, max, onPick }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const [at, setAt] = useState(value || (today < max ? today : max));
  const grid = useRef<HTMLTableElement>(null);
  const byKey = useRef(false);
  const month = monthOf(at);
  const weeks = weeksOf(month, locale);
  const title = formatMonth(month, locale, true);

  // The focus follows the day, but stays on the buttons that turn the months.
  useEffect(() => {
    if (byKey.current) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus();
    byKey.current = false;
  }, [at]);

  const onKey = (event: KeyboardEvent) => {
    const week = weeks.find((days) => days.includes(at)) ?? [];
    const target = {
      ArrowLeft: addDays(at, -1),
      ArrowRight: addDays(at, 1),
      ArrowUp: addDays(at, -7),
      ArrowDown: addDays(at, 7),
      PageUp: inMonth(at, -1),
      PageDown: inMonth(at, 1),
      Home: week[0],
      End: week[6],
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    byKey.current = true;
    setAt(target > max ? max : target);
  };
  return (
    <div className={styles.calendar}>
      <div className={styles.head}>
        <ActionIcon
          {...ESCAPE_STAYS}
          variant="subtle"
          color="var(--ink-2)"
          aria-label={t`The month before`}
          onClick={() => setAt(inMonth(at, -1))}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <span aria-live="polite">{title}</span>
        <ActionIcon
          {...ESCAPE_STAYS}
          variant="subtle"
          color="var(--ink-2)"
          aria-label={t`The month after`}
          disabled={addMonths(month, 1) > max}
          onClick={() => setAt(inMonth(at, 1))}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <table ref={grid} aria-label={title} className={styles.grid}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => {
              const { short, long } = formatWeekday(day, locale);
              return (
                <th key={day} scope="col" abbr={long}>
                  {short}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <UnstyledButton
                    {...ESCAPE_STAYS}
                    className={styles.day}
                    tabIndex={day === at ? 0 : -1}
                    aria-label={formatFullDate(day, locale)}
                    aria-current={day === today ? 'date' : undefined}
                    aria-pressed={day === value}
                    data-day={day}
                    data-autofocus={day === at || undefined}
                    data-outside={monthOf(day) !== month || undefined}
                    disabled={day > max}
                    onClick={() => onPick(day)}
                    onKeyDown={onKey}
                  >
                    {Number(day.slice(8))}
                  </UnstyledButton>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same day of another month, or its last one. */
function inMonth(day: string, months: number): string {
  const month = addMonths(monthOf(day), months);
  const same = `${month}-${day.slice(8)}`;
  return same > lastDayOf(month) ? lastDayOf(month) : same;
}
