import type mongoose from 'mongoose'
import type { Migration } from '../migrations.ts'
import { Attempt } from './attempt.ts'
import type { Database } from './database.ts'
import { TRANSACTION } from './options.ts'
import { Transaction } from './transaction.ts'

/** Runs each migration in a transaction that also records it, so that of several processes starting at once one does it. */
export async function migrate(
  connection: mongoose.Connection,
  db: Database,
  pending: readonly Migration[],
  born: () => number,
): Promise<void> {
  for (const { number, name, up } of pending) {
    const session = await connection.startSession()
    try {
      await session.withTransaction(async () => {
        // First, so that a process that comes second waits here.
        await db.migrations.insertOne({ _id: number, name }, { session })
        const attempt = new Attempt(db, session, born)
        const tx = new Transaction(attempt)
        await up(tx)
        if (tx.ended) throw tx.ended
        await attempt.logs.flush()
      }, TRANSACTION)
    } catch (error) {
      const doneElsewhere = await db.migrations.findOne({ _id: number }, { readConcern: 'majority' })
      if (!doneElsewhere) throw error
    } finally {
      await session.endSession()
    }
  }
}
