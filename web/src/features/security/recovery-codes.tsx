import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './security.module.css';

export function RecoveryCodesLeft({ left }: { left: number }) {
  return (
    <Plural
      value={left}
      _0="No recovery codes left"
      one="# recovery code left"
      other="# recovery codes left"
    />
  );
}

interface Props {
  codes: string[];
  email: string;
  onDone: () => void;
}

/** The way back in when the phone is lost. Shown this once, so nobody is hurried past it. */
export function RecoveryCodes({ codes, email, onDone }: Props) {
  const { t } = useLingui();
  const [kept, setKept] = useState(false);
  const text = [t`My Financial Picture: recovery codes of ${email}`, '', ...codes, ''].join('\n');
  return (
    <div className={styles.stack}>
      <p>
        <Trans>
          If you lose your phone, each of these lets you in once. They are not shown again: keep
          them where your phone is not.
        </Trans>
      </p>
      <div className={styles.codes}>
        <p className={styles.printed}>{text.split('\n')[0]}</p>
        <ol aria-label={t`Recovery codes`}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.actions}>
        <CopyButton text={text} />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => saveText('recovery-codes.txt', text)}
        >
          <Trans>Download</Trans>
        </Button>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          onClick={() => print()}
        >
          <Trans>Print</Trans>
        </Button>
      </div>
      <Checkbox
        label={t`I have kept them`}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <div>
        <Button disabled={!kept} onClick={onDone}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </div>
  );
}

function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
