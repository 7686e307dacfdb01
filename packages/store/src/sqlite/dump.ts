import type { DumpRecord } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import type { Connection } from './connection.ts'
import { quote } from './names.ts'
import { decodeValue } from './reads.ts'
import { decodeRow, rowColumns } from './rows.ts'

/** Every row, then every log with its entries, from one snapshot that lasts until the connection closes. */
export function* dumpRecords(db: Connection, tables: readonly TableShape[]): Generator<DumpRecord, void> {
  db.exec('BEGIN')
  for (const table of tables)
    for (const stored of db.iterate(`SELECT ${rowColumns(table)} FROM ${quote(table.name)} ORDER BY id`))
      yield { kind: 'row', table: table.name, row: decodeRow(table, stored) }
  for (const { log, head, tail } of db.iterate('SELECT log, head, tail FROM log_heads'))
    yield { kind: 'log', log: String(log), head: Number(head), tail: Number(tail) }
  for (const { log, seq, body } of db.iterate('SELECT log, seq, body FROM log_entries'))
    yield { kind: 'entry', log: String(log), seq: Number(seq), value: decodeValue(body) }
}
