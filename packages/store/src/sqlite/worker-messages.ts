import type { DumpRecord } from '../port.ts'
import type { TableShape } from '../table-shape.ts'
import type { SqlRow } from './connection.ts'

/** What the worker thread is started with. */
export interface WorkerStart {
  readonly file: string
  readonly tables: readonly TableShape[]
}

/** Asked of the worker. A dump is pulled in batches by its number, all from one snapshot, from `dump-start` to `dump-end`. */
export type SlowRequest =
  | {
      readonly call: number
      readonly kind: 'search'
      readonly table: string
      readonly text: string
      readonly limit: number
    }
  | { readonly call: number; readonly kind: 'dump-start' | 'dump-next' | 'dump-end'; readonly dump: number }

/** Answers to a request; an empty batch ends a dump. */
export type SlowAnswer = { readonly call: number } & (
  | { readonly rows: SqlRow[] }
  | { readonly batch: DumpRecord[] }
  | { readonly error: string }
)
