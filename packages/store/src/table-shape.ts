import type { z } from 'zod'

/** What an engine needs to know of a table: its declaration without the row type. Plain data, it crosses to a worker. */
export interface TableShape {
  readonly name: string
  readonly indexes: Readonly<Record<string, readonly string[]>>
  readonly unique: Readonly<Record<string, readonly string[]>>
  readonly search: readonly string[]
  readonly binary: readonly string[]
}

/** Any declared table, for lists of tables: `Table<R>` of one row type is not a `Table` of another. */
export interface AnyTable extends TableShape {
  readonly schema: z.ZodType<{ id: string }>
}

/** The declaration as plain data. */
export function shapeOf(table: TableShape): TableShape {
  const { name, indexes, unique, search, binary } = table
  return { name, indexes, unique, search, binary }
}

/** Refuses two tables of one name. */
export function checkTableNames(tables: readonly TableShape[]): void {
  const names = new Set<string>()
  for (const { name } of tables) {
    if (names.has(name)) throw new Error(`Two tables are named ${name}: names are unique over all features`)
    names.add(name)
  }
}
