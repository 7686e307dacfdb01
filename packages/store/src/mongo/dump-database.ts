import mongoose from 'mongoose'
import type { DumpRecord } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import { Database } from './database.ts'
import { dumpRecords } from './dump.ts'
import { refuseUnfinished } from './fill-new.ts'

/**
 * `dump` of a database that may be in use, without changing anything in it. It reads what earlier releases wrote, too.
 * The server keeps the snapshot for five minutes unless `minSnapshotHistoryWindowInSeconds` says more.
 * @throws Error with a sentence for the operator when no store is there.
 */
export async function* dumpMongoDatabase(url: string, tables: readonly TableShape[]): AsyncGenerator<DumpRecord, void> {
  const options = { autoCreate: false, autoIndex: false, bufferCommands: false }
  const connection = await mongoose.createConnection(url, options).asPromise()
  try {
    await refuseUnfinished(connection)
    const db = new Database(connection, tables)
    if (!(await db.tables.findOne())) throw new Error(`There is no store of Convene in ${connection.name}`)
    const session = await connection.startSession({ snapshot: true })
    try {
      yield* dumpRecords(db, tables, { session })
    } finally {
      await session.endSession()
    }
  } finally {
    await connection.close()
  }
}
