import { useLingui } from '@lingui/react/macro';
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useId, useLayoutEffect } from 'react';
import styles from './sheet.module.css';

interface SheetProps {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  size?: number;
}

/** A dialog on a desktop; on a phone a sheet that comes from below, within reach of a thumb. */
export function Sheet({ opened, onClose, title, children, size = 440 }: SheetProps) {
  const { t } = useLingui();
  const phone = useMediaQuery('(max-width: 639px)') ?? false;
  const isOnTop = useStack(opened);
  useReturnedFocus(opened);
  return (
    <Modal
      opened={opened}
      onClose={() => isOnTop() && onClose()}
      title={title}
      size={phone ? '100%' : size}
      centered={!phone}
      closeButtonProps={{ 'aria-label': t`Close`, size: phone ? 44 : 'md', iconSize: 20 }}
      transitionProps={{ transition: phone ? 'slide-up' : 'fade', duration: 140 }}
      overlayProps={{ backgroundOpacity: 0.4 }}
      // Mantine's header would be the page's banner, one more for each sheet.
      attributes={{ header: { role: 'presentation' } }}
      classNames={{
        inner: phone ? (styles.inner ?? '') : '',
        content: phone ? `${styles.scroll} ${styles.content}` : (styles.scroll ?? ''),
        title: styles.title ?? '',
        header: styles.header ?? '',
      }}
    >
      {children}
    </Modal>
  );
}

/** Mantine gives the focus back where a sheet closes; this does where it goes with what showed it. */
function useReturnedFocus(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return;
    const before = document.activeElement;
    return () => {
      setTimeout(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) {
          before.focus({ preventScroll: true });
        }
      });
    };
  }, [opened]);
}

const stack: string[] = [];

/** Where one sheet stands on another, Escape reaches both: only the upper one is to close. */
function useStack(opened: boolean): () => boolean {
  const id = useId();
  useEffect(() => {
    if (!opened) return;
    stack.push(id);
    return () => {
      // Not at once: the key that closes this one may still be on its way to the one below.
      setTimeout(() => stack.splice(stack.indexOf(id), 1));
    };
  }, [opened, id]);
  return () => stack.at(-1) === id;
}
