import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Loader } from '@mantine/core';
import type { DataExport } from '@picture/contract';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, download } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './data.module.css';
import { dataQueries, refreshExports } from './data.queries.ts';

/** Everything one can see, as a file to keep. */
export function ExportCard() {
  const { household } = useSession();
  const text = useProblemText();
  const exports = useQuery(dataQueries.exports());
  const start = useMutation({
    mutationFn: () => api('POST /data-exports', { body: {} }),
    onSettled: refreshExports,
  });
  if (exports.error) {
    return <ErrorState error={exports.error} retry={() => void exports.refetch()} />;
  }
  const [newest] = exports.data?.items ?? [];
  const name = household.name;
  return (
    <Card title={<Trans>Take everything along</Trans>}>
      <div className={styles.block}>
        <p>
          <Trans>
            A zip of all you can see in {name}: tables for a spreadsheet, every row for programs,
            and the files you imported, as they were. It is kept for a day.
          </Trans>
        </p>
        {exports.isPending ? <Skeleton height={44} /> : newest && <ExportRow one={newest} />}
        {start.error && (
          <p className={form.problem} role="alert">
            {text(start.error)}
          </p>
        )}
        <div>
          <Button
            variant="default"
            disabled={newest?.status === 'working'}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {newest ? <Trans>Make a new export</Trans> : <Trans>Make an export</Trans>}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function ExportRow({ one }: { one: DataExport }) {
  const { t } = useLingui();
  const locale = useLocale();
  const text = useProblemText();
  const params = { id: one.id };
  const fetchFile = useMutation({
    mutationFn: () => download(`/data-exports/${one.id}/file`),
    onError: (error) => toast(text(error), { problem: true }),
  });
  const remove = useMutation({
    mutationFn: () => api('DELETE /data-exports/:id', { params }),
    onSettled: refreshExports,
    onError: (error) => toast(text(error), { problem: true }),
  });
  if (one.status === 'working') {
    return (
      <p className={styles.export} role="status">
        <Loader size={16} aria-hidden="true" />
        <Trans>Being made. You can leave this page; a mail tells you when it is ready.</Trans>
      </p>
    );
  }
  if (one.status === 'failed') {
    return (
      <p className={form.problem} role="alert">
        <Trans>The last export could not be made. Try again.</Trans>
      </p>
    );
  }
  const until = formatInstant(one.expiresAt, locale);
  return (
    <div className={styles.export}>
      <div className={styles.words}>
        <span>
          <Trans>
            Export of {formatInstant(one.createdAt, locale)}, {formatBytes(one.bytes, locale.tag)}
          </Trans>
        </span>
        <span className={styles.where}>
          <Trans>Here until {until}</Trans>
        </span>
      </div>
      <Button
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        loading={fetchFile.isPending}
        onClick={() => fetchFile.mutate()}
      >
        <Trans>Download</Trans>
      </Button>
      <ActionIcon
        variant="subtle"
        size={36}
        color="var(--ink-2)"
        aria-label={t`Delete this export`}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

/** "2.4 MB", in the reader's way. */
function formatBytes(bytes: number | null, tag: string): string {
  const kilobytes = (bytes ?? 0) / 1000;
  const [value, unit] = kilobytes < 1000 ? [kilobytes, 'kilobyte'] : [kilobytes / 1000, 'megabyte'];
  return new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: 1 }).format(
    value,
  );
}
