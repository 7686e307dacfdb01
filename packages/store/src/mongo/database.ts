import type mongoose from 'mongoose'
import type { TableShape } from '../table-shape.ts'
import {
  type LogEntryDocument,
  type LogHeadDocument,
  type MigrationDocument,
  type RowDocument,
  schemaOf,
  type TableDocument,
} from './documents.ts'

type Db = mongoose.mongo.Db
type Collection<D extends mongoose.mongo.Document> = mongoose.mongo.Collection<D>

/** The collections of one store. Names of its own have a `_`, which no table's name can. */
export class Database {
  readonly heads: Collection<LogHeadDocument>
  readonly entries: Collection<LogEntryDocument>
  readonly migrations: Collection<MigrationDocument>
  readonly tables: Collection<TableDocument>
  readonly #db: Db
  readonly #rows: ReadonlyMap<string, Collection<RowDocument>>

  constructor(connection: mongoose.Connection, tables: readonly TableShape[]) {
    const { db } = connection
    if (!db) throw new Error('The connection to MongoDB is not open')
    this.#db = db
    this.heads = db.collection('log_heads')
    this.entries = db.collection('log_entries')
    this.migrations = db.collection('store_migrations')
    this.tables = db.collection('store_tables')
    this.#rows = new Map(tables.map(({ name }) => [name, db.collection(name)]))
  }

  /** Rows are read and written past mongoose's casting: each table's own schema has checked them. */
  rows(table: TableShape): Collection<RowDocument> {
    const rows = this.#rows.get(table.name)
    if (!rows) throw new Error(`Table ${table.name} was not declared to this store`)
    return rows
  }

  /** @throws when no primary answers within `timeoutMs` */
  async ping(timeoutMs: number): Promise<void> {
    await this.#db.command({ ping: 1 }, { timeoutMS: timeoutMs })
  }
}

/** The mongoose models of the tables, by name: they carry the indexes. */
export function modelsOf(connection: mongoose.Connection, tables: readonly TableShape[]) {
  return new Map(tables.map((table) => [table.name, connection.model(table.name, schemaOf(table), table.name)]))
}
