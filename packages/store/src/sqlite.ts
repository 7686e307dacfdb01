import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type AppliedMigration, type Migration, pendingMigrations } from './migrations.ts'
import type { Store } from './port.ts'
import { Connection } from './sqlite/connection.ts'
import { lockFolder } from './sqlite/lock.ts'
import { prepareSchema } from './sqlite/schema.ts'
import { SqliteStore } from './sqlite/store.ts'
import { Writer } from './sqlite/transaction.ts'
import { type AnyTable, checkTableNames } from './table-shape.ts'

export interface SqliteOptions {
  /** Data folder; made when absent. It holds `convene.db` and `lock.db`, and serves one process at a time. */
  readonly folder: string
  readonly tables: readonly AnyTable[]
  readonly migrations?: readonly Migration[]
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void }
  /** Commits start at most this often when busy; the first after a quiet time starts at once. 0: always at once. */
  readonly windowMs?: number
  /** Told of what no caller can be told: an `onCommit` listener that throws. */
  readonly onError?: (error: unknown) => void
}

const WINDOW_MS = 16

/**
 * The embedded store.
 * @throws Error with a sentence for the operator when the folder is in use or a newer release wrote it.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  checkTableNames(options.tables)
  await mkdir(options.folder, { recursive: true })
  const lock = lockFolder(options.folder)
  const file = join(options.folder, 'convene.db')
  let writer: Connection | undefined
  try {
    writer = new Connection(file, { readOnly: false })
    const pending = pendingMigrations(options.migrations ?? [], appliedMigrations(writer))
    prepareSchema(writer, options.tables)
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

/** Before anything is changed: a file from a newer release must stay as it is. */
function appliedMigrations(db: Connection): AppliedMigration[] {
  if (!db.get(`SELECT 1 FROM sqlite_schema WHERE name = 'migrations'`)) return []
  return db
    .all('SELECT number, name FROM migrations')
    .map(({ number, name }) => ({ number: Number(number), name: String(name) }))
}

/** Without a handler the fault must not pass unseen. */
function reportUncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
