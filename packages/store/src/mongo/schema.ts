import mongoose from 'mongoose'
import { shapeOf, type TableShape } from '../table-shape.ts'
import { TOKENIZER_VERSION } from '../tokenize.ts'
import { type Database, modelsOf } from './database.ts'
import type { RowDocument } from './documents.ts'
import { decodeRow, encodeRow } from './rows.ts'

/**
 * Makes collections and indexes what the tables declare. A table whose declaration or whose tokenizer changed gets its
 * documents' keys and words written again from its rows. Running it at once from several processes is fine.
 */
export async function prepareSchema(
  connection: mongoose.Connection,
  db: Database,
  tables: readonly TableShape[],
): Promise<void> {
  // Transactions must not be the first to make a collection: two at once would conflict.
  await Promise.all(OWN.map((name) => create(connection, name)))
  const models = modelsOf(connection, tables)
  for (const table of tables) {
    const shape = JSON.stringify({ ...shapeOf(table), tokenizer: TOKENIZER_VERSION, layout: LAYOUT_VERSION })
    const known = await db.tables.findOne({ _id: table.name })
    if (known?.shape === shape) continue
    const model = models.get(table.name)
    await create(connection, table.name)
    // Old indexes go first, or a unique one that is no longer declared could refuse what is written.
    await model?.cleanIndexes()
    if (known) await rewrite(db, table)
    await model?.createIndexes()
    await db.tables.updateOne({ _id: table.name }, { $set: { shape } }, { upsert: true })
  }
}

/** Bump when documents or indexes of the same declaration change. */
const LAYOUT_VERSION = 1

const OWN = ['log_heads', 'log_entries', 'store_migrations', 'store_tables']
const NAMESPACE_EXISTS = 48

async function create(connection: mongoose.Connection, name: string): Promise<void> {
  try {
    await connection.createCollection(name)
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError && error.code === NAMESPACE_EXISTS)) throw error
  }
}

async function rewrite(db: Database, table: TableShape): Promise<void> {
  let batch: RowDocument[] = []
  const flush = async () => {
    if (batch.length === 0) return
    await db.rows(table).bulkWrite(batch.map((stored) => rewriteOf(table, stored)))
    batch = []
  }
  for await (const stored of db.rows(table).find()) {
    batch.push(stored)
    if (batch.length === BATCH_ROWS) await flush()
  }
  await flush()
}

/** Only while the row is still the one read: another process may be writing. */
function rewriteOf(table: TableShape, stored: RowDocument): mongoose.mongo.AnyBulkWriteOperation<RowDocument> {
  const filter = { _id: stored._id, doc: stored.doc }
  return { updateOne: { filter, update: { $set: encodeRow(table, decodeRow(stored)) } } }
}

const BATCH_ROWS = 500
