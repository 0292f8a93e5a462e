import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import { type BulkNode, isBulk } from './bulk.ts';

const BUSY = 5;
const BUSY_PATIENCE_MS = 30_000;
const STATEMENTS_KEPT = 400;
/** With more, a statement is a list of a length of its own, and takes hundreds of kilobytes. */
const PARAMETERS_KEPT = 256;

/**
 * `each`: a commit is on the disk before it is answered. `later`: it is when somebody else's next
 * commit is; for work that is done again if the power fails in between.
 */
export type Durability = 'each' | 'later';

/**
 * Node's own SQLite as a Kysely dialect: one writing connection, guarded by a queue, and one reading
 * connection, so that a page never waits for a write. Another thread or process may write the same
 * file; its lock is waited for without blocking this thread's event loop.
 */
export class NodeSqliteDialect implements Dialect {
  readonly #path: string;
  readonly #durability: Durability;

  constructor(path: string, durability: Durability) {
    this.#path = path;
    this.#durability = durability;
  }

  createAdapter = () => new ManyConnectionsAdapter();
  createDriver = () => new NodeSqliteDriver(this.#path, this.#durability);
  createIntrospector = (db: Kysely<unknown>) => new SqliteIntrospector(db);
  createQueryCompiler = () => new SqliteQueryCompiler();
}

/** Kysely would else let every query wait for the one before it, and a page for every write. */
class ManyConnectionsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class NodeSqliteDriver implements Driver {
  readonly #path: string;
  readonly #durability: Durability;
  #writer: StatementCache | undefined;
  #reader: StatementCache | undefined;
  #lastInQueue: Promise<void> = Promise.resolve();

  constructor(path: string, durability: Durability) {
    this.#path = path;
    this.#durability = durability;
  }

  async init(): Promise<void> {
    this.#writer = new StatementCache(this.#path, this.#durability);
    this.#reader = new StatementCache(this.#path, 'read only');
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#writer || !this.#reader) throw new Error('The database is not open.');
    return new SqliteConnection(this.#writer, this.#reader, () => this.#takeTurn());
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    if (settings.accessMode !== 'read only') return asSqlite(connection).begin();
    asSqlite(connection).beginReading(new StatementCache(this.#path, 'read only'));
  }
  commitTransaction = (connection: DatabaseConnection) => asSqlite(connection).end('commit');
  rollbackTransaction = (connection: DatabaseConnection) => asSqlite(connection).end('rollback');

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#reader?.close();
    this.#writer?.close();
  }

  /** Resolves when every writer before this one is done; call what it gives when done yourself. */
  async #takeTurn(): Promise<() => void> {
    const before = this.#lastInQueue;
    let done = () => {};
    this.#lastInQueue = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    return done;
  }
}

function asSqlite(connection: DatabaseConnection): SqliteConnection {
  if (!(connection instanceof SqliteConnection)) throw new Error('Not a SQLite connection.');
  return connection;
}

class SqliteConnection implements DatabaseConnection {
  readonly #writer: StatementCache;
  readonly #reader: StatementCache;
  readonly #takeTurn: () => Promise<() => void>;
  #endTurn: (() => void) | null = null;
  #snapshot: StatementCache | null = null;

  constructor(writer: StatementCache, reader: StatementCache, takeTurn: () => Promise<() => void>) {
    this.#writer = writer;
    this.#reader = reader;
    this.#takeTurn = takeTurn;
  }

  async begin(): Promise<void> {
    const endTurn = await this.#takeTurn();
    try {
      await whenNotBusy(() => this.#writer.run('begin immediate', []));
      this.#endTurn = endTurn;
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  /** The first read fixes the moment; the log keeps it while writers go on. */
  beginReading(handle: StatementCache): void {
    handle.run('begin', []);
    this.#snapshot = handle;
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (this.#snapshot) {
      this.#snapshot.close();
      this.#snapshot = null;
      return;
    }
    try {
      await whenNotBusy(() => this.#writer.run(how, []));
    } finally {
      this.#endTurn?.();
      this.#endTurn = null;
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#snapshot) return this.#snapshot.run<R>(query.sql, query.parameters);
    if (this.#endTurn) return this.#onWriter(query);
    if (isRead(query)) return this.#reader.run<R>(query.sql, query.parameters);
    const endTurn = await this.#takeTurn();
    try {
      return await whenNotBusy(() => this.#onWriter<R>(query));
    } finally {
      endTurn();
    }
  }

  #onWriter<R>(query: CompiledQuery): QueryResult<R> {
    const node: unknown = query.query;
    if (isBulk(node)) return this.#writer.runEach(query.sql, node);
    return this.#writer.run(query.sql, query.parameters);
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number) {
    const source = this.#snapshot ?? (this.#endTurn ? this.#writer : this.#reader);
    let rows: R[] = [];
    for (const row of source.iterate<R>(query.sql, query.parameters)) {
      rows.push(row);
      if (rows.length < chunkSize) continue;
      yield { rows };
      rows = [];
    }
    if (rows.length > 0) yield { rows };
  }
}

const isRead = (query: CompiledQuery): boolean =>
  SelectQueryNode.is(query.query) || /^\s*(select|with|explain|pragma)\b/i.test(query.sql);

async function whenNotBusy<T>(attempt: () => T): Promise<T> {
  const givingUpAt = Date.now() + BUSY_PATIENCE_MS;
  for (let waitMs = 1; ; waitMs = Math.min(waitMs + 1, 8)) {
    try {
      return attempt();
    } catch (error) {
      const busy = error instanceof Error && 'errcode' in error && error.errcode === BUSY;
      if (!busy || Date.now() > givingUpAt) throw error;
      await sleep(waitMs);
    }
  }
}

/** One handle on the file with its prepared statements, the least recently used dropped first. */
class StatementCache {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string, use: Durability | 'read only') {
    this.#db = new DatabaseSync(path, { readOnly: use === 'read only', timeout: 0 });
    if (use !== 'read only') {
      this.#db.exec('pragma journal_mode = wal');
      this.#db.exec(`pragma synchronous = ${use === 'each' ? 'full' : 'normal'}`);
      // A long import would else copy the same pages from the log to the file again and again.
      this.#db.exec(`pragma wal_autocheckpoint = ${use === 'each' ? 10_000 : 40_000}`);
    }
    // Kilobytes. A search at a million transactions reads pages all over the file.
    this.#db.exec(`pragma cache_size = ${use === 'read only' ? -65_536 : -32_768}`);
    this.#db.exec('pragma temp_store = memory');
  }

  run<R>(sql: string, parameters: readonly unknown[]): QueryResult<R> {
    const isKept = parameters.length <= PARAMETERS_KEPT;
    const statement = isKept ? this.#prepare(sql) : this.#db.prepare(sql);
    const values = parameters.map(bindable);
    if (statement.columns().length > 0) {
      return { rows: statement.all(...values) as R[] };
    }
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  runEach<R>(sql: string, node: BulkNode): QueryResult<R> {
    const statement = this.#prepare(sql);
    for (const row of node.rows) statement.run(...(row as SQLInputValue[]));
    return { rows: [], numAffectedRows: BigInt(node.rows.length) };
  }

  *iterate<R>(sql: string, parameters: readonly unknown[]): Generator<R> {
    // A statement of its own: a cached one would be reset by the next caller while this one reads.
    yield* this.#db.prepare(sql).iterate(...parameters.map(bindable)) as Iterable<R>;
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > STATEMENTS_KEPT) {
      const oldest = this.#statements.keys().next();
      if (!oldest.done) this.#statements.delete(oldest.value);
    }
    return statement;
  }
}

function bindable(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  if (value === undefined) return null;
  return value as SQLInputValue;
}
