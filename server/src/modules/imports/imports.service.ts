import type {
  Body,
  CsvMapping,
  chooseImportAccounts,
  chooseImportCategories,
  decideImportRows,
  Import,
  listImportRows,
  listImports,
  Query,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { Job, Outbox, OutboxTables } from '../../platform/outbox.ts';
import { findVisibleAccount } from '../accounts/index.ts';
import type { ImportChoices, ImportFindings } from './findings.ts';
import { takeAccountChoices, takeCategoryChoices } from './import-choices.service.ts';
import { decideRows, listRows } from './import-rows.service.ts';
import { present } from './import-view.ts';
import { createImportWorker } from './import-worker.client.ts';
import {
  deleteImport,
  deleteImportRows,
  findBusyImport,
  findImport,
  IMPORT_PARTS,
  insertBlob,
  insertImport,
  isPlaced,
  listImportRecords,
  saveMapping,
  updateImport,
} from './imports.repository.ts';
import type { ImportRowRecord, ImportStatus } from './imports.tables.ts';
import { assertLandable, landLater, storeParts } from './intake.service.ts';
import { abandonCommit } from './land.service.ts';
import { failRead, type ImportTables, type Task } from './read.service.ts';

type Tables = ImportTables & OutboxTables;
type Actor = Pick<Who, 'householdId' | 'userId' | 'hiddenAccountIds'>;

export type Imports = ReturnType<typeof createImports>;

export function createImports(parts: { database: Database<Tables>; clock: Clock; outbox: Outbox }) {
  const { database, clock, outbox } = parts;
  const { read } = database;
  const worker = createImportWorker(database.url);

  const taskOf = (job: Job): Task => ({
    householdId: job.householdId,
    ...(job.payload as { importId: string }),
  });
  const run = (kind: 'read' | 'commit' | 'undo') => (job: Job) =>
    worker.run({ kind, ...taskOf(job) });
  outbox.handle('imports.read', run('read'), (job) => failRead(database, taskOf(job)));
  outbox.handle('imports.commit', run('commit'), (job) => abandonCommit(database, taskOf(job)));
  outbox.handle('imports.undo', run('undo'));
  outbox.handle('imports.tidy', (job) => tidy(taskOf(job)));
  const schedule = (tx: Tx<OutboxTables>, kind: 'read' | 'commit' | 'undo', task: Task) =>
    outbox.add(tx, `imports.${kind}`, task.householdId, { importId: task.importId });

  /** Takes away what was stored of a file whose upload never came to its end. */
  const tidy = ({ householdId, importId }: Task) =>
    database.write(async (tx) => {
      if (await findImport(tx, householdId, importId)) return;
      await deleteImportRows(tx, householdId, importId, ['import_blobs']);
    });

  async function get(who: Actor, id: string): Promise<ImportRowRecord> {
    const record = await findImport(read, who.householdId, id);
    if (!record || !isSeenBy(who, record)) throw notFound('import');
    return record;
  }

  /** Moves an import from one state to the next, with the work that belongs to it. */
  async function advance(
    who: Actor,
    id: string,
    allowed: readonly ImportStatus[],
    kind: 'read' | 'commit' | 'undo',
    change: (record: ImportRowRecord, tx: Tx<Tables>) => Promise<Partial<ImportRowRecord>>,
  ): Promise<Import> {
    const record = await database.write(async (tx) => {
      const before = await findImport(tx, who.householdId, id);
      if (!before || !isSeenBy(who, before)) throw notFound('import');
      if (!allowed.includes(before.status)) {
        throw kind === 'undo'
          ? new AppError('import_not_undoable', 'Only a committed import can be taken back.')
          : notReady(before);
      }
      if (kind !== 'read' && (await findBusyImport(tx, who.householdId))) {
        throw new AppError('import_busy', 'Another import is being written. Wait for it to end.');
      }
      const after = { ...before, progress_done: 0, ...(await change(before, tx)) };
      await updateImport(tx, who.householdId, id, after);
      await schedule(tx, kind, { householdId: who.householdId, importId: id });
      return after;
    });
    outbox.nudge();
    return present(record);
  }

  const readAgain = (
    record: ImportRowRecord,
    choices: ImportChoices,
  ): Partial<ImportRowRecord> => ({
    status: 'reading',
    progress_total: record.size_bytes,
    mapping_json: JSON.stringify(choices),
    error_json: null,
  });

  return {
    stop: () => worker.stop(),
    get: async (who: Actor, id: string): Promise<Import> => present(await get(who, id)),

    list: async (who: Who, query: Query<typeof listImports>) => {
      worker.warm();
      const found = await listImportRecords(read, who.householdId, query.cursor, query.limit + 1);
      const records = found.slice(0, query.limit);
      const last = found.length > query.limit ? records.at(-1) : undefined;
      return {
        items: records.filter((record) => isSeenBy(who, record)).map(present),
        nextCursor: last?.id ?? null,
      };
    },

    /** Takes a file in as it arrives; `isTruncated` tells, at its end, that it was too large. */
    receive: async (
      who: Actor,
      file: { name: string; bytes: AsyncIterable<Uint8Array>; isTruncated(): boolean },
      accountId: string | null,
      maxBytes: number,
    ): Promise<Import> => {
      if (accountId !== null && !(await findVisibleAccount(read, who, accountId))) {
        throw notFound('account');
      }
      worker.warm();
      const id = newId();
      const task = { householdId: who.householdId, importId: id };
      const last = await storeParts(database, task, file.bytes, (tx) =>
        outbox.add(tx, 'imports.tidy', who.householdId, { importId: id }, hoursFrom(clock, 1)),
      );
      const { sizeBytes } = last;
      if (file.isTruncated()) {
        await tidy(task);
        const megabytes = Math.round(maxBytes / 1024 / 1024);
        throw new AppError('too_large', `The file is larger than ${megabytes} MB.`, {
          params: { megabytes },
        });
      }
      const record: ImportRowRecord = {
        household_id: who.householdId,
        id,
        user_id: who.userId,
        file_name: file.name.slice(0, 255) || 'statement',
        size_bytes: sizeBytes,
        status: 'reading',
        progress_done: 0,
        progress_total: sizeBytes,
        account_id: accountId,
        mapping_json: null,
        result_json: null,
        error_json: null,
        ledger_version: null,
        created_at: clock.now().toISOString(),
        committed_at: null,
      };
      await database.write(async (tx) => {
        await insertBlob(tx, who.householdId, id, last.seq, last.bytes);
        await insertImport(tx, record);
        await schedule(tx, 'read', task);
      });
      outbox.nudge();
      return present(record);
    },

    rows: async (who: Who, id: string, query: Query<typeof listImportRows>) =>
      listRows(read, who, await get(who, id), query),

    decideRows: (who: Who, id: string, wish: Body<typeof decideImportRows>) =>
      database.write(async (tx) => {
        const record = await findImport(tx, who.householdId, id);
        if (!record || !isSeenBy(who, record)) throw notFound('import');
        if (record.status !== 'ready' && !hasLeft(record)) throw notReady(record);
        const findings = await decideRows(tx, who, record, wish);
        return present({ ...record, result_json: JSON.stringify(findings) });
      }),

    readAgain: (who: Who, id: string) =>
      advance(who, id, ['undone'], 'read', async (record) => ({
        ...readAgain(record, choicesOf(record)),
        committed_at: null,
      })),

    chooseAccounts: (who: Who, id: string, wish: Body<typeof chooseImportAccounts>) =>
      advance(who, id, ['ready'], 'read', async (record, tx) => {
        const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
        const choices = choicesOf(record);
        await takeAccountChoices(tx, who, findings, choices, wish.statements);
        const isNew = choices.newAccounts?.[0] !== undefined;
        const account_id = choices.accounts[0] ?? (isNew ? null : record.account_id);
        return { ...readAgain(record, choices), account_id };
      }),

    chooseCategories: (who: Who, id: string, wish: Body<typeof chooseImportCategories>) =>
      advance(who, id, ['ready'], 'read', async (record, tx) => {
        const choices = choicesOf(record);
        choices.categories = await takeCategoryChoices(tx, who, choices, wish.categories);
        return readAgain(record, choices);
      }),

    correctMapping: (who: Who, id: string, mapping: CsvMapping) =>
      advance(who, id, ['ready', 'failed'], 'read', async (record, tx) => {
        const findings: ImportFindings | null = JSON.parse(record.result_json ?? 'null');
        const accountId = findings?.statements[0]?.accountId ?? record.account_id;
        if (findings?.layout && accountId !== null) {
          await saveMapping(tx, {
            household_id: who.householdId,
            account_id: accountId,
            fingerprint: findings.layout.fingerprint,
            mapping_json: JSON.stringify(mapping),
            saved_at: clock.now().toISOString(),
          });
        }
        return readAgain(record, { ...choicesOf(record), csv: mapping });
      }),

    commit: (who: Actor, id: string) =>
      advance(who, id, ['ready', 'committed'], 'commit', async (record, tx) => {
        const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
        if (record.status === 'committed') return landLater(tx, who, record, findings);
        for (const statement of findings.statements) {
          await assertLandable(tx, who, statement);
        }
        return { status: 'committing', progress_total: findings.counts.add };
      }),

    undo: (who: Who, id: string) =>
      advance(who, id, ['committed'], 'undo', async (record) => {
        const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
        return { status: 'undoing', progress_total: findings.counts.add };
      }),

    discard: async (who: Who, id: string) => {
      await database.write(async (tx) => {
        const record = await findImport(tx, who.householdId, id);
        if (!record || !isSeenBy(who, record)) throw notFound('import');
        if (record.status !== 'ready' && record.status !== 'failed') {
          throw new AppError(
            'import_not_ready',
            'Only an import that was not committed is forgotten.',
          );
        }
        await deleteImportRows(tx, who.householdId, id, IMPORT_PARTS);
        await deleteImport(tx, who.householdId, id);
      });
      return { deleted: true };
    },
  };
}

const hoursFrom = (clock: Clock, hours: number) =>
  new Date(clock.now().getTime() + hours * 3_600_000);

const notReady = ({ status }: ImportRowRecord) =>
  new AppError('import_not_ready', 'This import is not waiting for a decision.', {
    params: { status },
  });

/** Whether a commit left rows that wait for a decision. */
const hasLeft = ({ status, result_json }: ImportRowRecord): boolean =>
  status === 'committed' && JSON.parse(result_json ?? '{}').left?.total > 0;

/** Others see an import once all of it is in accounts they see: until then nobody knows whose it is. */
export function isSeenBy(
  who: Pick<Actor, 'userId' | 'hiddenAccountIds'>,
  record: Pick<ImportRowRecord, 'user_id' | 'account_id' | 'result_json'>,
): boolean {
  return (
    record.user_id === who.userId || isPlaced(record, (id) => !who.hiddenAccountIds.includes(id))
  );
}

const choicesOf = (record: ImportRowRecord): ImportChoices =>
  record.mapping_json ? JSON.parse(record.mapping_json) : { csv: null, accounts: {} };
