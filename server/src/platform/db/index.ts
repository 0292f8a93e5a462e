import { Kysely, type Transaction } from 'kysely';
import type { Engine } from './dialect.ts';
import { isDeadlock, mysqlDialect } from './mysql.ts';
import { type Durability, NodeSqliteDialect } from './sqlite.ts';

export { bulkInsert } from './bulk.ts';
export { deleteSome } from './delete-some.ts';
export { asWritten, type Engine, engineOf, ledBy, lengthOf } from './dialect.ts';
export { inGroups } from './in-groups.ts';
export { migrate } from './migrate.ts';
export { addColumns, addIndex, createTable, dropIndex } from './schema.ts';

/** Reads, or writes that need no company. The root connection and a transaction both fit it. */
export type Db<T> = Pick<
  Kysely<T>,
  'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'executeQuery' | 'getExecutor'
>;
/** What must happen as a whole. The root connection does not fit it. */
export type Tx<T> = Pick<Transaction<T>, keyof Db<T> | 'isTransaction'>;

export interface Database<T> {
  readonly engine: Engine;
  readonly url: string;
  /** The root connection: for reads outside a transaction. */
  readonly read: Kysely<T>;
  /** Runs `work` in one transaction; again from its start if the engine broke a deadlock with it. */
  write<R>(work: (tx: Transaction<T>) => Promise<R>): Promise<R>;
  /** Everything `work` reads is of one moment, however long it takes; no writer waits for it. */
  snapshot<R>(work: (tx: Transaction<T>) => Promise<R>): Promise<R>;
  close(): Promise<void>;
}

const TRIES = 4;

/** On MySQL the server decides how durable a commit is. */
export function openDatabase<T>(url: string, durability: Durability = 'each'): Database<T> {
  const engine: Engine = url.startsWith('mysql:') ? 'mysql' : 'sqlite';
  const read = new Kysely<T>({
    dialect:
      engine === 'mysql'
        ? mysqlDialect(url)
        : new NodeSqliteDialect(url.replace(/^sqlite:(\/\/)?/, ''), durability),
  });
  return {
    engine,
    url,
    read,
    write: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await read.transaction().execute(work);
        } catch (error) {
          if (attempt === TRIES || !isDeadlock(error)) throw error;
        }
      }
    },
    snapshot: (work) =>
      read
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(work),
    close: () => read.destroy(),
  };
}
