import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor } from '@mantine/core';
import { api } from '../../lib/api.ts';
import form from '../../ui/form.module.css';
import { ResendButton } from './resend-button.tsx';
import { VisitorFrame } from './visitor-frame.tsx';

interface Props {
  email: string;
  /** A link was mailed a moment ago. */
  wasSent: boolean;
  onBack: () => void;
}

/** An email is proved by the link that was mailed to it. Says the same to everybody. */
export function CheckMailPage({ email, wasSent, onBack }: Props) {
  const { t } = useLingui();
  return (
    <VisitorFrame title={t`Check your mail`}>
      <p>
        {wasSent ? (
          <Trans>
            We mailed a link to <strong>{email}</strong>. Follow it to go on.
          </Trans>
        ) : (
          <Trans>
            When you signed up we mailed a link to <strong>{email}</strong>. Follow it to go on.
          </Trans>
        )}
      </p>
      <p className={form.hint}>
        <Trans>It works for one day. If it is not in your inbox, look among the spam.</Trans>
      </p>
      <ResendButton
        wasSent={wasSent}
        send={() => api('POST /auth/verify-email/resend', { body: { email } })}
      />
      <p>
        <Anchor component="button" type="button" onClick={onBack}>
          <Trans>Use another email</Trans>
        </Anchor>
      </p>
    </VisitorFrame>
  );
}
