import { type Kysely, sql } from 'kysely';
import { type Engine, engineOf } from './dialect.ts';

/**
 * What a column holds; a trailing `?` lets it be null. Ids, days and codes are ASCII and compare by
 * byte; names are full Unicode of a bounded length and can be indexed; texts cannot.
 */
type Kind =
  | 'id'
  | 'day'
  | 'month'
  | 'instant'
  | 'timestamp'
  | 'integer'
  | 'flag'
  | 'text'
  | 'bytes'
  | `code(${number})`
  | `name(${number})`;
export type ColumnKind = Kind | `${Kind}?`;

interface TableSpec {
  columns: Record<string, ColumnKind>;
  primaryKey: readonly string[];
  indexes?: Record<string, readonly string[]>;
  unique?: Record<string, readonly string[]>;
}

/**
 * Creates a table and its indexes; safe to run again after a migration that was cut off half-way,
 * which matters on MySQL, where every DDL statement commits by itself.
 */
export async function createTable(
  db: Kysely<unknown>,
  name: string,
  spec: TableSpec,
): Promise<void> {
  const engine = engineOf(db);
  const lines = [
    ...Object.entries(spec.columns).map(([column, kind]) => `${column} ${ddlType(engine, kind)}`),
    `primary key (${spec.primaryKey.join(', ')})`,
  ];
  const keys = [
    ...Object.entries(spec.indexes ?? {}).map(([key, columns]) => ({ key, columns, unique: '' })),
    ...Object.entries(spec.unique ?? {}).map(([key, columns]) => ({
      key,
      columns,
      unique: 'unique ',
    })),
  ];
  if (engine === 'mysql') {
    lines.push(...keys.map((k) => `${k.unique}index ${k.key} (${k.columns.join(', ')})`));
    await sql.raw(`create table if not exists ${name} (${lines.join(', ')})`).execute(db);
    return;
  }
  // SQLite keeps a table in the order of its key only when told; InnoDB always does.
  await sql
    .raw(`create table if not exists ${name} (${lines.join(', ')}) without rowid`)
    .execute(db);
  for (const { key, columns, unique } of keys) {
    const index = `create ${unique}index if not exists ${key} on ${name} (${columns.join(', ')})`;
    await sql.raw(index).execute(db);
  }
}

/** Adds columns that are not there yet, each null or with what old rows get. */
export async function addColumns(
  db: Kysely<unknown>,
  table: string,
  columns: Record<string, { kind: ColumnKind; initial?: string | number }>,
): Promise<void> {
  const engine = engineOf(db);
  const present = (await db.introspection.getTables()).find((one) => one.name === table)?.columns;
  for (const [column, { kind, initial }] of Object.entries(columns)) {
    if (present?.some((one) => one.name === column)) continue;
    const preset =
      initial === undefined ? '' : ` default ${JSON.stringify(initial).replaceAll('"', "'")}`;
    await sql
      .raw(`alter table ${table} add column ${column} ${ddlType(engine, kind)}${preset}`)
      .execute(db);
  }
}

/**
 * Adds an index that may be there already. `seldom` names a column that most rows have no value in:
 * where the engine can, those rows are left out.
 */
export async function addIndex(
  db: Kysely<unknown>,
  table: string,
  index: string,
  columns: readonly string[],
  seldom?: string,
): Promise<void> {
  const present = engineOf(db) === 'mysql' && (await hasIndex(db, table, index));
  if (present) return;
  const isSqlite = engineOf(db) === 'sqlite';
  const guard = isSqlite ? 'if not exists ' : '';
  const where = isSqlite && seldom !== undefined ? ` where ${seldom} is not null` : '';
  await sql
    .raw(`create index ${guard}${index} on ${table} (${columns.join(', ')})${where}`)
    .execute(db);
}

/** Drops an index that may be gone already. */
export async function dropIndex(db: Kysely<unknown>, table: string, index: string): Promise<void> {
  if (engineOf(db) === 'sqlite') {
    await sql.raw(`drop index if exists ${index}`).execute(db);
    return;
  }
  if (!(await hasIndex(db, table, index))) return;
  await sql.raw(`alter table ${table} drop index ${index}`).execute(db);
}

async function hasIndex(db: Kysely<unknown>, table: string, index: string): Promise<boolean> {
  const found =
    await sql`select 1 from information_schema.statistics where table_schema = database()
    and table_name = ${table} and index_name = ${index}`.execute(db);
  return found.rows.length > 0;
}

function ddlType(engine: Engine, kind: ColumnKind): string {
  const optional = kind.endsWith('?');
  const [, word = '', length = ''] = /^([a-z]+)(\(\d+\))?/.exec(kind) ?? [];
  const type = engine === 'sqlite' ? SQLITE_TYPES[word] : MYSQL_TYPES[word]?.replace('()', length);
  if (type === undefined) throw new Error(`No column kind ${kind}.`);
  return `${type} ${optional ? 'null' : 'not null'}`;
}

const SQLITE_TYPES: Record<string, string> = {
  id: 'text',
  day: 'text',
  month: 'text',
  instant: 'text',
  timestamp: 'text',
  code: 'text',
  name: 'text',
  text: 'text',
  integer: 'integer',
  flag: 'integer',
  bytes: 'blob',
};

const ASCII = 'character set ascii collate ascii_bin';
const UNICODE = 'character set utf8mb4 collate utf8mb4_bin';
const MYSQL_TYPES: Record<string, string> = {
  id: `char(26) ${ASCII}`,
  day: `char(10) ${ASCII}`,
  month: `char(7) ${ASCII}`,
  instant: `char(24) ${ASCII}`,
  timestamp: 'datetime(3)',
  code: `varchar() ${ASCII}`,
  name: `varchar() ${UNICODE}`,
  text: `longtext ${UNICODE}`,
  integer: 'bigint',
  flag: 'tinyint',
  bytes: 'longblob',
};
