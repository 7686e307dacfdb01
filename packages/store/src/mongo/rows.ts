import mongoose from 'mongoose'
import { toKey } from '../index-key.ts'
import type { Key, LogValue } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import { tokenize } from '../tokenize.ts'
import type { RowDocument } from './documents.ts'

const { Binary } = mongoose.mongo

/** A row as the engine handles it: fields by name. */
export type Fields = { id: string; [field: string]: unknown }

/** What is written for a row; `_id` and `born` are given by whoever writes. @throws TypeError for what an index or a binary field cannot hold */
export function encodeRow(table: TableShape, row: Fields): Omit<RowDocument, '_id' | 'born'> {
  const text = { ...row }
  const binary: RowDocument['binary'] = {}
  for (const field of table.binary) {
    const value = row[field]
    delete text[field]
    if (value === undefined || value === null) continue
    if (!(value instanceof Uint8Array)) throw new TypeError(`${table.name}.${field} must hold bytes`)
    binary[field] = new Binary(value)
  }
  const keyed = [...Object.values(table.indexes), ...Object.values(table.unique)].flat()
  const keys = Object.fromEntries(keyed.map((field) => [field, toMongo(toKey(row[field]))]))
  return { doc: JSON.stringify(text), keys, unique: uniqueKeys(table, row), binary, terms: terms(table, row) }
}

/** The row a document stands for. `JSON.parse` is trusted: the schema checked the row when it was written. */
export function decodeRow(stored: Pick<RowDocument, 'doc' | 'binary'>) {
  const row = JSON.parse(stored.doc)
  for (const [field, value] of Object.entries(stored.binary)) row[field] = toBytes(value)
  return row
}

/** A key as MongoDB holds it; `null` sorts first, numbers before strings, strings by their UTF-8 bytes. */
export function toMongo(key: Key): string | number | null {
  return typeof key === 'boolean' ? Number(key) : key
}

/** One text for the values of a unique index; nothing when one is missing. */
export function uniqueKey(values: readonly Key[]): string | undefined {
  return values.includes(null) ? undefined : JSON.stringify(values.map(toMongo))
}

/** Log values are JSON text or bytes, told apart by how MongoDB holds them. */
export function encodeValue(value: LogValue): string | mongoose.mongo.Binary {
  return value instanceof Uint8Array ? new Binary(value) : JSON.stringify(value)
}

export function decodeValue(body: string | mongoose.mongo.Binary): LogValue {
  return typeof body === 'string' ? JSON.parse(body) : toBytes(body)
}

/** A copy that is a plain `Uint8Array`: a Buffer slices and prints in its own way. */
function toBytes(binary: mongoose.mongo.Binary): Uint8Array {
  return new Uint8Array(binary.buffer.subarray(0, binary.position))
}

function uniqueKeys(table: TableShape, row: Fields): Record<string, string> {
  const keys: Record<string, string> = {}
  for (const [name, fields] of Object.entries(table.unique)) {
    const key = uniqueKey(fields.map((field) => toKey(row[field])))
    if (key !== undefined) keys[name] = key
  }
  return keys
}

function terms(table: TableShape, row: Fields): string[] {
  const texts = table.search.map((field) => row[field]).filter((value) => typeof value === 'string')
  return [...new Set(tokenize(texts.join('\n')))]
}
