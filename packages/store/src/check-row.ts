import type { Row, Table } from './table.ts'

/**
 * The row as its schema gives it back (fields the schema does not know are gone), without `undefined` fields: what
 * every engine stores, and what `patch` returns.
 * @throws Error naming the table, caused by the ZodError, when the schema refuses the row.
 */
export function checkRow<R extends Row>(table: Table<R>, row: R): R {
  const parsed = table.schema.safeParse(row)
  if (!parsed.success) throw new Error(`Not a row of ${table.name}: ${parsed.error.message}`, { cause: parsed.error })
  return withoutUndefined(parsed.data)
}

/** The row that `patch` writes: fields merged, those set to `undefined` gone, the id kept. */
export function mergeRow<R extends Row>(row: R, fields: Partial<Omit<R, 'id'>>): R {
  return { ...row, ...fields, id: row.id }
}

function withoutUndefined<R extends Row>(row: R): R {
  for (const field in row) if (row[field] === undefined) delete row[field]
  return row
}
