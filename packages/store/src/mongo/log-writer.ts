import type mongoose from 'mongoose'
import { type LogValue, RowMissing } from '../port.ts'
import type { Database } from './database.ts'
import { entryId, type LogEntryDocument } from './documents.ts'
import { encodeValue } from './rows.ts'

type Session = mongoose.mongo.ClientSession

/**
 * The logs as one MongoDB transaction writes them. The first append to a log takes its head document, which no other
 * transaction can write until this one ends: that makes seqs consecutive. Entries wait in memory until `flush`, so
 * that a group of appends costs one round trip.
 */
export class LogWriter {
  readonly #db: Database
  readonly #session: Session
  readonly #heads = new Map<string, { taken: number; head: number }>()
  #waiting: LogEntryDocument[] = []

  constructor(db: Database, session: Session) {
    this.#db = db
    this.#session = session
  }

  /** Logs appended to. */
  get logs(): Iterable<string> {
    return this.#heads.keys()
  }

  async append(log: string, value: LogValue | ((seq: number) => LogValue)): Promise<{ seq: number; value: LogValue }> {
    const known = this.#heads.get(log) ?? (await this.#take(log))
    const seq = known.head + 1
    const entry = typeof value === 'function' ? value(seq) : value
    this.#waiting.push({ _id: entryId(log, seq), log, seq, body: encodeValue(entry) })
    known.head = seq
    return { seq, value: entry }
  }

  async replace(log: string, seq: number, value: LogValue): Promise<void> {
    await this.flush()
    const change = { $set: { body: encodeValue(value) } }
    const { matchedCount } = await this.#db.entries.updateOne({ _id: entryId(log, seq) }, change, this.#options())
    if (matchedCount === 0) throw new RowMissing(`No entry ${seq} in ${log}`)
  }

  async trim(log: string, through: number): Promise<void> {
    await this.flush()
    const stored = await this.#db.heads.findOne({ _id: log }, this.#options())
    const tail = Math.min(through, stored?.head ?? 0)
    if (tail <= (stored?.tail ?? 0)) return
    await this.#db.entries.deleteMany({ _id: { $gte: entryId(log, 0), $lte: entryId(log, tail) } }, this.#options())
    await this.#db.heads.updateOne({ _id: log }, { $set: { tail } }, this.#options())
  }

  /** Writes what waits: before a read of this transaction, and before its commit. */
  async flush(): Promise<void> {
    if (this.#waiting.length > 0) await this.#db.entries.insertMany(this.#waiting.splice(0), this.#options())
    for (const [log, known] of this.#heads) {
      if (known.taken === known.head) continue
      await this.#db.heads.updateOne({ _id: log }, { $set: { head: known.head } }, this.#options())
      known.taken = known.head
    }
  }

  async #take(log: string): Promise<{ taken: number; head: number }> {
    const change = { $inc: { head: 1 }, $setOnInsert: { tail: 0 } }
    const options = { ...this.#options(), upsert: true, returnDocument: 'after' as const }
    const stored = await this.#db.heads.findOneAndUpdate({ _id: log }, change, options)
    if (!stored) throw new Error(`Log ${log} has no head after it was written`)
    const known = { taken: stored.head, head: stored.head - 1 }
    this.#heads.set(log, known)
    return known
  }

  #options() {
    return { session: this.#session }
  }
}
