import { CompiledQuery, type RootOperationNode } from 'kysely';
import { conflictClause, engineOf, insertVerb } from './dialect.ts';
import type { Db } from './index.ts';

/** Marks a query whose one statement is run for many rows. */
export interface BulkNode {
  readonly kind: 'BulkInsertNode';
  readonly rows: readonly (readonly unknown[])[];
}

export function isBulk(node: unknown): node is BulkNode {
  return (
    typeof node === 'object' && node !== null && 'kind' in node && node.kind === 'BulkInsertNode'
  );
}

/** What happens to a row whose key is there already. Left out, it is an error. */
export type OnConflict =
  | 'ignore'
  | { key: readonly string[]; add?: readonly string[]; set?: readonly string[] };

const ROWS_PER_STATEMENT = 500;

/**
 * Inserts many rows as fast as the engine can: building them one by one through the query builder
 * costs more than the insert itself. Rows are arrays in the order of `columns`, holding only
 * strings, numbers, Uint8Arrays and nulls.
 */
export async function bulkInsert(
  db: Pick<Db<never>, 'executeQuery' | 'getExecutor'>,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  onConflict?: OnConflict,
): Promise<void> {
  if (rows.length === 0) return;
  const engine = engineOf(db);
  const head = `${insertVerb(engine, onConflict)} into ${table} (${columns.join(', ')}) values `;
  const tail = conflictClause(engine, onConflict);
  const one = `(${columns.map(() => '?').join(', ')})`;
  if (engine === 'sqlite') {
    const node: BulkNode = { kind: 'BulkInsertNode', rows };
    const query = CompiledQuery.raw(head + one + tail);
    await db.executeQuery({ ...query, query: node as unknown as RootOperationNode });
    return;
  }
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const slice = rows.slice(start, start + ROWS_PER_STATEMENT);
    const values = slice.map(() => one).join(', ');
    await db.executeQuery(CompiledQuery.raw(head + values + tail, slice.flat()));
  }
}
