import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import type { Import } from '@picture/contract';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { uploadStatement } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale, useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { ImportAgain } from './import-outcome.tsx';
import styles from './imports.module.css';
import { importQueries, keepImport } from './imports.queries.ts';
import { StatusWord } from './status-word.tsx';

/** Where a file comes in, and what came in before. */
export function ImportsPage() {
  const { account } = useSearch({ from: '/home/imports' });
  const mayEdit = useMayEdit();
  const history = useQuery(importQueries.list());
  return (
    <div className={styles.page}>
      {mayEdit ? <DropZone initialAccount={account ?? ''} /> : <ForViewers />}
      {history.error ? (
        <ErrorState error={history.error} retry={() => void history.refetch()} />
      ) : (
        history.data &&
        history.data.items.length > 0 && (
          <Card flush title={<Trans>Earlier imports</Trans>}>
            <ul>
              {history.data.items.map((one) => (
                <li key={one.id} className={styles.past}>
                  <HistoryRow one={one} />
                  {one.status === 'undone' && mayEdit && <ImportAgain one={one} />}
                </li>
              ))}
            </ul>
          </Card>
        )
      )}
    </div>
  );
}

function ForViewers() {
  return (
    <Card>
      <EmptyState
        sentence={
          <Trans>You see what others imported. Adding files is for editors and owners.</Trans>
        }
      />
    </Card>
  );
}

function HistoryRow({ one }: { one: Import }) {
  const locale = useLocale();
  return (
    <Link to="/imports/$id" params={{ id: one.id }} className={styles.history}>
      <span className={styles.grow}>
        <span className={styles.file}>{one.fileName}</span>
        <span className={styles.dim}>{formatInstant(one.createdAt, locale)}</span>
      </span>
      <StatusWord one={one} />
    </Link>
  );
}

function DropZone({ initialAccount }: { initialAccount: string }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const text = useProblemText();
  const accounts = useQuery(accountQueries.list());
  const [account, setAccount] = useState(initialAccount);
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: (file: File) => uploadStatement(file, account || null, setSent),
    onSuccess: async (one) => {
      keepImport(one);
      await navigate({ to: '/imports/$id', params: { id: one.id } });
    },
  });
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) upload.mutate(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const open = (accounts.data?.items ?? []).filter((one) => one.closedOn === null);
  const percent = Math.round(sent * 100);
  return (
    <Card>
      <section
        className={styles.drop}
        data-over={over || undefined}
        aria-label={t`Statement file`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <IconFileUpload size={32} stroke={1.4} aria-hidden="true" />
        <p className={styles.lead}>
          <Trans>Drop your bank’s file here</Trans>
        </p>
        <p className={styles.dim}>
          <Trans>
            CSV, Excel, OFX, QFX, QIF, CAMT or MT940, or a ZIP of them. You see what it would do
            before anything is added.
          </Trans>
        </p>
        {upload.isPending ? (
          <p className={styles.lead} role="status">
            <Trans>Sending, {percent}%</Trans>
          </p>
        ) : (
          <button type="button" className={styles.choose} onClick={() => input.current?.click()}>
            <Trans>Choose a file</Trans>
          </button>
        )}
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t`Choose a file`}
          accept=".csv,.tsv,.txt,.xlsx,.ofx,.qfx,.qif,.xml,.sta,.mt940,.940,.942,.zip,text/csv,text/xml,application/x-ofx,application/zip"
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        {open.length > 0 && (
          <NativeSelect
            className={styles.into ?? ''}
            label={t`Into the account`}
            value={account}
            data={[
              { value: '', label: t`As the file says, or ask me` },
              ...open.map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(event) => setAccount(event.currentTarget.value)}
          />
        )}
        {upload.error && (
          <p className={form.problem} role="alert">
            {text(upload.error)}
          </p>
        )}
      </section>
    </Card>
  );
}
