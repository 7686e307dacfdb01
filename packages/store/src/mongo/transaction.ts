import mongoose from 'mongoose'
import { checkRow, mergeRow } from '../check-row.ts'
import {
  type Committed,
  type Key,
  type LogEntry,
  type LogValue,
  type Page,
  type Query,
  RowMissing,
  type SearchQuery,
  type Tx,
  UniqueViolation,
} from '../port.ts'
import type { Row, Table } from '../table.ts'
import type { TableShape } from '../table-shape.ts'
import type { Attempt } from './attempt.ts'
import { encodeRow, type Fields } from './rows.ts'

/** One handler's part of an attempt. */
export class Transaction implements Tx {
  readonly appended: Committed[] = []
  readonly #attempt: Attempt
  #ended: Error | undefined
  #wrote = false
  #calls = 0

  constructor(attempt: Attempt) {
    this.#attempt = attempt
  }

  /** The fault that ended this transaction, also when the handler caught it. */
  get ended(): Error | undefined {
    return this.#ended
  }

  /** Whether there is something to undo. */
  get wrote(): boolean {
    return this.#wrote
  }

  /** Whether the handler awaits the store now. */
  get busy(): boolean {
    return this.#calls > 0
  }

  /** Every later call rejects with `reason`: a handler that outlives its transaction must not write into another's. */
  end(reason: Error): void {
    this.#ended ??= reason
  }

  get<R extends Row>(table: Table<R>, id: string): Promise<R | undefined> {
    return this.#call(() => this.#attempt.reads.get(table, id))
  }

  find<R extends Row>(table: Table<R>, unique: string, key: readonly Key[]): Promise<R | undefined> {
    return this.#call(() => this.#attempt.reads.find(table, unique, key))
  }

  list<R extends Row>(table: Table<R>, query: Query): Promise<Page<R>> {
    return this.#call(() => this.#attempt.reads.list(table, query))
  }

  count<R extends Row>(table: Table<R>, query: Query): Promise<number> {
    return this.#call(() => this.#attempt.reads.count(table, query))
  }

  search<R extends Row>(table: Table<R>, query: SearchQuery): Promise<R[]> {
    return this.#call(() => this.#attempt.reads.search(table, query))
  }

  read(log: string, from: number, limit: number): Promise<LogEntry[]> {
    return this.#afterFlush(() => this.#attempt.reads.read(log, from, limit))
  }

  head(log: string): Promise<number> {
    return this.#afterFlush(() => this.#attempt.reads.head(log))
  }

  tail(log: string): Promise<number> {
    return this.#afterFlush(() => this.#attempt.reads.tail(log))
  }

  insert<R extends Row>(table: Table<R>, row: R): Promise<void> {
    return this.#write(async () => {
      const checked = checkRow(table, row)
      const { db, session, born } = this.#attempt
      const document = { _id: checked.id, ...encodeRow(table, checked), born: born() }
      await this.#unique(table, () => db.rows(table).insertOne(document, { session }))
    })
  }

  put<R extends Row>(table: Table<R>, row: R): Promise<void> {
    return this.#write(() => this.#put(table, checkRow(table, row)))
  }

  patch<R extends Row>(table: Table<R>, id: string, fields: Partial<Omit<R, 'id'>>): Promise<R> {
    return this.#write(async () => {
      const before = await this.#attempt.reads.get(table, id)
      if (!before) throw new RowMissing(`No row ${id} in ${table.name}`)
      const row = checkRow(table, mergeRow(before, fields))
      await this.#put(table, row)
      return row
    })
  }

  delete<R extends Row>(table: Table<R>, id: string): Promise<void> {
    return this.#write(async () => {
      const { db, session } = this.#attempt
      await db.rows(table).deleteOne({ _id: id }, { session })
    })
  }

  append(log: string, value: LogValue | ((seq: number) => LogValue)): Promise<number> {
    return this.#write(async () => {
      const entry = await this.#attempt.logs.append(log, value)
      this.appended.push({ log, ...entry })
      return entry.seq
    })
  }

  replace(log: string, seq: number, value: LogValue): Promise<void> {
    return this.#write(async () => {
      await this.#attempt.logs.replace(log, seq, value)
      const at = this.appended.findIndex((entry) => entry.log === log && entry.seq === seq)
      if (at >= 0) this.appended[at] = { log, seq, value }
    })
  }

  trim(log: string, through: number): Promise<void> {
    return this.#write(() => this.#attempt.logs.trim(log, through))
  }

  async #put(table: TableShape, row: Fields): Promise<void> {
    const { db, session, born } = this.#attempt
    const change = { $set: encodeRow(table, row), $setOnInsert: { born: born() } }
    await this.#unique(table, () => db.rows(table).updateOne({ _id: row.id }, change, { session, upsert: true }))
  }

  /** MongoDB ends the transaction at a violation, and so does the port. */
  async #unique(table: TableShape, act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      throw violation(table, error) ?? error
    }
  }

  #write<T>(act: () => Promise<T>): Promise<T> {
    return this.#call(() => {
      this.#wrote = true
      return act()
    })
  }

  #afterFlush<T>(act: () => Promise<T>): Promise<T> {
    return this.#call(async () => {
      await this.#attempt.logs.flush()
      return await act()
    })
  }

  async #call<T>(act: () => Promise<T>): Promise<T> {
    this.#calls += 1
    try {
      return await this.#attempt.turns.take(async () => {
        if (this.#ended) throw this.#ended
        return await act()
      })
    } catch (error) {
      if (error instanceof UniqueViolation || error instanceof mongoose.mongo.MongoError) this.#ended ??= error
      throw error
    } finally {
      this.#calls -= 1
    }
  }
}

const DUPLICATE_KEY = 11_000

function violation(table: TableShape, error: unknown): UniqueViolation | undefined {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return undefined
  const pattern: unknown = error.keyPattern
  const [path = '_id'] = Object.keys(typeof pattern === 'object' && pattern !== null ? pattern : {})
  return new UniqueViolation(table.name, path === '_id' ? 'id' : path.replace(/^unique\./, ''))
}
