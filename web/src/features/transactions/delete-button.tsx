import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';

export function DeleteButton({ row, onDone }: { row: Transaction; onDone: () => void }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api('DELETE /transactions/:id', { params: { id: row.id } }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Deleted.`);
      onDone();
    },
  });
  return (
    <>
      <Button variant="subtle" color="var(--brick)" onClick={() => setAsking(true)}>
        <Trans>Delete</Trans>
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>Delete this transaction?</Trans>}
        verb={<Trans>Delete</Trans>}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        error={remove.error}
      >
        {row.loanPayment?.paymentId === null ? (
          <Trans>All its lines go, and the row that was made for it on the loan.</Trans>
        ) : row.transfer ? (
          <Trans>The other side of the transfer stays, as a transaction of its own.</Trans>
        ) : (
          <Trans>It leaves the balance of its account and every total.</Trans>
        )}
      </Confirm>
    </>
  );
}
