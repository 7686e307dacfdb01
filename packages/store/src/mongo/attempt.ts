import type mongoose from 'mongoose'
import type { Database } from './database.ts'
import { LogWriter } from './log-writer.ts'
import { Reads } from './reads.ts'
import { Turns } from './turns.ts'

/** One run of a group inside one MongoDB transaction; a retry is another attempt. */
export class Attempt {
  readonly db: Database
  readonly session: mongoose.mongo.ClientSession
  readonly reads: Reads
  readonly logs: LogWriter
  readonly turns = new Turns()
  /** A number for a new row's `born`. */
  readonly born: () => number

  constructor(db: Database, session: mongoose.mongo.ClientSession, born: () => number) {
    this.db = db
    this.session = session
    this.born = born
    this.reads = new Reads(db, () => ({ session }))
    this.logs = new LogWriter(db, session)
  }
}
