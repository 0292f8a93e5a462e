import { type Kysely, sql } from 'kysely';
import { engineOf } from './dialect.ts';

/** Deletes up to so many rows of a table that have this value in a column; gives how many. */
export async function deleteSome<T>(
  db: Pick<Kysely<T>, 'executeQuery' | 'getExecutor'>,
  table: string,
  column: string,
  value: string,
  limit: number,
): Promise<number> {
  const [rows, named] = [sql.table(table), sql.ref(column)];
  if (engineOf(db) === 'mysql') {
    const query = sql`delete from ${rows} where ${named} = ${value} limit ${sql.lit(limit)}`;
    const { numAffectedRows } = await db.executeQuery(query.compile(db as Kysely<T>));
    return Number(numAffectedRows ?? 0);
  }
  const keys = await db.executeQuery<{ name: string }>(
    sql<{
      name: string;
    }>`select name from pragma_table_info(${table}) where pk > 0 order by pk`.compile(
      db as Kysely<T>,
    ),
  );
  const key = sql.join(keys.rows.map((row) => sql.ref(row.name)));
  const query = sql`delete from ${rows} where (${key}) in
    (select ${key} from ${rows} where ${named} = ${value} limit ${sql.lit(limit)})`;
  const { numAffectedRows } = await db.executeQuery(query.compile(db as Kysely<T>));
  return Number(numAffectedRows ?? 0);
}
