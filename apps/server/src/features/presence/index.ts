import { presence, streamOf } from '@convene/protocol'
import { z } from 'zod'
import { query } from '../../kit/command.ts'
import type { Feature, LiveConnections } from '../../kit/feature.ts'
import type { NodeSignals } from '../../kit/node-signals.ts'
import type { Clock } from '../../kit/services.ts'
import { communityFor } from '../communities/index.ts'
import { ANNOUNCE_EVERY_MS, createRoster } from './roster.ts'

const TOPIC = 'presence'
/** Comings and goings of one community are told together, at most this often. */
const TELL_EVERY_MS = 300

const said = z.object({ node: z.string(), communityId: z.string(), people: z.array(z.string()) })

/** Who is here: followers of a community's stream, on this node and, by what they say of themselves, on the others. */
export function createPresence(options: {
  clock: Clock
  nodes: NodeSignals
  nodeId: string
}): Feature & { close(): void } {
  const { clock, nodes, nodeId } = options
  const roster = createRoster(clock)
  const pending = new Map<string, () => void>()
  let live: LiveConnections | undefined

  const summary = (communityId: string) => {
    const people = roster.people(communityId)
    return { count: people.length, ...(people.length <= presence.PRESENCE_NAMES_MAX && { people }) }
  }
  const announce = (communityId: string) =>
    nodes.publish(TOPIC, { node: nodeId, communityId, people: roster.own(communityId) })
  const tell = (communityId: string) => {
    if (pending.has(communityId)) return
    const cancel = clock.after(TELL_EVERY_MS, () => {
      pending.delete(communityId)
      live?.signal(streamOf('community', communityId), presence.presenceChanged.type, summary(communityId))
    })
    pending.set(communityId, cancel)
  }

  const stopListening = nodes.subscribe(TOPIC, (payload) => {
    const parsed = said.safeParse(payload)
    if (!parsed.success) return
    const { node, communityId, people } = parsed.data
    if (roster.heard(node, communityId, people)) tell(communityId)
  })
  let cancelRound: (() => void) | undefined
  const round = () => {
    for (const communityId of roster.communities()) {
      announce(communityId)
      tell(communityId)
    }
    cancelRound = clock.after(ANNOUNCE_EVERY_MS, round)
  }
  if (nodes.others) round()

  return {
    name: 'presence',
    commands: [
      query(presence.list, {
        load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
        allow: () => true,
        run: async (_context, { community }) => summary(community.id),
      }),
    ],
    follows: [
      {
        kind: 'community',
        joined(communityId, { personId }, connections) {
          live = connections
          if (!roster.arrive(communityId, personId)) return
          announce(communityId)
          tell(communityId)
        },
        left(communityId, { personId }, connections) {
          live = connections
          if (!roster.depart(communityId, personId)) return
          announce(communityId)
          tell(communityId)
        },
      },
    ],
    close() {
      stopListening()
      cancelRound?.()
      for (const cancel of pending.values()) cancel()
      pending.clear()
    },
  }
}
