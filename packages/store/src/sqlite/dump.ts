import type { DumpRecord } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import { appliedMigrations } from './applied-migrations.ts'
import type { Connection } from './connection.ts'
import { quote } from './names.ts'
import { decodeValue } from './reads.ts'
import { decodeRow, rowColumns } from './rows.ts'

/** Migrations, rows, logs, then entries, from one snapshot that lasts until the connection closes. */
export function* dumpRecords(db: Connection, tables: readonly TableShape[]): Generator<DumpRecord, void> {
  db.exec('BEGIN')
  for (const migration of appliedMigrations(db)) yield { kind: 'migration', ...migration }
  for (const table of builtTables(db, tables))
    for (const stored of db.iterate(`SELECT ${rowColumns(table)} FROM ${quote(table.name)} ORDER BY id`))
      yield { kind: 'row', table: table.name, row: decodeRow(table, stored) }
  for (const { log, head, tail } of db.iterate('SELECT log, head, tail FROM log_heads'))
    yield { kind: 'log', log: String(log), head: Number(head), tail: Number(tail) }
  for (const { log, seq, body } of db.iterate('SELECT log, seq, body FROM log_entries'))
    yield { kind: 'entry', log: String(log), seq: Number(seq), value: decodeValue(body) }
}

/** The declared tables as the file has them: it may be of an earlier release, which lacked some or kept them otherwise. */
function builtTables(db: Connection, tables: readonly TableShape[]): TableShape[] {
  return tables.flatMap(({ name }) => {
    const built = db.get('SELECT declaration FROM built_tables WHERE name = ?', name)?.declaration
    return typeof built === 'string' ? [JSON.parse(built)] : []
  })
}
