import { keyFields } from '../index-key.ts'
import { shapeOf, type TableShape } from '../table-shape.ts'
import { TOKENIZER_VERSION } from '../tokenize.ts'
import type { Connection } from './connection.ts'
import { indexName, keyColumns, quote, searchTable } from './names.ts'
import { decodeRow, RowWriter } from './rows.ts'

/**
 * Brings the file to the declared tables, inside the caller's transaction. A table whose indexes, unique indexes, search or
 * binary fields differ from what the file was built with is built again from its rows. Tables no longer declared stay.
 */
export function prepareSchema(db: Connection, tables: readonly TableShape[]): void {
  checkFormat(db)
  db.exec(SYSTEM_TABLES)
  for (const table of tables) prepareTable(db, table)
}

/** Version of the layout below. A file with a higher one comes from a newer release. */
const FORMAT = 1

const SYSTEM_TABLES = `
  CREATE TABLE IF NOT EXISTS log_entries (log TEXT, seq INTEGER, body, PRIMARY KEY (log, seq)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS log_heads (log TEXT PRIMARY KEY, head INTEGER, tail INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS built_tables (name TEXT PRIMARY KEY, declaration TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT);
  PRAGMA user_version = ${FORMAT}`

/** @throws Error with a sentence for the operator when a newer release wrote the file. */
export function checkFormat(db: Connection): void {
  const version = Number(db.get('PRAGMA user_version')?.user_version)
  if (version > FORMAT)
    throw new Error(`This data file has format ${version}, from a newer release of Convene; this one reads ${FORMAT}`)
}

function prepareTable(db: Connection, table: TableShape): void {
  const declaration = JSON.stringify({ ...shapeOf(table), words: table.search.length > 0 ? TOKENIZER_VERSION : 0 })
  const built = db.get('SELECT declaration FROM built_tables WHERE name = ?', table.name)?.declaration
  if (built === declaration) return
  if (typeof built === 'string') rebuildTable(db, table, JSON.parse(built))
  else createTable(db, table)
  db.run('INSERT OR REPLACE INTO built_tables VALUES (?, ?)', table.name, declaration)
}

function createTable(db: Connection, table: TableShape): void {
  const columns = [...keyColumns(table), ...table.binary]
  for (const column of columns)
    if (RESERVED.has(column.toLowerCase())) throw new Error(`Table ${table.name}: ${column} cannot be a column`)
  // A declared rowid stays the same over VACUUM; the words of a row hang on it. Key columns have no type: values keep theirs.
  const rest = columns.map((column) => `, ${quote(column)}`).join('')
  db.exec(
    `CREATE TABLE ${quote(table.name)} (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL${rest})`,
  )
  for (const [index, fields] of Object.entries(table.indexes)) createIndex(db, table, 'INDEX', index, keyFields(fields))
  for (const [index, fields] of Object.entries(table.unique)) createIndex(db, table, 'UNIQUE INDEX', index, fields)
  // Only the words are kept (`content=''`), the rows have the text; `ascii` leaves our words whole.
  if (table.search.length > 0)
    db.exec(
      `CREATE VIRTUAL TABLE ${searchTable(table)} USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')`,
    )
}

const RESERVED = new Set(['rowid', 'doc'])

function createIndex(db: Connection, table: TableShape, kind: string, index: string, fields: readonly string[]): void {
  db.exec(`CREATE ${kind} ${indexName(table, index)} ON ${quote(table.name)} (${fields.map(quote).join(', ')})`)
}

function rebuildTable(db: Connection, table: TableShape, built: TableShape): void {
  const old = quote(`${table.name}_old`)
  db.exec(`ALTER TABLE ${quote(table.name)} RENAME TO ${old}`)
  for (const index of [...Object.keys(built.indexes), ...Object.keys(built.unique)])
    db.exec(`DROP INDEX ${indexName(built, index)}`)
  if (built.search.length > 0) db.exec(`DROP TABLE ${searchTable(built)}`)
  createTable(db, table)
  const writer = new RowWriter(db, table)
  for (const stored of db.iterate(`SELECT * FROM ${old} ORDER BY rowid`)) writer.insert(decodeRow(built, stored))
  db.exec(`DROP TABLE ${old}`)
}
