import { decodeCursor, encodeCursor } from '../cursor.ts'
import { keyFields, toKey } from '../index-key.ts'
import type { Key, Query } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import { indexName, quote } from './names.ts'
import { type Fields, toSql } from './rows.ts'

/** One stretch of an index: a condition on its columns that SQLite answers with a single seek, and its values. */
export interface Stretch {
  readonly where: string
  readonly values: (string | number)[]
}

/** A query on one index as SQL: its stretches, in walking order, hold exactly its rows in order. */
export interface Walk {
  /** `"table" INDEXED BY "index"`: the index is never SQLite's guess. */
  readonly from: string
  readonly order: string
  readonly stretches: Stretch[]
  cursorAfter(row: Fields): string
}

/**
 * Plans a query. Keyset paging over columns that may be null needs more than `(a, b) > (?, ?)`: after a cursor
 * (a1, b1, id1) come the rows a = a1, b = b1, id > id1; then a = a1, b > b1; then a > a1. Each is one stretch.
 */
export function planWalk(table: TableShape, query: Query): Walk {
  const columns = table.indexes[query.index]
  if (!columns) throw new Error(`Table ${table.name} has no index ${query.index}`)
  const fields = keyFields(columns)
  const prefix = query.prefix ?? []
  if (prefix.length >= fields.length) throw new RangeError(`Index ${query.index} has fewer columns than the prefix`)
  const free = fields.slice(prefix.length)
  const direction = query.reverse ? ' DESC' : ''
  const fixed = prefix.map((key, i) => equals(fields[i], key))
  const after = query.cursor === undefined ? undefined : decodeCursor(query.index, free.length, query.cursor)
  const stretches = after ? stretchesAfter(free, after, query) : stretchesWithin(free[0], query)
  return {
    from: `${quote(table.name)} INDEXED BY ${indexName(table, query.index)}`,
    order: free.map((field) => `${quote(field)}${direction}`).join(', '),
    stretches: stretches.map((stretch) => all([...fixed, stretch])),
    cursorAfter: (row) =>
      encodeCursor(
        query.index,
        free.map((field) => toSql(toKey(row[field]))),
      ),
  }
}

type Bounds = Pick<Query, 'from' | 'below' | 'reverse'>

/** `below` alone leaves out rows lacking the column, `from: null` takes them in: they sort first. */
function stretchesWithin(field: string | undefined, { from, below, reverse }: Bounds): Stretch[] {
  if (below === null) return []
  const upper = below === undefined ? [] : [compare(field, '<', below)]
  if (from !== undefined && from !== null) return [all([compare(field, '>=', from), ...upper])]
  if (from === undefined || below === undefined) return [all(upper)]
  const lacking = equals(field, null)
  return reverse ? [...upper, lacking] : [lacking, ...upper]
}

function stretchesAfter(free: readonly string[], after: readonly Key[], query: Bounds): Stretch[] {
  const stretches: Stretch[] = []
  for (let i = free.length - 1; i >= 0; i -= 1) {
    const same = free.slice(0, i).map((field, j) => equals(field, after[j] ?? null))
    const bounds = i === 0 ? query : { reverse: query.reverse }
    for (const beyond of stretchesBeyond(free[i], after[i] ?? null, bounds)) stretches.push(all([...same, beyond]))
  }
  return stretches
}

/** The rest of one column past a value, within the bounds. */
function stretchesBeyond(field: string | undefined, key: Key, { from, below, reverse }: Bounds): Stretch[] {
  if (!reverse) {
    const upper = below === undefined || below === null ? [] : [compare(field, '<', below)]
    return [all([key === null ? present(field) : compare(field, '>', key), ...upper])]
  }
  if (key === null) return []
  const lower = from === undefined || from === null ? [] : [compare(field, '>=', from)]
  const rest = [all([compare(field, '<', key), ...lower])]
  const takesLacking = from === null || (from === undefined && below === undefined)
  return takesLacking ? [...rest, equals(field, null)] : rest
}

function equals(field: string | undefined, key: Key): Stretch {
  return key === null ? { where: `${quote(field ?? '')} IS NULL`, values: [] } : compare(field, '=', key)
}

function compare(field: string | undefined, operator: '=' | '<' | '>' | '>=', key: Key): Stretch {
  const value = toSql(toKey(key))
  return { where: `${quote(field ?? '')} ${operator} ?`, values: value === null ? [] : [value] }
}

/** Not null, put as a range so that the index serves it: nothing stored is below minus infinity. */
function present(field: string | undefined): Stretch {
  return { where: `${quote(field ?? '')} >= -9e999`, values: [] }
}

function all(parts: readonly Stretch[]): Stretch {
  return {
    where: parts.map(({ where }) => where).join(' AND ') || 'TRUE',
    values: parts.flatMap(({ values }) => values),
  }
}
