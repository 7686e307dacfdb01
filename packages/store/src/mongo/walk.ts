import mongoose from 'mongoose'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { keyFields, toKey } from '../index-key.ts'
import type { Key, Query } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import { keyPath } from './documents.ts'
import { type Fields, toMongo } from './rows.ts'

type Value = string | number | null | mongoose.mongo.MinKey | mongoose.mongo.MaxKey

/** A query on one index: the stretch of the index that holds exactly its rows. */
export interface Walk {
  /** Inclusive, over all columns of the index. */
  readonly min: Record<string, Value>
  /** Exclusive, over all columns of the index. */
  readonly max: Record<string, Value>
  readonly sort: Record<string, 1 | -1>
  cursorAfter(row: Fields): string
}

/**
 * Plans a query as bounds on the whole index key, which MongoDB seeks to directly. A filter could not say "after this
 * key" over columns that may be null without one `$or` branch for each column.
 */
export function planWalk(table: TableShape, query: Query): Walk {
  const { fields, prefix, free } = columnsOf(table, query)
  const { from, below, reverse = false } = query
  const after = query.cursor === undefined ? undefined : decodeCursor(query.index, free.length, query.cursor)
  const bound = (rest: readonly Value[], filler: Value) => {
    const values = [...prefix, ...rest]
    return Object.fromEntries(fields.map((field, i) => [keyPath(field), valueAt(values, i, filler)]))
  }
  const min = after && !reverse ? justAfter(after) : lowerBound(from, below)
  const max = after && reverse ? after.map(toMongo) : below === undefined ? [] : [toMongo(toKey(below))]
  return {
    min: bound(min, MIN),
    max: bound(max, max.length === 0 ? MAX : MIN),
    sort: Object.fromEntries(fields.map((field) => [keyPath(field), reverse ? -1 : 1])),
    cursorAfter(row) {
      const key = free.map((field) => toMongo(toKey(row[field])))
      return encodeCursor(query.index, key)
    },
  }
}

/** The same rows as a filter, for counting: bounds are for walking only. */
export function countFilter(table: TableShape, query: Query): Record<string, unknown> {
  const { prefix, fields, free } = columnsOf(table, query)
  const { from, below } = query
  const fixed = prefix.map((value, i) => ({ [keyPath(fields[i] ?? 'id')]: value }))
  const path = keyPath(free[0] ?? 'id')
  const range: Record<string, unknown>[] = []
  if (from !== undefined && from !== null) range.push({ [path]: { $gte: toMongo(toKey(from)) } })
  if (below !== undefined && below !== null) range.push({ [path]: { $lt: toMongo(toKey(below)) } })
  if (from === null && below !== undefined && below !== null)
    return { $and: [...fixed, { $or: [{ [path]: null }, ...range] }] }
  const all = [...fixed, ...range]
  return all.length > 0 ? { $and: all } : {}
}

/** `below: null` holds nothing: `null` sorts first, and what lacks the column is not below it. */
export function isEmpty(query: Query): boolean {
  return query.below === null
}

function columnsOf(table: TableShape, query: Query) {
  const columns = table.indexes[query.index]
  if (!columns) throw new Error(`Table ${table.name} has no index ${query.index}`)
  const fields = keyFields(columns)
  const prefix = (query.prefix ?? []).map((key) => toMongo(toKey(key)))
  if (prefix.length >= fields.length) throw new RangeError(`Index ${query.index} has fewer columns than the prefix`)
  return { fields, prefix, free: fields.slice(prefix.length) }
}

/** `below` alone leaves out rows lacking the column, `from: null` takes them in. */
function lowerBound(from: Key | undefined, below: Key | undefined): Value[] {
  if (from !== undefined && from !== null) return [toMongo(toKey(from))]
  return from === undefined && below !== undefined ? [ABOVE_NULL] : []
}

/** The smallest key greater than `key`: its last column is an id, and no text lies between `id` and `id\0`. */
function justAfter(key: readonly Key[]): Value[] {
  return [...key.slice(0, -1).map(toMongo), `${key.at(-1)}\u0000`]
}

function valueAt(values: readonly Value[], i: number, filler: Value): Value {
  const value = values[i]
  return value === undefined ? filler : value
}

const MIN = new mongoose.mongo.MinKey()
const MAX = new mongoose.mongo.MaxKey()
/** Keys are finite. */
const ABOVE_NULL = Number.NEGATIVE_INFINITY
