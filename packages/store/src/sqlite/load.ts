import { type DumpRecord, StoreNotNew } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import type { Connection } from './connection.ts'
import { encodeValue } from './reads.ts'
import { RowWriter } from './rows.ts'

/** @throws StoreNotNew when a store was ever opened on this file. */
export function refuseUnlessNew(db: Connection, folder: string): void {
  if (db.get('SELECT 1 FROM sqlite_schema LIMIT 1'))
    throw new StoreNotNew(`The folder ${folder} holds a store already: restore into a new or empty folder.`)
}

/**
 * Writes a dump's records into prepared, empty tables, inside the caller's transaction. Rows are written as they are:
 * they may be of an earlier release, and migrations that are left to run expect them so.
 */
export async function loadRecords(
  db: Connection,
  tables: readonly TableShape[],
  records: AsyncIterable<DumpRecord>,
): Promise<void> {
  const writers = new Map(tables.map((table) => [table.name, new RowWriter(db, table)]))
  for await (const record of records) {
    if (record.kind === 'row') {
      const writer = writers.get(record.table)
      if (!writer) throw new Error(`The dump has rows of ${record.table}, a table this release does not know`)
      writer.insert(record.row)
    } else if (record.kind === 'entry') {
      db.run('INSERT INTO log_entries VALUES (?, ?, ?)', record.log, record.seq, encodeValue(record.value))
    } else if (record.kind === 'log') {
      db.run('INSERT INTO log_heads VALUES (?, ?, ?)', record.log, record.head, record.tail)
    } else {
      db.run('INSERT INTO migrations VALUES (?, ?)', record.number, record.name)
    }
  }
}
