import type { Key, Query, ReadTx } from '@convene/store'
import type { CleanedWhere } from 'better-auth/adapters'
import { matches } from './matches.ts'
import type { AuthRow, AuthTable } from './tables.ts'

/** Every row that meets the conditions, reading as little as an index allows. */
export async function candidates(
  tx: ReadTx,
  table: AuthTable,
  where: readonly CleanedWhere[],
  limit = Number.POSITIVE_INFINITY,
): Promise<AuthRow[]> {
  const found: AuthRow[] = []
  for await (const row of walk(tx, table, where)) {
    if (matches(row, where)) found.push(row)
    if (found.length >= limit) break
  }
  return found
}

async function* walk(tx: ReadTx, table: AuthTable, where: readonly CleanedWhere[]): AsyncIterable<AuthRow> {
  const sure = where.filter((clause) => clause.connector !== 'OR' && clause.mode !== 'insensitive')
  const named = sure.find((clause) => clause.field === 'id' && clause.operator === 'eq')
  if (named) {
    const row = typeof named.value === 'string' ? await tx.get(table, named.value) : undefined
    if (row) yield row
    return
  }
  for (const [unique, columns] of Object.entries(table.unique)) {
    const key = columns.map((column) => equal(sure, column))
    if (!key.every((value) => value !== undefined && value !== null)) continue
    const row = await tx.find(table, unique, key)
    if (row) yield row
    return
  }
  yield* pages(tx, table, indexFor(table, sure))
}

/** The narrowest walk: an equal first column, else a bound on it, else everything. */
function indexFor(table: AuthTable, sure: readonly CleanedWhere[]): Query {
  for (const [index, [first]] of Object.entries(table.indexes)) {
    const value = equal(sure, first)
    if (value !== undefined) return { index, prefix: [value] }
  }
  for (const [index, [first]] of Object.entries(table.indexes)) {
    const bound = sure.find((clause) => clause.field === first && clause.operator === 'lt')
    if (typeof bound?.value === 'string' || typeof bound?.value === 'number') return { index, below: bound.value }
  }
  return { index: 'byId' }
}

function equal(sure: readonly CleanedWhere[], column: string | undefined): Key | undefined {
  const value = sure.find((clause) => clause.field === column && clause.operator === 'eq')?.value
  return Array.isArray(value) || value instanceof Date ? undefined : value
}

async function* pages(tx: ReadTx, table: AuthTable, query: Query): AsyncIterable<AuthRow> {
  let cursor: string | undefined
  do {
    const page = await tx.list(table, { ...query, limit: PAGE_ROWS, ...(cursor !== undefined && { cursor }) })
    yield* page.rows
    cursor = page.cursor
  } while (cursor !== undefined)
}

const PAGE_ROWS = 500
