import type { z } from 'zod'
import type { StreamKind } from './stream.ts'

/** Something fleeting on a stream (typing, a pointer): never stored, dropped first under load. */
export interface SignalContract<D = unknown> {
  readonly type: string
  readonly stream: StreamKind
  readonly data: z.ZodType<D>
}

export const signal = <D>(stream: StreamKind, type: string, data: z.ZodType<D>): SignalContract<D> => ({
  stream,
  type,
  data,
})
