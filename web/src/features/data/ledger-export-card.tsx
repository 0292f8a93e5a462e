import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import type { LedgerFormat } from '@picture/contract';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { download } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { Card } from '../../ui/card.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import form from '../../ui/form.module.css';

/** Transactions as a file that another program reads. */
export function LedgerExportCard() {
  const { t } = useLingui();
  const text = useProblemText();
  const accounts = useQuery(accountQueries.list());
  const [format, setFormat] = useState<LedgerFormat>('csv');
  const [account, setAccount] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const formats: Record<LedgerFormat, string> = {
    csv: t`CSV, for a spreadsheet`,
    ofx: t`OFX 2, for Quicken, GnuCash and others`,
    qif: t`QIF, with splits`,
    jsonl: t`JSON lines, for programs`,
    ledger: t`Journal of ledger or hledger`,
    beancount: t`Journal of beancount`,
  };
  const save = useMutation({
    mutationFn: () => {
      const wish = { format, accountIds: account, from, to };
      const told = Object.entries(wish).filter(([, value]) => value !== '');
      return download(`/ledger-export?${new URLSearchParams(told)}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Card title={<Trans>Transactions for another program</Trans>}>
      <form className={form.form} onSubmit={submit}>
        <div className={form.pair}>
          <NativeSelect
            label={t`Format`}
            value={format}
            data={Object.entries(formats).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setFormat(event.currentTarget.value as LedgerFormat)}
          />
          <NativeSelect
            label={t`Account`}
            value={account}
            data={[
              { value: '', label: t`All accounts` },
              ...(accounts.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(event) => setAccount(event.currentTarget.value)}
          />
        </div>
        <div className={form.pair}>
          <DayInput label={t`From`} value={from} onChange={setFrom} />
          <DayInput label={t`To`} value={to} onChange={setTo} />
        </div>
        <p className={form.hint}>
          <Trans>What lies before the first day becomes the starting balance.</Trans>
        </p>
        {save.error && (
          <p className={form.problem} role="alert">
            {text(save.error)}
          </p>
        )}
        <div>
          <Button
            type="submit"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            loading={save.isPending}
          >
            <Trans>Write the file</Trans>
          </Button>
        </div>
      </form>
    </Card>
  );
}
