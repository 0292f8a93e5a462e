import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { DataExport } from '@picture/contract';
import { publicUrl } from '../../platform/config.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { Job } from '../../platform/outbox.ts';
import { changeHousehold } from '../settings/index.ts';
import type { DataParts, DataTx } from './data.parts.ts';
import type { ExportFiles } from './export-files.client.ts';
import {
  deleteExportRow,
  type ExportRow,
  findExportRow,
  insertExportRow,
  listExportRows,
  updateExportRow,
} from './exports.repository.ts';
import { findCorrespondent } from './people.repository.ts';

const KEPT_MS = 24 * 3_600_000;

interface ExportJob {
  exportId: string;
  language: Who['language'];
}

/** Makes a zip of everything a person may see, keeps it for a day, and hands it to them alone. */
export function createExports(parts: DataParts, files: ExportFiles) {
  const { database, config, clock, outbox, mail } = parts;
  const { read } = database;

  outbox.handle('data.export', make, fail);
  outbox.handle('data.forget_export', async (job) => {
    const row = await rowOf(job);
    if (row) await forget(row);
  });

  const rowOf = (job: Job) =>
    findExportRow(read, job.householdId, (job.payload as ExportJob).exportId);

  async function make(job: Job): Promise<void> {
    const row = await rowOf(job);
    if (row?.status !== 'working') return;
    const { language } = job.payload as ExportJob;
    const bytes = await files.write(row.file_name, {
      householdId: row.household_id,
      userId: row.user_id,
      language,
      createdAt: row.created_at,
    });
    const isWanted = await change(row, async (tx) => {
      const found = await updateExportRow(tx, row, { status: 'ready', size_bytes: bytes });
      const person = found ? await findCorrespondent(tx, row.user_id) : undefined;
      if (person?.mails.exportReady) {
        await mail.send(tx, {
          to: person.email,
          language: person.language,
          template: 'exportReady',
          params: { url: `${publicUrl(config)}/settings/data` },
        });
      }
      return found;
    });
    if (!isWanted) await files.remove(row.file_name);
  }

  async function fail(job: Job): Promise<void> {
    const row = await rowOf(job);
    if (!row) return;
    await files.remove(row.file_name);
    await change(row, (tx) => updateExportRow(tx, row, { status: 'failed', size_bytes: null }));
  }

  /** Through the household's version, so that the page that waits for it hears. */
  const change = <R>(row: ExportRow, work: (tx: DataTx) => Promise<R>): Promise<R> =>
    changeHousehold(
      database,
      clock,
      { householdId: row.household_id, userId: row.user_id },
      ({ tx }) => work(tx),
    );

  async function forget(row: ExportRow): Promise<void> {
    await files.remove(row.file_name);
    await deleteExportRow(read, row);
  }

  async function getOwn(who: Who, id: string): Promise<ExportRow> {
    const row = await findExportRow(read, who.householdId, id);
    if (row?.user_id !== who.userId) throw notFound('export');
    return row;
  }

  return {
    list: async (who: Who) => ({ items: (await listExportRows(read, who)).map(present) }),

    /** A new export takes the place of an earlier one. */
    start: async (who: Who): Promise<DataExport> => {
      const now = clock.now();
      const row: ExportRow = {
        household_id: who.householdId,
        id: newId(),
        user_id: who.userId,
        status: 'working',
        file_name: `${randomBytes(32).toString('base64url')}.zip`,
        size_bytes: null,
        created_at: now.toISOString(),
        expires_at: new Date(now.getTime() + KEPT_MS).toISOString(),
      };
      const earlier = await changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const rows = await listExportRows(tx, who);
        if (rows.some((one) => one.status === 'working')) {
          throw new AppError('conflict', 'An export is being made already. It will be ready soon.');
        }
        await insertExportRow(tx, row);
        const job: ExportJob = { exportId: row.id, language: who.language };
        await outbox.add(tx, 'data.export', who.householdId, job);
        const end = new Date(row.expires_at);
        await outbox.add(tx, 'data.forget_export', who.householdId, job, end);
        await audit({ action: 'export.start', entityId: row.id });
        return rows;
      });
      outbox.nudge();
      for (const one of earlier) await forget(one);
      return present(row);
    },

    open: async (
      who: Who,
      id: string,
    ): Promise<{ name: string; bytes: number; content: Readable }> => {
      const row = await getOwn(who, id);
      if (row.size_bytes === null || row.expires_at <= clock.now().toISOString()) {
        throw notFound('export');
      }
      return {
        name: `my-financial-picture-${row.created_at.slice(0, 10)}.zip`,
        bytes: row.size_bytes,
        content: await files.read(row.file_name).catch(() => {
          throw notFound('export');
        }),
      };
    },

    delete: async (who: Who, id: string) => {
      await forget(await getOwn(who, id));
      return { done: true as const };
    },
  };
}

const present = (row: ExportRow): DataExport => ({
  id: row.id,
  status: row.status,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  bytes: row.size_bytes,
});
