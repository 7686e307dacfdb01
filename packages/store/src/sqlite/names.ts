import type { TableShape } from '../table-shape.ts'

/** A name as SQL: table names have dashes, field names may be SQL words. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The FTS5 table of a table with `search` fields. `_` cannot occur in a table's own name. */
export function searchTable(table: TableShape): string {
  return quote(`${table.name}_words`)
}

/** The SQLite name of an index. Index names are global in SQLite. */
export function indexName(table: TableShape, index: string): string {
  return quote(`${table.name}/${index}`)
}

/** Fields that get a column of their own because an index needs them. `id` has one anyway. */
export function keyColumns(table: TableShape): string[] {
  const fields = [...Object.values(table.indexes), ...Object.values(table.unique)].flat()
  return [...new Set(fields)].filter((field) => field !== 'id')
}
