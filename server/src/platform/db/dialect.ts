import { type RawBuilder, SqliteAdapter, sql } from 'kysely';
import type { OnConflict } from './bulk.ts';

/**
 * How the engines' SQL differs, beside their column types (schema.ts). Code elsewhere asks here and
 * never writes one engine's SQL.
 */
export type Engine = 'sqlite' | 'mysql';

export function engineOf(db: { getExecutor(): { adapter: object } }): Engine {
  return db.getExecutor().adapter instanceof SqliteAdapter ? 'sqlite' : 'mysql';
}

export function insertVerb(engine: Engine, onConflict: OnConflict | undefined): string {
  if (onConflict !== 'ignore') return 'insert';
  return engine === 'sqlite' ? 'insert or ignore' : 'insert ignore';
}

/** The end of an upsert: `add` columns grow by the new row's value, `set` columns become it. */
export function conflictClause(engine: Engine, onConflict: OnConflict | undefined): string {
  if (onConflict === undefined || onConflict === 'ignore') return '';
  const fresh = (column: string) =>
    engine === 'sqlite' ? `excluded.${column}` : `values(${column})`;
  const changes = [
    ...(onConflict.add ?? []).map((column) => `${column} = ${column} + ${fresh(column)}`),
    ...(onConflict.set ?? []).map((column) => `${column} = ${fresh(column)}`),
  ].join(', ');
  return engine === 'sqlite'
    ? ` on conflict (${onConflict.key.join(', ')}) do update set ${changes}`
    : ` on duplicate key update ${changes}`;
}

/** How many letters (code points) a text has; `substr` and `instr` count the same on both. */
export const lengthOf = (db: Parameters<typeof engineOf>[0], column: string): RawBuilder<number> =>
  engineOf(db) === 'sqlite'
    ? sql<number>`length(${sql.ref(column)})`
    : sql<number>`char_length(${sql.ref(column)})`;

/** A table's alias, read by this index, or by its key, and by no other. */
export function ledBy(
  db: Parameters<typeof engineOf>[0],
  [table, alias]: readonly [string, string],
  index: string | null,
): RawBuilder<unknown> {
  return engineOf(db) === 'sqlite'
    ? sql`${sql.ref(alias)} indexed by ${sql.ref(index ?? `sqlite_autoindex_${table}_1`)}`
    : sql`${sql.ref(alias)} force index (${sql.ref(index ?? 'primary')})`;
}

/** For `modifyFront`: tables are joined as they are written. SQLite finds that way by itself. */
export const asWritten = (db: Parameters<typeof engineOf>[0]): RawBuilder<unknown> =>
  engineOf(db) === 'sqlite' ? sql`` : sql`straight_join`;
