import { toKey } from '../index-key.ts'
import type { Key, LogBounds, LogEntry, LogValue, Page, Query } from '../port.ts'
import type { Row, Table } from '../table.ts'
import type { TableShape } from '../table-shape.ts'
import { tokenize } from '../tokenize.ts'
import type { Connection, SqlRow } from './connection.ts'
import { quote, searchTable } from './names.ts'
import { decodeRow, rowColumns, toSql } from './rows.ts'
import { planWalk } from './walk.ts'

/** Every read of the port, synchronously, on one connection. */
export class Reads {
  readonly #db: Connection

  constructor(db: Connection) {
    this.#db = db
  }

  get<R extends Row>(table: Table<R>, id: string): R | undefined {
    const stored = this.#db.get(`SELECT ${rowColumns(table)} FROM ${quote(table.name)} WHERE id = ?`, id)
    return stored && decodeRow(table, stored)
  }

  find<R extends Row>(table: Table<R>, unique: string, key: readonly Key[]): R | undefined {
    const fields = new Map(Object.entries<readonly string[]>(table.unique)).get(unique)
    if (!fields) throw new Error(`Table ${table.name} has no unique index ${unique}`)
    if (fields.length !== key.length) throw new RangeError(`Unique index ${unique} has ${fields.length} columns`)
    const values = key.map((value) => toSql(toKey(value)))
    const where = fields.map((field) => `${quote(field)} = ?`).join(' AND ')
    const stored = this.#db.get(`SELECT ${rowColumns(table)} FROM ${quote(table.name)} WHERE ${where}`, ...values)
    return stored && decodeRow(table, stored)
  }

  list<R extends Row>(table: Table<R>, query: Query): Page<R> {
    const limit = query.limit ?? DEFAULT_LIMIT
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) throw new RangeError(`limit is 1 to ${MOST_ROWS}`)
    const walk = planWalk(table, query)
    const rows: R[] = []
    for (const { where, values } of walk.stretches) {
      // One row more than asked tells whether a next page exists.
      const sql = `SELECT ${rowColumns(table)} FROM ${walk.from} WHERE ${where} ORDER BY ${walk.order} LIMIT ?`
      for (const stored of this.#db.all(sql, ...values, limit + 1 - rows.length)) rows.push(decodeRow(table, stored))
      if (rows.length > limit) break
    }
    if (rows.length <= limit) return { rows }
    rows.pop()
    const last = rows.at(-1)
    return last ? { rows, cursor: walk.cursorAfter(last) } : { rows }
  }

  count(table: TableShape, query: Query): number {
    const walk = planWalk(table, query)
    let total = 0
    for (const { where, values } of walk.stretches)
      total += Number(this.#db.get(`SELECT count(*) AS n FROM ${walk.from} WHERE ${where}`, ...values)?.n)
    return total
  }

  /** Rows as stored, newest first: `decodeRow` is left to the thread that wants them. */
  searchStored(table: TableShape, text: string, limit: number): SqlRow[] {
    const words = tokenize(text)
    if (table.search.length === 0) throw new Error(`Table ${table.name} has no search fields`)
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) throw new RangeError(`limit is 1 to ${MOST_ROWS}`)
    if (words.length === 0) return []
    const name = searchTable(table)
    const match = `${words.map((word) => `"${word}"`).join(' ')}*`
    const found = `SELECT rowid FROM ${name} WHERE ${name} MATCH ? ORDER BY rowid DESC LIMIT ?`
    const sql = `SELECT ${rowColumns(table)} FROM ${quote(table.name)} WHERE rowid IN (${found}) ORDER BY rowid DESC`
    return this.#db.all(sql, match, limit)
  }

  read(log: string, from: number, limit: number): LogEntry[] {
    const sql = 'SELECT seq, body FROM log_entries WHERE log = ? AND seq >= ? ORDER BY seq LIMIT ?'
    return this.#db
      .all(sql, log, from, Math.max(0, limit))
      .map((stored) => ({ seq: Number(stored.seq), value: decodeValue(stored.body) }))
  }

  logs({ prefix, after = '', limit }: { prefix: string; after?: string; limit: number }): LogBounds[] {
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) throw new RangeError(`limit is 1 to ${MOST_ROWS}`)
    const sql = 'SELECT log, head, tail FROM log_heads WHERE log >= ? AND log < ? AND log > ? ORDER BY log LIMIT ?'
    return this.#db
      .all(sql, prefix, `${prefix}\u{10FFFF}`, after, limit)
      .map((stored) => ({ log: String(stored.log), head: Number(stored.head), tail: Number(stored.tail) }))
  }

  head(log: string): number {
    return Number(this.#db.get('SELECT head FROM log_heads WHERE log = ?', log)?.head ?? 0)
  }

  tail(log: string): number {
    return Number(this.#db.get('SELECT tail FROM log_heads WHERE log = ?', log)?.tail ?? 0)
  }
}

export const DEFAULT_LIMIT = 100
const MOST_ROWS = 1_000

/** Log values are JSON text or bytes, told apart by how SQLite holds them. */
export function encodeValue(value: LogValue): string | Uint8Array {
  return value instanceof Uint8Array ? value : JSON.stringify(value)
}

export function decodeValue(body: SqlRow[string] | undefined): LogValue {
  return body instanceof Uint8Array ? body : JSON.parse(String(body))
}
