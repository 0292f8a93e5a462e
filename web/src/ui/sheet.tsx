import { useLingui } from '@lingui/react/macro';
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
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
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={phone ? '100%' : size}
      centered={!phone}
      closeButtonProps={{ 'aria-label': t`Close`, size: phone ? 44 : 'md' }}
      transitionProps={{ transition: phone ? 'slide-up' : 'fade', duration: 140 }}
      overlayProps={{ backgroundOpacity: 0.4 }}
      classNames={{
        inner: phone ? (styles.inner ?? '') : '',
        content: phone ? (styles.content ?? '') : '',
        title: styles.title ?? '',
        header: styles.header ?? '',
      }}
    >
      {children}
    </Modal>
  );
}
