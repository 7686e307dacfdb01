import type { CleanedWhere } from 'better-auth/adapters'
import type { AuthRow } from './tables.ts'

/**
 * Does a row meet better-auth's conditions? All conditions joined by AND must hold, and one of those joined by OR if
 * there are any. An absent field equals null.
 */
export function matches(row: AuthRow, where: readonly CleanedWhere[]): boolean {
  const all = where.filter((clause) => clause.connector !== 'OR')
  const any = where.filter((clause) => clause.connector === 'OR')
  return all.every((clause) => holds(row, clause)) && (any.length === 0 || any.some((clause) => holds(row, clause)))
}

function holds(row: AuthRow, { field, operator, value: wanted, mode }: CleanedWhere): boolean {
  const fold = mode === 'insensitive' ? lower : same
  const has = fold(row[field] ?? null)
  const value = fold(wanted)
  switch (operator) {
    case 'eq':
      return has === value
    case 'ne':
      return has !== value
    case 'in':
      return list(value).includes(has)
    case 'not_in':
      return !list(value).includes(has)
    case 'contains':
      return texts(has, value, (text, part) => text.includes(part))
    case 'starts_with':
      return texts(has, value, (text, part) => text.startsWith(part))
    case 'ends_with':
      return texts(has, value, (text, part) => text.endsWith(part))
    case 'lt':
      return ordered(has, value, (order) => order < 0)
    case 'lte':
      return ordered(has, value, (order) => order <= 0)
    case 'gt':
      return ordered(has, value, (order) => order > 0)
    case 'gte':
      return ordered(has, value, (order) => order >= 0)
  }
}

/** Order of two values of one kind; absent values sort first. */
export function compare(a: unknown, b: unknown): number {
  const [left, right] = [plain(a), plain(b)]
  if (left === right) return 0
  if (left === null) return -1
  if (right === null) return 1
  return left < right ? -1 : 1
}

const ordered = (has: unknown, value: unknown, test: (order: number) => boolean): boolean =>
  has != null && value != null && test(compare(has, value))

const texts = (has: unknown, value: unknown, test: (text: string, part: string) => boolean): boolean =>
  typeof has === 'string' && typeof value === 'string' && test(has, value)

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new Error('Value must be an array')
}

function plain(value: unknown): string | number | null {
  if (value == null) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  return value instanceof Date ? value.getTime() : Number(value)
}

const same = (value: unknown): unknown => value
function lower(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lower)
  return typeof value === 'string' ? value.toLowerCase() : value
}
