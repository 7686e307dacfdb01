import type mongoose from 'mongoose'
import { toKey } from '../index-key.ts'
import type { Key, LogBounds, LogEntry, Page, Query, ReadTx, SearchQuery } from '../port.ts'
import type { Row, Table } from '../table.ts'
import type { TableShape } from '../table-shape.ts'
import { tokenize } from '../tokenize.ts'
import type { Database } from './database.ts'
import { entryId, indexName, type RowDocument, uniqueName } from './documents.ts'
import { decodeRow, decodeValue, uniqueKey } from './rows.ts'
import { countFilter, planWalk } from './walk.ts'

/** What a read is part of: a session's transaction or snapshot, or nothing, with the concern it then needs. */
export type Scope = { readonly session: mongoose.mongo.ClientSession } | { readonly readConcern: 'majority' }

/** Every read of the port. `scope` is asked at each read, and throws when reading is over. */
export class Reads implements ReadTx {
  readonly #db: Database
  readonly #scope: () => Scope

  constructor(db: Database, scope: () => Scope) {
    this.#db = db
    this.#scope = scope
  }

  async get<R extends Row>(table: Table<R>, id: string): Promise<R | undefined> {
    const stored = await this.#db.rows(table).findOne({ _id: id }, this.#scope())
    return stored ? decodeRow(stored) : undefined
  }

  async find<R extends Row>(table: Table<R>, unique: string, key: readonly Key[]): Promise<R | undefined> {
    const fields = new Map(Object.entries<readonly string[]>(table.unique)).get(unique)
    if (!fields) throw new Error(`Table ${table.name} has no unique index ${unique}`)
    if (fields.length !== key.length) throw new RangeError(`Unique index ${unique} has ${fields.length} columns`)
    const value = uniqueKey(key.map(toKey))
    if (value === undefined) return undefined
    const options = { ...this.#scope(), hint: uniqueName(unique) }
    const stored = await this.#db.rows(table).findOne({ [`unique.${unique}`]: value }, options)
    return stored ? decodeRow(stored) : undefined
  }

  async list<R extends Row>(table: Table<R>, query: Query): Promise<Page<R>> {
    const limit = checkLimit(query.limit)
    const walk = planWalk(table, query)
    if (walk.empty) return { rows: [] }
    // One row more than asked tells whether a next page exists.
    const { min, max, sort } = walk
    const options = { ...this.#scope(), hint: indexName(query.index), min, max, sort, limit: limit + 1 }
    const rows: R[] = await this.#rows(table, {}, options)
    if (rows.length <= limit) return { rows }
    rows.pop()
    const last = rows.at(-1)
    return last ? { rows, cursor: walk.cursorAfter(last) } : { rows }
  }

  async count<R extends Row>(table: Table<R>, query: Query): Promise<number> {
    const filter = countFilter(table, query)
    return await this.#db.rows(table).countDocuments(filter, { ...this.#scope(), hint: indexName(query.index) })
  }

  /** Newest first. */
  async search<R extends Row>(table: Table<R>, query: SearchQuery): Promise<R[]> {
    const limit = checkLimit(query.limit)
    if (table.search.length === 0) throw new Error(`Table ${table.name} has no search fields`)
    const words = tokenize(query.text)
    const prefix = words.pop()
    if (prefix === undefined) return []
    const filter = { $and: [...words.map((word) => ({ terms: word })), { terms: { $elemMatch: startsWith(prefix) } }] }
    return await this.#rows(table, filter, { ...this.#scope(), sort: { born: -1, _id: -1 }, limit })
  }

  async read(log: string, from: number, limit: number): Promise<LogEntry[]> {
    if (limit < 1) return []
    const range = { $gte: entryId(log, Math.max(0, from)), $lte: entryId(log, Number.MAX_SAFE_INTEGER) }
    const entries = this.#db.entries.find({ _id: range }, { ...this.#scope(), sort: { _id: 1 }, limit })
    return (await entries.toArray()).map(({ seq, body }) => ({ seq, value: decodeValue(body) }))
  }

  /** For the store alone: a view is of streams whose names are known. */
  async logs({ prefix, after = '', limit }: { prefix: string; after?: string; limit: number }): Promise<LogBounds[]> {
    const range = { ...startsWith(prefix), $gt: after }
    const options = { ...this.#scope(), sort: { _id: 1 as const }, limit: checkLimit(limit) }
    const heads = await this.#db.heads.find({ _id: range }, options).toArray()
    return heads.map(({ _id, head, tail }) => ({ log: _id, head, tail }))
  }

  async head(log: string): Promise<number> {
    return (await this.#db.heads.findOne({ _id: log }, this.#scope()))?.head ?? 0
  }

  async tail(log: string): Promise<number> {
    return (await this.#db.heads.findOne({ _id: log }, this.#scope()))?.tail ?? 0
  }

  async #rows(table: TableShape, filter: mongoose.mongo.Filter<RowDocument>, options: mongoose.mongo.FindOptions) {
    const found = await this.#db
      .rows(table)
      .find(filter, { ...options, projection: { doc: 1, binary: 1 } })
      .toArray()
    return found.map((stored) => decodeRow(stored))
  }
}

const DEFAULT_LIMIT = 100
const MOST_ROWS = 1_000

function checkLimit(limit = DEFAULT_LIMIT): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) throw new RangeError(`limit is 1 to ${MOST_ROWS}`)
  return limit
}

/** Every text with this prefix: no code point is above the last one. */
function startsWith(prefix: string): { $gte: string; $lt: string } {
  return { $gte: prefix, $lt: `${prefix}\u{10FFFF}` }
}
