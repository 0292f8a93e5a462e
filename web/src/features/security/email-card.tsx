import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { signInWaysQuery } from '../../lib/sign-in-ways.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { NoMail } from '../../ui/no-mail.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './security.module.css';
import type { Security } from './security.queries.ts';

export function EmailCard({ security: { email, emailVerified } }: { security: Security }) {
  const { t } = useLingui();
  const text = useProblemText();
  const [changing, setChanging] = useState(false);
  const sendsMail = useQuery(signInWaysQuery).data?.verifiesEmail ?? true;
  const resend = useMutation({
    mutationFn: () => api('POST /auth/verify-email/resend', { body: { email } }),
    onSuccess: () => toast(t`A link is on its way to ${email}.`),
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <Card title={<Trans>Email</Trans>}>
      <div className={styles.row}>
        <div className={styles.words}>
          <span className={styles.name}>{email}</span>
          {(sendsMail || emailVerified) && <EmailState isConfirmed={emailVerified} />}
        </div>
        <div className={styles.actions}>
          {sendsMail && !emailVerified && (
            <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
              <Trans>Send the link</Trans>
            </Button>
          )}
          <Button variant="default" onClick={() => setChanging(true)}>
            <Trans>Change email</Trans>
          </Button>
        </div>
      </div>
      <Sheet
        opened={changing}
        onClose={() => setChanging(false)}
        title={<Trans>Change your email</Trans>}
      >
        <EmailForm sendsMail={sendsMail} onDone={() => setChanging(false)} />
      </Sheet>
    </Card>
  );
}

function EmailState({ isConfirmed }: { isConfirmed: boolean }) {
  const Icon = isConfirmed ? IconCircleCheck : IconAlertCircle;
  return (
    <span className={styles.state} data-tone={isConfirmed ? 'good' : 'warn'}>
      <Icon size={16} aria-hidden="true" />
      {isConfirmed ? <Trans>Confirmed</Trans> : <Trans>Not confirmed yet</Trans>}
    </span>
  );
}

function EmailForm({ sendsMail, onDone }: { sendsMail: boolean; onDone: () => void }) {
  const { t } = useLingui();
  const text = useProblemText();
  const [email, setEmail] = useState('');
  const change = useMutation({
    mutationFn: () => api('POST /auth/email/change', { body: { email } }),
    onSuccess: () => {
      toast(t`Follow the link we mailed to ${email}. Until then your email stays as it is.`);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t`New email`}
        description={t`We mail a link there, and a word to your present email. Following the link signs every device out.`}
        type="email"
        autoComplete="email"
        required
        withAsterisk={false}
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      {!sendsMail && <NoMail />}
      {change.error && (
        <p className={form.problem} role="alert">
          {text(change.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button variant="default" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={change.isPending}>
          <Trans>Send the link</Trans>
        </Button>
      </div>
    </form>
  );
}
