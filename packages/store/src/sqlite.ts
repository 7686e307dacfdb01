import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Migration, pendingMigrations } from './migrations.ts'
import type { DumpRecord, Store } from './port.ts'
import { appliedMigrations } from './sqlite/applied-migrations.ts'
import { Connection } from './sqlite/connection.ts'
import { loadRecords, refuseUnlessNew } from './sqlite/load.ts'
import { lockFolder } from './sqlite/lock.ts'
import { prepareSchema } from './sqlite/schema.ts'
import { SqliteStore } from './sqlite/store.ts'
import { Writer } from './sqlite/transaction.ts'
import { type AnyTable, checkTableNames } from './table-shape.ts'

export { dumpSqliteFolder } from './sqlite/dump-folder.ts'

export interface SqliteOptions {
  /** Data folder; made when absent. It holds `convene.db` and `lock.db`, and serves one process at a time. */
  readonly folder: string
  readonly tables: readonly AnyTable[]
  readonly migrations?: readonly Migration[]
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void }
  /** Fills a new store with a dump, of this release or an earlier one, of this engine or another, before migrations run. */
  readonly from?: AsyncIterable<DumpRecord>
  /** Commits start at most this often when busy; the first after a quiet time starts at once. 0: always at once. */
  readonly windowMs?: number
  /** Told of what no caller can be told: an `onCommit` listener that throws. */
  readonly onError?: (error: unknown) => void
}

const WINDOW_MS = 16

/**
 * The embedded store.
 * @throws Error with a sentence for the operator when the folder is in use or a newer release wrote it.
 * @throws StoreNotNew when it should be filled `from` a dump and there is a store already. A dump that fails leaves nothing.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  checkTableNames(options.tables)
  await mkdir(options.folder, { recursive: true })
  const lock = lockFolder(options.folder)
  const file = join(options.folder, 'convene.db')
  let writer: Connection | undefined
  try {
    writer = new Connection(file, { readOnly: false })
    const pending = await prepare(writer, options)
    const { clock, windowMs = WINDOW_MS, onError = reportUncaught, tables } = options
    const store = new SqliteStore({ file, writer: new Writer(writer), lock, clock, windowMs, onError, tables })
    await store.migrate(pending)
    return store
  } catch (error) {
    writer?.close()
    lock.release()
    throw error
  }
}

/** Tables, indexes and the dump in one transaction: opening changes all of it or nothing. Returns what is left to run. */
async function prepare(db: Connection, { folder, tables, migrations = [], from }: SqliteOptions) {
  const pending = () => pendingMigrations(migrations, appliedMigrations(db))
  // Before anything is changed: a file from a newer release must stay as it is.
  pending()
  if (from) refuseUnlessNew(db, folder)
  db.exec('BEGIN IMMEDIATE')
  try {
    prepareSchema(db, tables)
    if (from) await loadRecords(db, tables, from)
    const left = pending()
    db.exec('COMMIT')
    return left
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

/** Without a handler the fault must not pass unseen. */
function reportUncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
