import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../platform/db/index.ts';
import type { FileStore } from '../../platform/files/index.ts';
import { CATALOGUE, type KeptTable } from './catalogue.ts';
import { csvHead, csvLine } from './csv.ts';
import type { WholeTables } from './data.tables.ts';
import { type ExportOf, manifestOf, readmeOf } from './export-readme.ts';
import { type Eyes, lookAs, seenBy } from './eyes.repository.ts';
import { peopleTables } from './people-tables.service.ts';
import { ZipWriter } from './zip-writer.client.ts';

export interface ExportTask {
  path: string;
  householdId: string;
  userId: string;
  language: 'en' | 'es';
  createdAt: string;
}

/** Tables by a name that is known only when it runs. */
type Named = Record<string, Record<string, unknown>>;
type Tx = Transaction<WholeTables>;

const ROWS_AT_ONCE = 500;

/** Writes everything a person may see into a zip, all of it as it was at one moment; gives its size. */
export async function writeExport(
  database: Database<WholeTables>,
  files: FileStore,
  task: ExportTask,
): Promise<number> {
  const columns = await columnsByTable(database.read);
  const zip = new ZipWriter(task.path);
  try {
    await database.snapshot(async (tx) => {
      const of = await whatIsExported(tx, task);
      const eyes = await lookAs(tx, task.householdId, task.userId);
      await writePeopleTables(tx, zip, eyes, task.language);
      for (const [table, kept] of Object.entries(CATALOGUE)) {
        if (kept.about) await writeTable(tx, zip, eyes, table, kept, columns.get(table) ?? []);
      }
      await writeUploads(tx, zip, eyes);
      await writeAttachments(tx, zip, eyes, files);
      await writePicture(tx, zip, task.userId);
      const leftOut = Object.entries(CATALOGUE).flatMap(([table, { leftOut: why }]) =>
        why ? [{ table, why }] : [],
      );
      const written = zip.files;
      const manifest = manifestOf(of, written, leftOut);
      const readme = readmeOf(of, written, task.language);
      await zip.add('manifest.json', 'This list.', async (put) => {
        put(manifest);
        return {};
      });
      await zip.add('README.txt', 'Where to begin.', async (put) => {
        put(readme);
        return {};
      });
    });
    return zip.end();
  } finally {
    zip.close();
  }
}

async function columnsByTable(db: Kysely<WholeTables>): Promise<Map<string, string[]>> {
  const tables = await db.introspection.getTables();
  return new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
}

async function whatIsExported(tx: Tx, task: ExportTask): Promise<ExportOf> {
  const household = await tx
    .selectFrom('households')
    .select(['id', 'name'])
    .where('id', '=', task.householdId)
    .executeTakeFirstOrThrow();
  const person = await tx
    .selectFrom('auth_users')
    .select(['id', 'name', 'email'])
    .where('id', '=', task.userId)
    .executeTakeFirstOrThrow();
  return { createdAt: task.createdAt, household, person };
}

async function writePeopleTables(
  tx: Tx,
  zip: ZipWriter,
  eyes: Eyes,
  language: ExportTask['language'],
): Promise<void> {
  for (const { name, about, columns, rows } of await peopleTables(tx, eyes, language)) {
    await zip.add(`csv/${name}.csv`, about, async (put) => {
      put(csvHead(columns));
      let count = 0;
      for await (const row of rows) {
        put(csvLine(columns, row as never));
        count += 1;
      }
      return { rows: count, columns: columns.map((column) => column.title) };
    });
  }
}

async function writeTable(
  tx: Tx,
  zip: ZipWriter,
  eyes: Eyes,
  table: string,
  kept: KeptTable,
  all: readonly string[],
): Promise<void> {
  const columns = kept.columns ?? all;
  const [owner, id] = kept.isPersonal
    ? [kept.person, eyes.userId]
    : [kept.household, eyes.householdId];
  if (owner === undefined) throw new Error(`Nobody owns the rows of ${table}.`);
  const query = (tx as unknown as Transaction<Named>)
    .selectFrom(`${table} as t`)
    .select(columns.map((column) => `t.${column}`))
    .where(`t.${owner}`, '=', id)
    .where(seenBy(eyes, table, kept));
  await zip.add(`data/${table}.jsonl`, kept.about ?? '', async (put) => {
    let rows = 0;
    for await (const row of query.stream(ROWS_AT_ONCE)) {
      put(`${JSON.stringify(row)}\n`);
      rows += 1;
    }
    return { rows, columns };
  });
}

/** The files people imported, byte by byte as they came. */
async function writeUploads(tx: Tx, zip: ZipWriter, eyes: Eyes): Promise<void> {
  const uploads = await tx
    .selectFrom('imports')
    .select(['id', 'file_name'])
    .where('household_id', '=', eyes.householdId)
    .execute();
  for (const { id, file_name: name } of uploads) {
    if (eyes.hiddenImportIds.includes(id)) continue;
    await zip.add(`files/${id}/${asFileName(name)}`, 'A file you imported.', async (put) => {
      const parts = tx
        .selectFrom('import_blobs')
        .select('bytes')
        .where('household_id', '=', eyes.householdId)
        .where('import_id', '=', id)
        .orderBy('seq');
      for await (const { bytes } of parts.stream(1)) put(bytes);
      return {};
    });
  }
}

/** Files of the transactions these eyes see; one that is lost is missing, the rest is there. */
async function writeAttachments(
  tx: Tx,
  zip: ZipWriter,
  eyes: Eyes,
  files: FileStore,
): Promise<void> {
  const rows = await tx
    .selectFrom('attachments as t')
    .select(['t.id', 't.name'])
    .where('t.household_id', '=', eyes.householdId)
    .where(seenBy(eyes, 'attachments', CATALOGUE['attachments'] ?? {}))
    .execute();
  for (const { id, name } of rows) {
    const content = await files.get(id);
    if (!content) continue;
    await zip.add(`attachments/${id}/${asFileName(name)}`, 'A file you attached.', async (put) => {
      put(content);
      return {};
    });
  }
}

async function writePicture(tx: Tx, zip: ZipWriter, userId: string): Promise<void> {
  const picture = await tx
    .selectFrom('user_pictures')
    .select(['content_type', 'bytes'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!picture) return;
  const ending = picture.content_type.replace('image/', '');
  await zip.add(`files/your-picture.${ending}`, 'Your picture.', async (put) => {
    put(picture.bytes);
    return {};
  });
}

/** A name that stays in its folder on every system. */
const asFileName = (name: string): string =>
  name.replace(/[\p{Cc}/\\:*?"<>|]/gu, '_').replace(/^\.+/, '_') || 'file';
