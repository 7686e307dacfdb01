import type mongoose from 'mongoose'
import type { Committed, DumpRecord, ReadTx, Store, TransactOptions, Tx } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import type { Database } from './database.ts'
import { dumpRecords } from './dump.ts'
import { GroupRunner } from './group.ts'
import { Lanes } from './lanes.ts'
import { Reads } from './reads.ts'
import { View } from './view.ts'

export interface MongoParts {
  readonly connection: mongoose.Connection
  readonly db: Database
  readonly tables: readonly TableShape[]
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void }
  readonly windowMs: number
  readonly born: () => number
  readonly onError: (error: unknown) => void
}

type Listener = (entries: readonly Committed[]) => void

/** The port over one pool of connections. Reads outside a transaction see what a majority holds, read from the primary. */
export class MongoStore extends Reads implements Store {
  readonly #parts: MongoParts
  readonly #lanes: Lanes
  readonly #listeners = new Set<Listener>()
  readonly #views = new Set<Promise<unknown>>()
  #closing: Promise<void> | undefined

  constructor(parts: MongoParts) {
    super(parts.db, () => {
      this.#checkOpen()
      return { readConcern: 'majority' }
    })
    this.#parts = parts
    const { connection, db, born, clock, windowMs } = parts
    const runner = new GroupRunner({ connection, db, born, onCommitted: (entries) => this.#tell(entries) })
    this.#lanes = new Lanes({ clock, windowMs, run: (group) => runner.run(group) })
  }

  async transact<T>(work: (tx: Tx) => Promise<T>, options: TransactOptions = {}): Promise<T> {
    this.#checkOpen()
    return await this.#lanes.transact(work, options.lane)
  }

  async view<T>(work: (view: ReadTx) => Promise<T>): Promise<T> {
    this.#checkOpen()
    const viewing = this.#view(work)
    this.#views.add(viewing)
    try {
      return await viewing
    } finally {
      this.#views.delete(viewing)
    }
  }

  onCommit(listener: Listener): () => void {
    const own: Listener = (entries) => listener(entries)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  async ping(): Promise<void> {
    this.#checkOpen()
    await this.#parts.db.ping(PING_TIMEOUT_MS)
  }

  /** One snapshot for all; the server keeps it for five minutes unless `minSnapshotHistoryWindowInSeconds` says more. */
  async *dump(): AsyncIterable<DumpRecord> {
    this.#checkOpen()
    const { connection, db, tables } = this.#parts
    const session = await connection.startSession({ snapshot: true })
    try {
      yield* dumpRecords(db, tables, { session })
    } finally {
      await session.endSession()
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #view<T>(work: (view: ReadTx) => Promise<T>): Promise<T> {
    const { connection, db } = this.#parts
    const session = await connection.startSession({ snapshot: true })
    const view = new View(new Reads(db, () => ({ session })))
    try {
      return await work(view)
    } finally {
      view.end()
      await session.endSession()
    }
  }

  async #close(): Promise<void> {
    await this.#lanes.drain()
    await Promise.allSettled(this.#views)
    await this.#parts.connection.close()
  }

  #checkOpen(): void {
    if (this.#closing) throw new Error('The store is closed')
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

const PING_TIMEOUT_MS = 2_000
