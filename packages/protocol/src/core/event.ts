import type { z } from 'zod'
import type { StreamKind } from './stream.ts'

/** One kind of durable change on one kind of stream. */
export interface EventContract<D = unknown> {
  /** `feature.pastTense`, such as `chat.posted`. */
  readonly type: string
  readonly stream: StreamKind
  readonly data: z.ZodType<D>
}

export const event = <D>(stream: StreamKind, type: string, data: z.ZodType<D>): EventContract<D> => ({
  stream,
  type,
  data,
})
