import { z } from 'zod'
import { id } from './ids.ts'

/**
 * One stream, one audience: who may follow it sees everything in it. `moderation/<communityId>` is for facilitators,
 * `member/<personId>` for that person alone.
 */
export const streamKinds = ['community', 'moderation', 'channel', 'meeting', 'member'] as const
export type StreamKind = (typeof streamKinds)[number]

export type StreamName = `${StreamKind}/${string}`

const pattern = new RegExp(`^(${streamKinds.join('|')})/[A-Za-z0-9_-]{1,64}$`)
/** For every entry of every log, so without a schema's cost. */
export const isStreamName = (value: string): value is StreamName => pattern.test(value)

export const streamName = z.custom<StreamName>((value) => typeof value === 'string' && isStreamName(value))

export const streamOf = (kind: StreamKind, streamId: string): StreamName => `${kind}/${streamId}`

/** Splits a valid stream name. */
export function splitStream(name: StreamName): { kind: StreamKind; id: string } {
  const slash = name.indexOf('/')
  const kind = streamKinds.find((known) => known === name.slice(0, slash))
  if (!kind) throw new Error(`Not a stream: ${name}`)
  return { kind, id: name.slice(slash + 1) }
}

/** A durable change as followers receive it. */
export const streamEvent = z.object({
  seq: z.number().int().positive(),
  type: z.string(),
  /** Server time, ms. */
  at: z.number(),
  /** Person who caused it; null for the system itself. */
  by: id.nullable(),
  data: z.unknown(),
})
export type StreamEvent = z.infer<typeof streamEvent>
