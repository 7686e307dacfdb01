import type { SQLInputValue } from 'node:sqlite'
import { toKey } from '../index-key.ts'
import { type Key, UniqueViolation } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import { tokenize } from '../tokenize.ts'
import type { Connection, SqlRow } from './connection.ts'
import { keyColumns, quote, searchTable } from './names.ts'

/** A row as engines handle it: fields by name. */
export type Fields = { id: string; [field: string]: unknown }

/** The columns `decodeRow` needs. */
export function rowColumns(table: TableShape): string {
  return ['doc', ...table.binary.map(quote)].join(', ')
}

/** The row a stored one stands for. `JSON.parse` is trusted: the schema checked the row when it was written. */
export function decodeRow(table: TableShape, stored: SqlRow) {
  const row = JSON.parse(String(stored.doc))
  for (const field of table.binary) {
    const value = stored[field]
    if (value !== null) row[field] = value
  }
  return row
}

/** A key as SQLite holds it. */
export function toSql(key: Key): string | number | null {
  return typeof key === 'boolean' ? Number(key) : key
}

/** Writes the rows of one table: its columns, its JSON and its words. */
export class RowWriter {
  readonly #db: Connection
  readonly #table: TableShape
  readonly #keys: readonly string[]
  readonly #insert: string
  readonly #put: string
  readonly #delete: string

  constructor(db: Connection, table: TableShape) {
    this.#db = db
    this.#table = table
    this.#keys = keyColumns(table)
    const columns = ['id', 'doc', ...this.#keys, ...table.binary].map(quote)
    const name = quote(table.name)
    const returning = table.search.length > 0 ? ' RETURNING rowid' : ''
    const insert = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
    const update = columns.slice(1).map((column) => `${column} = excluded.${column}`)
    this.#insert = `${insert}${returning}`
    this.#put = `${insert} ON CONFLICT (id) DO UPDATE SET ${update.join(', ')}${returning}`
    this.#delete = `DELETE FROM ${name} WHERE id = ?${returning}`
  }

  /** @throws UniqueViolation */
  insert(row: Fields): void {
    this.#write(this.#insert, row, true)
  }

  /** Inserts or replaces by id; `words: false` when the searched fields did not change. @throws UniqueViolation */
  put(row: Fields, words = true): void {
    this.#write(this.#put, row, words)
  }

  delete(id: string): void {
    const stored = this.#db.get(this.#delete, id)
    if (stored) this.#db.run(`DELETE FROM ${searchTable(this.#table)} WHERE rowid = ?`, Number(stored.rowid))
  }

  #write(sql: string, row: Fields, words: boolean): void {
    let stored: SqlRow | undefined
    try {
      stored = this.#db.get(sql, ...this.#encode(row))
    } catch (error) {
      throw violation(this.#table, error) ?? error
    }
    if (!stored || !words) return
    const text = this.#table.search.map((field) => (typeof row[field] === 'string' ? row[field] : '')).join('\n')
    this.#db.run(
      `INSERT OR REPLACE INTO ${searchTable(this.#table)} (rowid, words) VALUES (?, ?)`,
      Number(stored.rowid),
      tokenize(text).join(' '),
    )
  }

  #encode(row: Fields): SQLInputValue[] {
    const values: SQLInputValue[] = [row.id, JSON.stringify(this.#withoutBytes(row))]
    for (const field of this.#keys) values.push(toSql(toKey(row[field])))
    for (const field of this.#table.binary) values.push(toBlob(this.#table, field, row[field]))
    return values
  }

  #withoutBytes(row: Fields): Fields {
    if (this.#table.binary.length === 0) return row
    const doc = { ...row }
    for (const field of this.#table.binary) if (doc[field] instanceof Uint8Array) delete doc[field]
    return doc
  }
}

function toBlob(table: TableShape, field: string, value: unknown): Uint8Array | null {
  if (value === undefined || value === null) return null
  if (value instanceof Uint8Array) return value
  throw new TypeError(`${table.name}.${field} must hold bytes`)
}

const UNIQUE_FAILED = /UNIQUE constraint failed: (.+)$/

/** SQLite names the columns, not the index. */
function violation(table: TableShape, error: unknown): UniqueViolation | undefined {
  const listed = UNIQUE_FAILED.exec(String(error))?.[1]
  if (listed === undefined) return undefined
  const listing = (fields: readonly string[]) => fields.map((field) => `${table.name}.${field}`).join(', ')
  const index = Object.entries(table.unique).find(([, fields]) => listing(fields) === listed)?.[0]
  return new UniqueViolation(table.name, index ?? 'id')
}
