import mongoose from 'mongoose'
import { type Migration, pendingMigrations } from './migrations.ts'
import { Database } from './mongo/database.ts'
import { fillNew, refuseUnfinished } from './mongo/fill-new.ts'
import { loadRecords } from './mongo/load.ts'
import { migrate } from './mongo/migrate.ts'
import { prepareSchema } from './mongo/schema.ts'
import { MongoStore } from './mongo/store.ts'
import type { DumpRecord, Store } from './port.ts'
import { type AnyTable, checkTableNames } from './table-shape.ts'

export { dumpMongoDatabase } from './mongo/dump-database.ts'

export interface MongoOptions {
  /** `mongodb://…/<database>?replicaSet=…`: transactions need a replica set, of one member at least. */
  readonly url: string
  readonly tables: readonly AnyTable[]
  readonly migrations?: readonly Migration[]
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void }
  /** Fills a new database with a dump, of this release or an earlier one, of this engine or another, before migrations run. */
  readonly from?: AsyncIterable<DumpRecord>
  /** A busy lane commits at most this often; a lone transaction starts at once. 0: as soon as the one before is done. */
  readonly windowMs?: number
  /** Told of what no caller can be told: an `onCommit` listener that throws. */
  readonly onError?: (error: unknown) => void
}

const WINDOW_MS = 16

/**
 * The store that several processes share.
 * @throws Error with a sentence for the operator when a newer release wrote the database or no primary answers.
 * @throws StoreNotNew when it should be filled `from` a dump and something is there already. A dump that fails leaves nothing.
 */
export async function openMongoStore(options: MongoOptions): Promise<Store> {
  const { clock, tables, windowMs = WINDOW_MS, onError = reportUncaught } = options
  checkTableNames(tables)
  const connection = await mongoose.createConnection(options.url, CONNECTION).asPromise()
  try {
    const db = new Database(connection, tables)
    const born = risingNumbers(clock)
    const pending = async () => {
      const applied = await db.migrations.find().toArray()
      return pendingMigrations(
        options.migrations ?? [],
        applied.map(({ _id, name }) => ({ number: _id, name })),
      )
    }
    const { from } = options
    if (from)
      await fillNew(connection, async () => {
        await prepareSchema(connection, db, tables)
        await loadRecords(db, tables, from, born)
        await pending()
      })
    else await refuseUnfinished(connection)
    const left = await pending()
    await prepareSchema(connection, db, tables)
    await migrate(connection, db, left, born)
    return new MongoStore({ connection, db, tables, clock, windowMs, born, onError })
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** Every write outside a transaction, of which there are few, is as durable as those inside. */
const CONNECTION = {
  autoCreate: false,
  autoIndex: false,
  bufferCommands: false,
  writeConcern: { w: 'majority', journal: true },
} as const

/** Numbers that rise with time over all processes and never repeat in one: microseconds since the epoch, nudged up. */
function risingNumbers(clock: { now(): number }): () => number {
  let last = 0
  return () => {
    last = Math.max(last + 1, clock.now() * 1_000)
    return last
  }
}

/** Without a handler the fault must not pass unseen. */
function reportUncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
