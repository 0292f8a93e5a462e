import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { signInWaysQuery } from '../../lib/sign-in-ways.ts';
import { AnchorLink } from '../../ui/anchor-link.tsx';
import form from '../../ui/form.module.css';
import { NoMail } from '../../ui/no-mail.tsx';
import { EmailForm } from './email-form.tsx';
import { ResendButton } from './resend-button.tsx';
import { VisitorFrame } from './visitor-frame.tsx';

const askForLink = (email: string) => api('POST /auth/password/forgot', { body: { email } });

/** The same answer for everybody: whether somebody has an account here is theirs to tell. */
export function ForgotPasswordPage() {
  const { t } = useLingui();
  const ways = useQuery(signInWaysQuery);
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <VisitorFrame title={sentTo === null ? t`Forgot your password?` : t`Check your mail`}>
      {sentTo === null ? (
        <>
          <p>
            <Trans>Type your email and we mail you a link to set a new one.</Trans>
          </p>
          {ways.data?.verifiesEmail === false && <NoMail />}
          <EmailForm verb={<Trans>Send the link</Trans>} send={askForLink} onSent={setSentTo} />
        </>
      ) : (
        <>
          <p>
            <Trans>
              If <strong>{sentTo}</strong> has an account here, a link is on its way.
            </Trans>
          </p>
          <p className={form.hint}>
            <Trans>It works for one hour. If it is not in your inbox, look among the spam.</Trans>
          </p>
          <ResendButton wasSent send={() => askForLink(sentTo)} />
        </>
      )}
      <p>
        <AnchorLink to="/sign-in">
          <Trans>Back to signing in</Trans>
        </AnchorLink>
      </p>
    </VisitorFrame>
  );
}
