import { Trans, useLingui } from '@lingui/react/macro';
import { CloseButton, UnstyledButton } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import styles from './toasts.module.css';

interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'problem';
  undo?: (() => void) | undefined;
  offer?: Offer | undefined;
}

/** Something else that can be done about what was said. */
export interface Offer {
  label: string;
  run: () => void;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says what was done, and offers to take it back where that is possible. */
export function toast(
  text: string,
  options: { undo?: () => void; problem?: boolean; offer?: Offer } = {},
): void {
  lastId += 1;
  const tone = options.problem ? 'problem' : 'plain';
  // Only the latest change is offered back: an older offer would take this one.
  const before = toasts.slice(-2).map((one) => (options.undo ? { ...one, undo: undefined } : one));
  set([...before, { id: lastId, text, tone, undo: options.undo, offer: options.offer }]);
}

const dismiss = (id: number) => set(toasts.filter((one) => one.id !== id));

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {shown.map((one) => (
        <ToastView key={one.id} toast={one} />
      ))}
    </div>
  );
}

function ToastView({ toast: one }: { toast: Toast }) {
  const { t } = useLingui();
  useEffect(() => {
    const timer = setTimeout(
      () => dismiss(one.id),
      one.tone === 'problem' || one.offer ? 10_000 : 6000,
    );
    return () => clearTimeout(timer);
  }, [one.id, one.tone, one.offer]);
  return (
    <div className={styles.toast} data-tone={one.tone}>
      <span>{one.text}</span>
      {one.undo && (
        <UnstyledButton
          className={styles.undo}
          onClick={() => {
            one.undo?.();
            dismiss(one.id);
          }}
        >
          <Trans>Undo</Trans>
        </UnstyledButton>
      )}
      {one.offer && (
        <UnstyledButton
          className={styles.undo}
          onClick={() => {
            one.offer?.run();
            dismiss(one.id);
          }}
        >
          {one.offer.label}
        </UnstyledButton>
      )}
      <CloseButton size="sm" aria-label={t`Dismiss`} onClick={() => dismiss(one.id)} />
    </div>
  );
}
