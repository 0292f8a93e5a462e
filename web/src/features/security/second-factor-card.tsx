import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import form from '../../ui/form.module.css';
import { toast } from '../../ui/toasts.tsx';
import { RecoveryCodes, RecoveryCodesLeft } from './recovery-codes.tsx';
import styles from './security.module.css';
import { refreshSecurity, type Security } from './security.queries.ts';
import { TotpSetup } from './totp-setup.tsx';

const FEW_CODES = 3;

/** A code of an authenticator app, asked for after the password. Its setting up happens in place. */
export function SecondFactorCard({ security }: { security: Security }) {
  const { enabled } = security.secondFactor;
  const text = useProblemText();
  const [codes, setCodes] = useState<string[] | null>(null);
  const start = useMutation({ mutationFn: () => api('POST /auth/totp/start', { body: {} }) });
  if (codes) {
    return (
      <Card title={<Trans>Your recovery codes</Trans>}>
        <RecoveryCodes codes={codes} email={security.email} onDone={() => setCodes(null)} />
      </Card>
    );
  }
  if (start.data) {
    return (
      <Card title={<Trans>Set up the authenticator app</Trans>}>
        <TotpSetup
          {...start.data}
          onCancel={start.reset}
          onDone={(fresh) => {
            setCodes(fresh);
            start.reset();
          }}
        />
      </Card>
    );
  }
  return (
    <Card title={<Trans>Second factor</Trans>}>
      {enabled ? (
        <TurnedOn security={security} onCodes={setCodes} />
      ) : (
        <div className={styles.row}>
          <p className={styles.words}>
            <Trans>
              Off. With it, whoever knows your password also needs a code from an app on your phone.
            </Trans>
          </p>
          <div className={styles.actions}>
            <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
              <Trans>Turn on</Trans>
            </Button>
          </div>
        </div>
      )}
      {start.error && (
        <p className={form.problem} role="alert">
          {text(start.error)}
        </p>
      )}
    </Card>
  );
}

interface TurnedOnProps {
  security: Security;
  onCodes: (codes: string[]) => void;
}

function TurnedOn({ security, onCodes }: TurnedOnProps) {
  const { t } = useLingui();
  const text = useProblemText();
  const { recoveryCodesLeft: left } = security.secondFactor;
  const [asking, setAsking] = useState(false);
  const renew = useMutation({
    mutationFn: () => api('POST /auth/totp/recovery-codes', { body: {} }),
    onSuccess: async ({ recoveryCodes }) => {
      onCodes(recoveryCodes);
      await refreshSecurity();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  const disable = useMutation({
    mutationFn: () => api('POST /auth/totp/disable', { body: {} }),
    onSuccess: async () => {
      setAsking(false);
      toast(t`The second factor is off.`);
      await refreshSecurity();
    },
  });
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span>
          <Trans>On. Signing in with your password also asks for a code of your app.</Trans>
        </span>
        <span className={styles.state} data-tone={left <= FEW_CODES ? 'warn' : undefined}>
          <RecoveryCodesLeft left={left} />
        </span>
      </div>
      <div className={styles.actions}>
        <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
          <Trans>New recovery codes</Trans>
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          <Trans>Turn off</Trans>
        </Button>
      </div>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>Turn the second factor off?</Trans>}
        verb={<Trans>Turn off</Trans>}
        onConfirm={() => disable.mutate()}
        busy={disable.isPending}
        error={disable.error}
      >
        <Trans>
          Your password alone will be enough to sign in. Your recovery codes stop working.
        </Trans>
      </Confirm>
    </div>
  );
}
