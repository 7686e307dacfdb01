import type { DumpRecord } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import type { Database } from './database.ts'
import { entryId } from './documents.ts'
import { InsertQueue } from './insert-queue.ts'
import { encodeRow, encodeValue } from './rows.ts'

/**
 * Writes a dump's records into prepared, empty collections. Rows are written as they are: they may be of an earlier
 * release, and migrations that are left to run expect them so.
 */
export async function loadRecords(
  db: Database,
  tables: readonly TableShape[],
  records: AsyncIterable<DumpRecord>,
  born: () => number,
): Promise<void> {
  const known = new Map(tables.map((table) => [table.name, table]))
  const queue = new InsertQueue()
  for await (const record of records) {
    if (record.kind === 'row') {
      const table = known.get(record.table)
      if (!table) throw new Error(`The dump has rows of ${record.table}, a table this release does not know`)
      await queue.add(db.rows(table), { _id: record.row.id, ...encodeRow(table, record.row), born: born() })
    } else if (record.kind === 'entry') {
      const { log, seq, value } = record
      await queue.add(db.entries, { _id: entryId(log, seq), log, seq, body: encodeValue(value) })
    } else if (record.kind === 'log') {
      await queue.add(db.heads, { _id: record.log, head: record.head, tail: record.tail })
    } else {
      await queue.add(db.migrations, { _id: record.number, name: record.name })
    }
  }
  await queue.flush()
}
