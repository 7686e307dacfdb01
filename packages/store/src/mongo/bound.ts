import mongoose from 'mongoose'

/** A value of one column of an index bound; `MIN` and `MAX` lie outside all values. */
export type Value = string | number | null | mongoose.mongo.MinKey | mongoose.mongo.MaxKey

export const MIN = new mongoose.mongo.MinKey()
export const MAX = new mongoose.mongo.MaxKey()

/** Compares two whole index keys in MongoDB's order of values. */
export function compareKeys(a: readonly Value[], b: readonly Value[]): number {
  for (const [i, value] of a.entries()) {
    const order = compare(value, b[i] ?? null)
    if (order !== 0) return order
  }
  return 0
}

function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return rank(a) - rank(b)
}

function rank(value: Value): number {
  if (value instanceof mongoose.mongo.MinKey) return 0
  if (value === null) return 1
  if (typeof value === 'number') return 2
  return typeof value === 'string' ? 3 : 4
}
