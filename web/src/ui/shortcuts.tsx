import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { singleKeys } from '../lib/preferences.ts';
import { Sheet } from './sheet.tsx';
import styles from './shortcuts.module.css';

export interface Shortcut {
  /** "j", "?", "mod+k", "mod+shift+z"; mod is Control, or Command on a Mac. */
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Leaves the keys to a field that is being typed in. */
  notInText?: boolean;
}

const active = new Set<readonly Shortcut[]>();

const TEXT_FIELDS = 'textarea, select, input:not([type=checkbox], [type=radio], [type=file])';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(TEXT_FIELDS));

/** What has the focus answers Enter itself. */
const answersEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('a, button, summary, [role=button]');

const inDialog = (): boolean => document.querySelector('[role="dialog"]') !== null;

function matches(event: KeyboardEvent, keys: string): boolean {
  const wantsMod = keys.startsWith('mod+');
  const wantsShift = keys.startsWith('mod+shift+');
  const key = keys.replace(/^mod\+(shift\+)?/, '');
  const hasMod = event.ctrlKey || event.metaKey;
  // Without a modifier, shift is part of the sign itself: "?".
  if (hasMod !== wantsMod || event.altKey || (wantsMod && event.shiftKey !== wantsShift)) {
    return false;
  }
  return event.key.toLowerCase() === key.toLowerCase();
}

/** Keys that work while this is shown. Single letters can be turned off (WCAG 2.1.4). */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    active.add(shortcuts);
    const onKey = (event: KeyboardEvent) => {
      const found = shortcuts.find((one) => matches(event, one.keys));
      if (!found) return;
      const isSingle = !found.keys.startsWith('mod+');
      if ((isSingle || found.notInText) && (isTyping(event.target) || inDialog())) return;
      if (isSingle && !singleKeys.get()) return;
      if (found.keys === 'Enter' && answersEnter(event.target)) return;
      event.preventDefault();
      found.run(event);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      active.delete(shortcuts);
      document.removeEventListener('keydown', onKey);
    };
  }, [shortcuts]);
}

/** The list of keys that work on this page, on `?`. */
export function ShortcutHelp() {
  const { t } = useLingui();
  const [opened, setOpened] = useState(false);
  useShortcuts([{ keys: '?', label: t`Show this list`, run: () => setOpened(true) }]);
  const all = [...active].flat();
  return (
    <Sheet
      opened={opened}
      onClose={() => setOpened(false)}
      title={<Trans>Keys on this page</Trans>}
    >
      <dl className={styles.list}>
        {all.map((one) => (
          <div key={one.keys} className={styles.row}>
            <dt>{one.label}</dt>
            <dd>
              <kbd className={styles.key}>{shown(one.keys)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

function shown(keys: string): string {
  const mac = navigator.userAgent.includes('Mac');
  const mod = mac ? '⌘' : 'Ctrl ';
  const shift = mac ? '⇧' : 'Shift ';
  return keys
    .replace('mod+', mod)
    .replace('shift+', shift)
    .replace(/\b[a-z]$/, (letter) => letter.toUpperCase());
}
