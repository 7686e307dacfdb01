import type { Migration } from '../migrations.ts'
import type { Committed, DumpRecord, LogBounds, ReadTx, SearchQuery, Store, Tx } from '../port.ts'
import type { Row, Table } from '../table.ts'
import type { TableShape } from '../table-shape.ts'
import { Connection } from './connection.ts'
import { Groups } from './groups.ts'
import { ReadCalls } from './read-calls.ts'
import { DEFAULT_LIMIT, Reads } from './reads.ts'
import { decodeRow } from './rows.ts'
import { SlowReads } from './slow-reads.ts'
import type { Writer } from './transaction.ts'
import { Views } from './views.ts'

export interface SqliteParts {
  readonly file: string
  readonly writer: Writer
  readonly lock: { release(): void }
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void }
  readonly windowMs: number
  readonly onError: (error: unknown) => void
  readonly tables: readonly TableShape[]
}

type Listener = (entries: readonly Committed[]) => void

/** The port over one writing connection, one for single reads, one for views, and a worker for reads that may be slow. */
export class SqliteStore extends ReadCalls implements Store {
  readonly #parts: SqliteParts
  readonly #groups: Groups
  readonly #reader: Connection
  readonly #reads: Reads
  readonly #viewer: Connection
  readonly #views: Views
  readonly #slow: SlowReads
  readonly #listeners = new Set<Listener>()
  #closing: Promise<void> | undefined

  constructor(parts: SqliteParts) {
    super()
    this.#parts = parts
    this.#groups = new Groups(parts.writer, {
      clock: parts.clock,
      windowMs: parts.windowMs,
      onCommitted: (entries) => this.#tell(entries),
    })
    // Not the writer: that one sees what is not committed yet.
    this.#reader = new Connection(parts.file, { readOnly: true })
    this.#reads = new Reads(this.#reader)
    this.#viewer = new Connection(parts.file, { readOnly: true })
    this.#views = new Views(this.#viewer, parts.clock)
    this.#slow = new SlowReads(parts.file, parts.tables)
  }

  /** Runs each in a transaction that also records it. */
  async migrate(pending: readonly Migration[]): Promise<void> {
    for (const migration of pending)
      await this.#groups.transact(async (tx) => {
        await migration.up(tx)
        this.#parts.writer.db.run('INSERT INTO migrations VALUES (?, ?)', migration.number, migration.name)
      })
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#closing ? Promise.reject(closed()) : this.#groups.transact(work)
  }

  view<T>(work: (view: ReadTx) => Promise<T>): Promise<T> {
    return this.#closing ? Promise.reject(closed()) : this.#views.view(work)
  }

  async logs(query: Parameters<Store['logs']>[0]): Promise<LogBounds[]> {
    return this.reads().logs(query)
  }

  onCommit(listener: Listener): () => void {
    const own: Listener = (entries) => listener(entries)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  override async search<R extends Row>(table: Table<R>, { text, limit = DEFAULT_LIMIT }: SearchQuery): Promise<R[]> {
    this.reads()
    const stored = await this.#slow.search(table.name, text, limit)
    return stored.map((row): R => decodeRow(table, row))
  }

  async ping(): Promise<void> {
    this.reads().head('')
  }

  async *dump(): AsyncIterable<DumpRecord> {
    this.reads()
    yield* this.#slow.dump()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.#groups.drain()
    await this.#views.drain()
    await this.#slow.close()
    this.#viewer.close()
    this.#reader.close()
    // Last, so that SQLite folds the WAL into the file.
    this.#parts.writer.db.close()
    this.#parts.lock.release()
  }

  protected override reads(): Reads {
    if (this.#closing) throw closed()
    return this.#reads
  }

  #tell(entries: readonly Committed[]): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(entries)
      } catch (error) {
        this.#parts.onError(error)
      }
    }
  }
}

function closed(): Error {
  return new Error('The store is closed')
}
