import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'

export type SqlRow = Record<string, SQLOutputValue>

/** One SQLite connection that prepares each statement once. Every call is synchronous. */
export class Connection {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(file: string, options: { readOnly: boolean }) {
    this.#db = new DatabaseSync(file, { readOnly: options.readOnly, timeout: BUSY_TIMEOUT_MS })
    if (options.readOnly) return
    // WAL with FULL: a commit returns after fdatasync of the log, so it survives power loss.
    this.#db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES}`,
    )
  }

  get inTransaction(): boolean {
    return this.#db.isTransaction
  }

  /** Runs statements that are not worth keeping prepared. */
  exec(sql: string): void {
    this.#db.exec(sql)
  }

  get(sql: string, ...values: SQLInputValue[]): SqlRow | undefined {
    return this.#prepare(sql).get(...values)
  }

  all(sql: string, ...values: SQLInputValue[]): SqlRow[] {
    return this.#prepare(sql).all(...values)
  }

  iterate(sql: string, ...values: SQLInputValue[]): IterableIterator<SqlRow> {
    return this.#prepare(sql).iterate(...values)
  }

  /** Returns how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes)
  }

  close(): void {
    this.#statements.clear()
    this.#db.close()
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#db.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

/** Only outside tools ever make us wait: the store has one writer, and WAL readers do not block it. */
const BUSY_TIMEOUT_MS = 5_000
const WAL_LIMIT_BYTES = 64 * 1024 * 1024
