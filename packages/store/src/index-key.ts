import type { Key } from './port.ts'

/** The fields an index orders by: its columns, then `id`. */
export function keyFields(columns: readonly string[]): readonly string[] {
  return columns.includes('id') ? columns : [...columns, 'id']
}

/** A field's value as a key: absent is `null`. @throws TypeError for what no index can hold. */
export function toKey(value: unknown): Key {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new TypeError(`An index holds strings, finite numbers and booleans, not ${String(value)}`)
}
