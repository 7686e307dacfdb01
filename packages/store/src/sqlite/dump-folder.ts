import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DumpRecord } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import { Connection } from './connection.ts'
import { dumpRecords } from './dump.ts'
import { checkFormat } from './schema.ts'

/**
 * `dump` of a folder that may be in use: it takes no lock and changes nothing, and a running server neither waits for it
 * nor is waited for (WAL readers see one state). Its log of recent writes cannot be folded away meanwhile, and grows.
 * It reads what earlier releases wrote, too.
 * @throws Error with a sentence for the operator when no store is there or a newer release wrote it.
 */
export async function* dumpSqliteFolder(
  folder: string,
  tables: readonly TableShape[],
): AsyncGenerator<DumpRecord, void> {
  const file = join(folder, 'convene.db')
  if (!existsSync(file)) throw nothing(folder)
  const db = new Connection(file, { readOnly: true })
  try {
    if (!db.get(`SELECT 1 FROM sqlite_schema WHERE name = 'built_tables'`)) throw nothing(folder)
    checkFormat(db)
    yield* dumpRecords(db, tables)
  } finally {
    db.close()
  }
}

function nothing(folder: string): Error {
  return new Error(`There is no store of Convene in ${folder}`)
}
