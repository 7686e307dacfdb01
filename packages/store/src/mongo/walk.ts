import { decodeCursor, encodeCursor } from '../cursor.ts'
import { keyFields, toKey } from '../index-key.ts'
import type { Key, Query } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import { compareKeys, MAX, MIN, type Value } from './bound.ts'
import { keyPath } from './documents.ts'
import { type Fields, toMongo } from './rows.ts'

/** A query on one index: the stretch of the index that holds exactly its rows. */
export interface Walk {
  /** No key lies between the bounds. */
  readonly empty: boolean
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
    return fields.map((_, i) => valueAt(values, i, filler))
  }
  const byPath = (values: readonly Value[]) =>
    Object.fromEntries(fields.map((field, i) => [keyPath(field), valueAt(values, i, null)]))
  let min = bound(lowerBound(from, below), MIN)
  let max = below === undefined ? bound([], MAX) : bound([toMongo(toKey(below))], MIN)
  // A cursor comes back from outside: it may narrow the bounds and never widen them.
  if (after && reverse) max = smaller(max, bound(after.map(toMongo), MIN))
  else if (after) min = larger(min, bound(justAfter(after), MIN))
  return {
    // The server refuses bounds that cross.
    empty: compareKeys(min, max) >= 0,
    min: byPath(min),
    max: byPath(max),
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
  // `null` sorts first, and what lacks the column is not below it.
  if (below === null) range.push({ _id: { $in: [] } })
  if (from !== undefined && from !== null) range.push({ [path]: { $gte: toMongo(toKey(from)) } })
  if (below !== undefined && below !== null) range.push({ [path]: { $lt: toMongo(toKey(below)) } })
  if (from === null && below !== undefined && below !== null)
    return { $and: [...fixed, { $or: [{ [path]: null }, ...range] }] }
  const all = [...fixed, ...range]
  return all.length > 0 ? { $and: all } : {}
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

const larger = (a: Value[], b: Value[]) => (compareKeys(a, b) >= 0 ? a : b)
const smaller = (a: Value[], b: Value[]) => (compareKeys(a, b) <= 0 ? a : b)

function valueAt(values: readonly Value[], i: number, filler: Value): Value {
  const value = values[i]
  return value === undefined ? filler : value
}

/** Keys are finite. */
const ABOVE_NULL = Number.NEGATIVE_INFINITY
