import mongoose from 'mongoose'
import { keyFields } from '../index-key.ts'
import type { TableShape } from '../table-shape.ts'

/** A row as MongoDB holds it. The JSON text is the row; everything else exists to find it. */
export interface RowDocument {
  _id: string
  doc: string
  /** Index columns by name, `null` when absent, booleans as 0 and 1: what index order compares. */
  keys: Record<string, string | number | null>
  /** One text per unique index the row takes part in. */
  unique: Record<string, string>
  binary: Record<string, mongoose.mongo.Binary>
  /** Distinct words of the searched fields. */
  terms: string[]
  /** Rises with each insert: search answers the newest first. */
  born: number
}

export interface LogHeadDocument {
  _id: string
  head: number
  tail: number
}

export interface LogEntryDocument {
  /** `entryId(log, seq)`: one index serves both uniqueness and reading in order. */
  _id: string
  log: string
  seq: number
  body: string | mongoose.mongo.Binary
}

export interface MigrationDocument {
  _id: number
  name: string
}

/** The declaration a table's documents were last written for. */
export interface TableDocument {
  _id: string
  shape: string
}

/** Sorts by log, then seq. */
export function entryId(log: string, seq: number): string {
  return `${log}\u0000${String(seq).padStart(SEQ_DIGITS, '0')}`
}

/** The collection's indexes as a mongoose schema. Documents are checked by the table's own schema, so this one is loose. */
export function schemaOf(table: TableShape): mongoose.Schema {
  const schema = new mongoose.Schema({ _id: String }, { strict: false, autoIndex: false, versionKey: false })
  for (const [name, columns] of Object.entries(table.indexes))
    schema.index(indexKeys(columns), { name: indexName(name) })
  for (const name of Object.keys(table.unique))
    schema.index({ [`unique.${name}`]: 1 }, { name: uniqueName(name), unique: true, sparse: true })
  if (table.search.length > 0) {
    schema.index({ terms: 1 }, { name: 'terms' })
    // For words that most rows have: the server tries both ways and takes the one that answers first.
    schema.index({ born: -1, _id: -1 }, { name: 'newest' })
  }
  return schema
}

export const indexName = (index: string): string => `index/${index}`
export const uniqueName = (index: string): string => `unique/${index}`

/** Where a field that an index orders by is found in a document. */
export const keyPath = (field: string): string => (field === 'id' ? '_id' : `keys.${field}`)

function indexKeys(columns: readonly string[]): Record<string, 1> {
  return Object.fromEntries(keyFields(columns).map((field) => [keyPath(field), 1 as const]))
}

/** Digits of the largest safe integer. */
const SEQ_DIGITS = 16
