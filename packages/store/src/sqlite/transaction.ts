import { checkRow, mergeRow } from '../check-row.ts'
import { type Committed, type LogValue, RowMissing, type Tx, UniqueViolation } from '../port.ts'
import type { Row, Table } from '../table.ts'
import type { Connection } from './connection.ts'
import { ReadCalls } from './read-calls.ts'
import { encodeValue, Reads } from './reads.ts'
import { RowWriter } from './rows.ts'

/**
 * One handler's view of the writer, good until `end`. Methods are async for the port's sake and do their work at once,
 * so a handler never leaves the microtask queue between two calls.
 */
export class Transaction extends ReadCalls implements Tx {
  /** What this transaction appended, in order, with the values as last replaced. */
  readonly appended: Committed[] = []
  readonly #writer: Writer
  #ended: Error | undefined

  constructor(writer: Writer) {
    super()
    this.#writer = writer
  }

  /** The violation that ended this transaction, if the handler caught it. */
  get ended(): Error | undefined {
    return this.#ended
  }

  /** Every later call rejects with `reason`: a handler that outlives its transaction must not write into another's. */
  end(reason: Error): void {
    this.#ended ??= reason
  }

  async insert<R extends Row>(table: Table<R>, row: R): Promise<void> {
    this.#write(() => this.#writer.rows(table).insert(checkRow(table, row)))
  }

  async put<R extends Row>(table: Table<R>, row: R): Promise<void> {
    this.#write(() => this.#writer.rows(table).put(checkRow(table, row)))
  }

  async patch<R extends Row>(table: Table<R>, id: string, fields: Partial<Omit<R, 'id'>>): Promise<R> {
    const before = this.reads().get(table, id)
    if (!before) throw new RowMissing(`No row ${id} in ${table.name}`)
    const row = checkRow(table, mergeRow(before, fields))
    const words = table.search.some((field) => before[field] !== row[field])
    this.#write(() => this.#writer.rows(table).put(row, words))
    return row
  }

  async delete<R extends Row>(table: Table<R>, id: string): Promise<void> {
    this.#write(() => this.#writer.rows(table).delete(id))
  }

  async append(log: string, value: LogValue | ((seq: number) => LogValue)): Promise<number> {
    const seq = this.reads().head(log) + 1
    const entry = typeof value === 'function' ? value(seq) : value
    const { db } = this.#writer
    db.run('INSERT INTO log_entries VALUES (?, ?, ?)', log, seq, encodeValue(entry))
    db.run('INSERT INTO log_heads VALUES (?, ?, 0) ON CONFLICT (log) DO UPDATE SET head = excluded.head', log, seq)
    this.appended.push({ log, seq, value: entry })
    return seq
  }

  async replace(log: string, seq: number, value: LogValue): Promise<void> {
    this.reads()
    const sql = 'UPDATE log_entries SET body = ? WHERE log = ? AND seq = ?'
    if (this.#writer.db.run(sql, encodeValue(value), log, seq) === 0) throw new RowMissing(`No entry ${seq} in ${log}`)
    const at = this.appended.findIndex((entry) => entry.log === log && entry.seq === seq)
    if (at >= 0) this.appended[at] = { log, seq, value }
  }

  async trim(log: string, through: number): Promise<void> {
    const reads = this.reads()
    const tail = Math.min(through, reads.head(log))
    if (tail <= reads.tail(log)) return
    this.#writer.db.run('DELETE FROM log_entries WHERE log = ? AND seq <= ?', log, tail)
    this.#writer.db.run('UPDATE log_heads SET tail = ? WHERE log = ?', tail, log)
  }

  protected override reads(): Reads {
    if (this.#ended) throw this.#ended
    return this.#writer.reads
  }

  #write(act: () => void): void {
    if (this.#ended) throw this.#ended
    try {
      act()
    } catch (error) {
      if (error instanceof UniqueViolation) this.#ended = error
      throw error
    }
  }
}

/** The writing connection with what is kept between transactions. */
export class Writer {
  readonly db: Connection
  readonly reads: Reads
  readonly #rows = new Map<string, RowWriter>()

  constructor(db: Connection) {
    this.db = db
    this.reads = new Reads(db)
  }

  rows<R extends Row>(table: Table<R>): RowWriter {
    let rows = this.#rows.get(table.name)
    if (!rows) {
      rows = new RowWriter(this.db, table)
      this.#rows.set(table.name, rows)
    }
    return rows
  }
}
