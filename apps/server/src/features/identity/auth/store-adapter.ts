import type { ReadTx, Tx } from '@convene/store'
import { type CleanedWhere, type CustomAdapter, createAdapterFactory } from 'better-auth/adapters'
import { candidates } from './candidates.ts'
import { hideField } from './hide-field.ts'
import { compare, matches } from './matches.ts'
import type { AuthRow, AuthTable } from './tables.ts'

export interface StoreAdapterOptions<C extends { tx: Tx }> {
  readonly tables: ReadonlyMap<string, AuthTable>
  /** Committed data. */
  readonly reads: ReadTx
  /** One transaction; may rerun. */
  change<T>(work: (context: C) => Promise<T>): Promise<T>
  /** What else happens in the transaction that writes a row, so that neither stands without the other. */
  readonly created?: (context: C, model: string, row: AuthRow) => Promise<void>
  readonly deleted?: (context: C, model: string, row: AuthRow) => Promise<void>
  /** A field stored as its hash only. */
  readonly hidden?: Parameters<typeof hideField>[1]
}

/**
 * better-auth on our store. Each call is one transaction of its own: better-auth hashes passwords inside its own
 * transactions, which would stall the store's writer, so it gets none (`transaction: false`).
 */
export function storeAdapter<C extends { tx: Tx }>(options: StoreAdapterOptions<C>) {
  const { reads, change, created, deleted } = options
  const tableOf = (model: string): AuthTable => {
    const table = options.tables.get(model)
    if (!table) throw new Error(`No table for ${model}`)
    return table
  }
  const remove = async (context: C, model: string, row: AuthRow) => {
    await context.tx.delete(tableOf(model), row.id)
    await deleted?.(context, model, row)
  }
  const one = async (tx: ReadTx, model: string, where: readonly CleanedWhere[]) => {
    const [row] = await candidates(tx, tableOf(model), where, 1)
    return row
  }

  const adapter = (fieldName: (field: { model: string; field: string }) => string): CustomAdapter => ({
    create: ({ model, data }) =>
      change(async (context) => {
        const row = identified(data)
        await context.tx.insert(tableOf(model), row)
        await created?.(context, model, row)
        return data
      }),
    findOne: async ({ model, where }) => asked((await one(reads, model, where)) ?? null),
    findMany: async ({ model, where = [], limit, offset = 0, sortBy, select }) => {
      const enough = sortBy ? undefined : offset + limit
      const rows = await candidates(reads, tableOf(model), where, enough)
      if (sortBy) rows.sort((a, b) => signOf(sortBy.direction) * compare(a[sortBy.field], b[sortBy.field]))
      return asked(
        rows.slice(offset, offset + limit).map((row) =>
          picked(
            row,
            select?.map((field) => fieldName({ model, field })),
          ),
        ),
      )
    },
    count: async ({ model, where = [] }) => (await candidates(reads, tableOf(model), where)).length,
    update: ({ model, where, update }) =>
      change(async ({ tx }) => {
        const row = await one(tx, model, where)
        return asked(row ? await tx.patch(tableOf(model), row.id, fieldsOf(update)) : null)
      }),
    updateMany: ({ model, where, update }) =>
      change(async ({ tx }) => {
        const rows = await candidates(tx, tableOf(model), where)
        for (const row of rows) await tx.patch(tableOf(model), row.id, update)
        return rows.length
      }),
    delete: ({ model, where }) =>
      change(async (context) => {
        const row = await one(context.tx, model, where)
        if (row) await remove(context, model, row)
      }),
    deleteMany: ({ model, where }) =>
      change(async (context) => {
        const rows = await candidates(context.tx, tableOf(model), where)
        for (const row of rows) await remove(context, model, row)
        return rows.length
      }),
    consumeOne: ({ model, where }) =>
      change(async (context) => {
        const row = await one(context.tx, model, where)
        if (row) await remove(context, model, row)
        return asked(row ?? null)
      }),
    incrementOne: ({ model, where, increment, set }) =>
      change(async ({ tx }) => {
        const row = await one(tx, model, where)
        if (!row || !matches(row, where)) return asked(null)
        const counts = Object.entries(increment).map(([field, by]) => [field, Number(row[field] ?? 0) + by])
        return asked(await tx.patch(tableOf(model), row.id, { ...set, ...Object.fromEntries(counts) }))
      }),
  })

  return createAdapterFactory({
    config: CONFIG,
    adapter: ({ getFieldName }) =>
      options.hidden ? hideField(adapter(getFieldName), options.hidden) : adapter(getFieldName),
  })
}

const CONFIG = {
  adapterId: 'convene-store',
  adapterName: 'Convene store',
  supportsDates: false,
  supportsJSON: false,
  supportsArrays: true,
  supportsNumericIds: false,
  transaction: false,
} as const

function identified(data: Record<string, unknown>): AuthRow {
  if (typeof data.id === 'string') return { ...data, id: data.id }
  throw new Error('A row without an id')
}

function fieldsOf(update: unknown): Record<string, unknown> {
  return typeof update === 'object' && update !== null ? { ...update } : {}
}

const picked = (row: AuthRow, fields: readonly string[] | undefined): object =>
  fields?.length ? Object.fromEntries(Object.entries(row).filter(([field]) => fields.includes(field))) : row

const signOf = (direction: 'asc' | 'desc'): 1 | -1 => (direction === 'desc' ? -1 : 1)

// The factory's signatures let each caller name the type it expects of a row; only the caller can know it.
const asked = <T>(rows: unknown): T => rows as T
