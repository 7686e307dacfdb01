import type { DumpRecord } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import type { Database } from './database.ts'
import type { Scope } from './reads.ts'
import { decodeRow, decodeValue } from './rows.ts'

/** Migrations, rows, logs, then entries, as the scope sees them. */
export async function* dumpRecords(
  db: Database,
  tables: readonly TableShape[],
  scope: Scope,
): AsyncGenerator<DumpRecord, void> {
  const inOrder = () => ({ ...scope, sort: { _id: 1 } as const })
  for await (const { _id: number, name } of db.migrations.find({}, inOrder())) yield { kind: 'migration', number, name }
  for (const table of tables)
    for await (const stored of db.rows(table).find({}, inOrder()))
      yield { kind: 'row', table: table.name, row: decodeRow(stored) }
  for await (const { _id: log, head, tail } of db.heads.find({}, inOrder())) yield { kind: 'log', log, head, tail }
  for await (const { log, seq, body } of db.entries.find({}, inOrder()))
    yield { kind: 'entry', log, seq, value: decodeValue(body) }
}
