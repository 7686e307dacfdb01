import { type StreamName, streamName } from '@convene/protocol'
import type { Json } from '@convene/store'
import { z } from 'zod'
import type { Feature } from './feature.ts'
import type { Follower, Hub } from './hub.ts'
import type { NodeSignals } from './node-signals.ts'

/** Something fleeting, as followers receive it. */
export interface StreamSignal {
  stream: StreamName
  type: string
  by: string | null
  data: unknown
}

const TOPIC = 'stream-signal'
const fromClient = z.object({ stream: streamName, type: z.string().max(100), data: z.unknown() })
const fromNode = z.object({ stream: streamName, type: z.string(), by: z.string().nullable(), data: z.unknown() })

/**
 * Takes a client's signal, checks that it follows the stream and that the data has the declared shape, and passes it to
 * the followers on every node. Whatever does not fit is dropped: signals promise nothing.
 */
export function relaySignals(
  features: readonly Feature[],
  hub: Hub,
  nodes: NodeSignals,
  send: (signal: StreamSignal) => void,
): (raw: unknown, follower: Follower) => void {
  const rules = features.flatMap((feature) => feature.signals ?? [])
  nodes.subscribe(TOPIC, (payload) => {
    const parsed = fromNode.safeParse(payload)
    if (parsed.success) send({ ...parsed.data, data: parsed.data.data })
  })
  return (raw, follower) => {
    const parsed = fromClient.safeParse(raw)
    if (!parsed.success) return
    const { stream, type, data } = parsed.data
    const rule = rules.find(({ signal }) => signal.type === type && stream.startsWith(`${signal.stream}/`))
    if (!rule || !hub.follows(follower, stream)) return
    if (rule.quietAbove !== undefined && hub.followers(stream) > rule.quietAbove) return
    const checked = rule.signal.data.safeParse(data)
    if (!checked.success) return
    const signal = { stream, type, by: follower.actor.personId, data: checked.data as Json }
    send(signal)
    nodes.publish(TOPIC, signal)
  }
}
