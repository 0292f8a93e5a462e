import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, FileButton } from '@mantine/core';
import {
  ATTACHMENT_TYPES,
  type Attachment,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
} from '@picture/contract';
import { IconFileTypePdf, IconPaperclip, IconPhoto, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { api, uploadAttachment } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale, useMayEdit } from '../../lib/session.ts';
import form from '../../ui/form.module.css';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import styles from './attachments-section.module.css';
import { thumbnailOf } from './thumbnail.ts';
import { transactionQueries } from './transactions.queries.ts';

/** Receipts of a transaction: dropped here, chosen, or photographed. */
export function AttachmentsSection({ transactionId }: { transactionId: string }) {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const found = useQuery(transactionQueries.attachments(transactionId));
  const [isOver, setIsOver] = useState(false);
  const attach = useAttach(transactionId);
  const items = found.data?.items ?? [];
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      attach.mutate([...event.dataTransfer.files]);
    },
  };
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  return (
    <section
      className={styles.section}
      aria-label={t`Attachments`}
      data-over={isOver || undefined}
      {...(mayEdit && drop)}
    >
      {found.isPending && <Skeleton height={44} />}
      {items.length > 0 && (
        <ul className={styles.files}>
          {items.map((item) => (
            <AttachedFile key={item.id} item={item} />
          ))}
        </ul>
      )}
      {mayEdit && items.length < MAX_ATTACHMENTS && (
        <div className={styles.add}>
          <FileButton
            multiple
            accept={ATTACHMENT_TYPES.join(',')}
            onChange={(files) => attach.mutate(files)}
          >
            {(button) => (
              <Button
                {...button}
                variant="default"
                loading={attach.isPending}
                leftSection={<IconPaperclip size={16} aria-hidden="true" />}
              >
                <Trans>Attach a receipt</Trans>
              </Button>
            )}
          </FileButton>
          <span className={form.hint}>
            <Trans>A picture or a PDF, to 10 MB</Trans>
          </span>
        </div>
      )}
    </section>
  );
}

function useAttach(transactionId: string) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        if (file.size > MAX_ATTACHMENT_BYTES) throw new TooLarge(file.name);
        await uploadAttachment(transactionId, file, await thumbnailOf(file));
      }
      return files.length;
    },
    onSuccess: (count) => {
      if (count > 0) said(t`Attached.`);
    },
    onError: (error) =>
      toast(error instanceof TooLarge ? t`${error.message} is larger than 10 MB.` : text(error), {
        problem: true,
      }),
    // Of several files those before the one refused are there.
    onSettled: refreshHousehold,
  });
}

/** Its message is the file's name. */
class TooLarge extends Error {}

function AttachedFile({ item }: { item: Attachment }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const locale = useLocale();
  const mayEdit = useMayEdit();
  const remove = useMutation({
    mutationFn: () => api('DELETE /attachments/:id', { params: { id: item.id } }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Deleted.`);
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  const size = new Intl.NumberFormat(locale.tag, {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 0,
  }).format(Math.max(1, item.bytes / 1000));
  const href = `/api/v1/attachments/${item.id}`;
  const Sign = item.mediaType === 'application/pdf' ? IconFileTypePdf : IconPhoto;
  return (
    <li className={styles.file}>
      <a href={href} target="_blank" rel="noreferrer" className={styles.link}>
        {item.hasThumbnail ? (
          <img src={`${href}/thumbnail`} alt="" className={styles.picture} loading="lazy" />
        ) : (
          <span className={styles.picture}>
            <Sign size={24} aria-hidden="true" />
          </span>
        )}
        <span className={styles.name}>{item.name}</span>
      </a>
      <span className={styles.size}>{size}</span>
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="var(--ink-2)"
          size={36}
          aria-label={t`Delete ${item.name}`}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </li>
  );
}
