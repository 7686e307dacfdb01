import { streamEvent, streamName, wireError } from '@convene/protocol'
import { z } from 'zod'

const refused = z.object({ ok: z.literal(false), error: wireError })

/** Acknowledgement of `call`. */
export const callAnswer = z.union([z.object({ ok: z.literal(true), output: z.unknown() }), refused])

const seq = z.number().int().nonnegative()

/** Acknowledgement of `follow`: the events since, or a whole snapshot when the log no longer reaches back. */
export const followAnswer = z.union([
  z.object({ ok: z.literal(true), seq, events: z.array(streamEvent) }),
  z.object({ ok: z.literal(true), seq, snapshot: z.record(z.string(), z.unknown()) }),
  refused,
])
export type FollowAnswer = z.infer<typeof followAnswer>

export const eventsMessage = z.object({ stream: streamName, events: z.array(streamEvent) })
export const headsMessage = z.record(z.string(), seq)
export const signalMessage = z.object({
  stream: streamName,
  type: z.string(),
  by: z.string().nullable(),
  data: z.unknown(),
})
export const endedMessage = z.object({ stream: streamName, reason: z.string() })
export const restartingMessage = z.object({ retryInMs: z.number().nonnegative() })
/** Heads may come with the acknowledgement of `watch`, too. */
export const watchAnswer = z.object({ ok: z.literal(true), heads: headsMessage.optional() })
export const httpError = z.object({ error: wireError })
