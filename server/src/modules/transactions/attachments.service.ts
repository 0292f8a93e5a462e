import { createHash } from 'node:crypto';
import { type Attachment, type AttachmentType, MAX_ATTACHMENTS } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/files/index.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { Outbox, OutboxTables } from '../../platform/outbox.ts';
import { changeHousehold } from '../settings/index.ts';
import { type CheckedFile, checkAttachment, checkThumbnail } from './attachment-content.ts';
import { attachmentName } from './attachment-name.ts';
import {
  FORGET_FILES,
  type ForgetFiles,
  findAttachment,
  forgetFilesLater,
  forgetUpload,
  insertAttachments,
  keepUpload,
  listAttachedIds,
} from './attachments.repository.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { deleteParts, listParts } from './row-parts.repository.ts';
import { findTransaction } from './transactions.repository.ts';
import type { AttachmentRow } from './transactions.tables.ts';

export interface Upload {
  name: string;
  file: Buffer;
  thumbnail: Buffer | null;
}

export interface ServedFile {
  mediaType: AttachmentType;
  name: string;
  mark: string;
  content: Buffer;
}

export type Attachments = ReturnType<typeof createAttachments>;

/** An upload that ended half-way leaves files without a row for so long. */
const UPLOAD_MS = 3_600_000;

const thumbnailOf = (id: string): string => `${id}.thumbnail`;

/** Files of transactions: rows in the ledger, undone like all of it, and the files in the store. */
export function createAttachments(
  database: Database<LedgerTables>,
  clock: Clock,
  outbox: Outbox,
  files: FileStore,
) {
  const { read } = database;

  outbox.handle(FORGET_FILES, async ({ payload }) => {
    const { ids } = payload as ForgetFiles;
    const attached = await listAttachedIds(read, ids);
    for (const id of ids) if (!attached.has(id)) await removeFile(files, id);
  });

  async function getVisible(
    db: LedgerEdit['tx'] | typeof read,
    who: Who,
    id: string,
  ): Promise<{ row: AttachmentRow; accountId: string }> {
    const row = await findAttachment(db, who.householdId, id);
    const transaction = row && (await findTransaction(db, who, row.transaction_id));
    if (!transaction) throw notFound('attachment');
    return { row, accountId: transaction.account_id };
  }

  async function getContent(name: string): Promise<Buffer> {
    const content = await files.get(name);
    if (!content) throw notFound('attachment');
    return content;
  }

  /** Files first, then the row: whatever ends in between is tidied up by the job written before both. */
  async function store(who: Who, id: string, checked: CheckedFile, thumbnail: CheckedFile | null) {
    const until = new Date(clock.now().getTime() + UPLOAD_MS);
    await database.write((tx) =>
      forgetUpload(tx, who.householdId, id, clock.now().toISOString(), until),
    );
    await files.put(id, checked.bytes);
    if (thumbnail) await files.put(thumbnailOf(id), thumbnail.bytes);
  }

  return {
    list: async (who: Who, transactionId: string): Promise<{ items: Attachment[] }> => {
      if (!(await findTransaction(read, who, transactionId))) throw notFound('transaction');
      const rows = await listParts(read, 'attachments', who.householdId, [transactionId]);
      return { items: rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(present) };
    },

    add: async (who: Who, transactionId: string, upload: Upload): Promise<Attachment> => {
      if (!(await findTransaction(read, who, transactionId))) throw notFound('transaction');
      const checked = checkAttachment(upload.file);
      if (!checked) {
        throw new AppError(
          'attachment_unreadable',
          'This is no PNG, JPEG, WebP or PDF file, or it is cut short.',
        );
      }
      const thumbnail = upload.thumbnail && checkThumbnail(upload.thumbnail);
      if (upload.thumbnail && !thumbnail) {
        throw new AppError(
          'attachment_unreadable',
          'The thumbnail is no picture of at most 512 pixels a side and 40 kB.',
        );
      }
      const id = newId();
      await store(who, id, checked, thumbnail);
      return changeHousehold(database, clock, who, async (change) => {
        const { tx, at } = change;
        const transaction = await findTransaction(tx, who, transactionId);
        if (!transaction) throw notFound('transaction');
        const others = await listParts(tx, 'attachments', who.householdId, [transactionId]);
        const row: AttachmentRow = {
          household_id: who.householdId,
          id,
          transaction_id: transactionId,
          name: attachmentName(upload.name, checked.mediaType),
          media_type: checked.mediaType,
          bytes: checked.bytes.length,
          sha256: createHash('sha256').update(checked.bytes).digest('hex'),
          has_thumbnail: thumbnail ? 1 : 0,
          created_at: at,
          created_by: who.userId,
        };
        const same = others.find((one) => one.sha256 === row.sha256);
        if (same) return present(same);
        if (others.length >= MAX_ATTACHMENTS) {
          throw new AppError('too_many', `A transaction holds at most ${MAX_ATTACHMENTS} files.`, {
            params: { most: MAX_ATTACHMENTS },
          });
        }
        const ledger = await LedgerEdit.open(change, who);
        await insertAttachments(tx, [row]);
        await keepUpload(tx, who.householdId, id);
        ledger.keep('attachments', null, row, transaction.account_id);
        const after = { ...row, account_id: transaction.account_id };
        await ledger.post({ action: 'attachment.add', entityId: id, after });
        return present(row);
      });
    },

    file: async (who: Who, id: string): Promise<ServedFile> => {
      const { row } = await getVisible(read, who, id);
      const { name, media_type: mediaType, sha256: mark } = row;
      return { name, mediaType, mark, content: await getContent(id) };
    },

    thumbnail: async (who: Who, id: string): Promise<ServedFile> => {
      const { row } = await getVisible(read, who, id);
      if (row.has_thumbnail === 0) throw notFound('attachment');
      const picture = checkThumbnail(await getContent(thumbnailOf(id)));
      if (!picture) throw notFound('attachment');
      const { mediaType, bytes: content } = picture;
      return {
        name: attachmentName('thumbnail', mediaType),
        mediaType,
        mark: `${row.sha256}-small`,
        content,
      };
    },

    delete: (who: Who, id: string): Promise<{ deleted: boolean }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx, at } = change;
        const { row, accountId } = await getVisible(tx, who, id);
        const ledger = await LedgerEdit.open(change, who);
        await deleteParts(tx, 'attachments', who.householdId, [row.transaction_id], id);
        await forgetFilesLater(tx, who.householdId, [row], at);
        ledger.keep('attachments', row, null, accountId);
        const before = { ...row, account_id: accountId };
        await ledger.post({ action: 'attachment.delete', entityId: id, before });
        return { deleted: true };
      }),
  };
}

async function removeFile(files: FileStore, id: string): Promise<void> {
  await files.remove(thumbnailOf(id));
  await files.remove(id);
}

const present = (row: AttachmentRow): Attachment => ({
  id: row.id,
  transactionId: row.transaction_id,
  name: row.name,
  mediaType: row.media_type,
  bytes: row.bytes,
  sha256: row.sha256,
  hasThumbnail: row.has_thumbnail === 1,
  createdAt: row.created_at,
});

/** Removes all files of a household that goes, also those that wait to be removed. */
export async function removeFilesOf(
  db: Tx<LedgerTables & OutboxTables> | Database<LedgerTables & OutboxTables>['read'],
  files: FileStore,
  householdId: string,
): Promise<void> {
  const rows = await db
    .selectFrom('attachments')
    .select('id')
    .where('household_id', '=', householdId)
    .execute();
  const jobs = await db
    .selectFrom('outbox')
    .select('payload_json')
    .where('household_id', '=', householdId)
    .where('kind', '=', FORGET_FILES)
    .execute();
  const waiting = jobs.flatMap((job) => (JSON.parse(job.payload_json) as ForgetFiles).ids);
  const own = rows.map((row) => row.id);
  // What moved away with its account is another household's now.
  const elsewhere = await listAttachedIds(db, waiting);
  for (const id of [...own, ...waiting.filter((one) => !elsewhere.has(one))]) {
    await removeFile(files, id);
  }
}

/** Rows without their files, and files without a row that nothing will remove; one line each. */
export async function examineFiles(
  db: Database<LedgerTables & OutboxTables>['read'],
  files: FileStore,
): Promise<string[]> {
  const stored = new Set<string>();
  for await (const name of files.list()) stored.add(name);
  // Read after the files were listed: what was attached meanwhile is known here.
  const rows = await db.selectFrom('attachments').select(['id', 'has_thumbnail']).execute();
  const jobs = await db
    .selectFrom('outbox')
    .select('payload_json')
    .where('kind', '=', FORGET_FILES)
    .where('last_error', 'is', null)
    .execute();
  const findings: string[] = [];
  const known = new Set<string>();
  const expectFile = async (name: string) => {
    known.add(name);
    if (!stored.has(name) && (await files.get(name)) === null) {
      findings.push(`the file ${name} of an attachment is not there`);
    }
  };
  for (const row of rows) {
    await expectFile(row.id);
    if (row.has_thumbnail === 1) await expectFile(thumbnailOf(row.id));
  }
  for (const job of jobs) {
    for (const id of (JSON.parse(job.payload_json) as ForgetFiles).ids) {
      known.add(id).add(thumbnailOf(id));
    }
  }
  for (const name of stored) {
    if (!known.has(name)) findings.push(`the file ${name} belongs to no attachment`);
  }
  return findings;
}
