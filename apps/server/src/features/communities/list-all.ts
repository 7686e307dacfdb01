import type { Query, ReadTx, Row, Table } from '@convene/store'

/** Every row of a walk, page by page. For walks bounded by a community or a person, never for whole tables. */
export async function listAll<R extends Row, I extends string>(
  tx: ReadTx,
  table: Table<R, I, string>,
  query: Omit<Query<I>, 'limit' | 'cursor'>,
): Promise<R[]> {
  const all: R[] = []
  let cursor: string | undefined
  do {
    const page = await tx.list(table, { ...query, limit: PAGE_ROWS, ...(cursor !== undefined && { cursor }) })
    all.push(...page.rows)
    cursor = page.cursor
  } while (cursor !== undefined)
  return all
}

/** The most one page may hold. */
const PAGE_ROWS = 1000
