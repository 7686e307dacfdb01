import type { Clock } from '../../kit/services.ts'

/** A node that says nothing for this long is gone, and the people on it with it. */
export const NODE_SILENT_MS = 30_000
/** Each node says who is on it this often. */
export const ANNOUNCE_EVERY_MS = 10_000

/**
 * Who is in which community, over all nodes. Each node tells the others its own people, again and again; nothing is
 * stored, and what a dead node said is forgotten.
 */
export interface Roster {
  /** Adds one connection of a person on this node; true when the person was not here before. */
  arrive(communityId: string, personId: string): boolean
  /** Takes one connection away; true when it was the person's last on this node. */
  depart(communityId: string, personId: string): boolean
  /** Everyone here, sorted. */
  people(communityId: string): string[]
  /** This node's own people. */
  own(communityId: string): string[]
  communities(): string[]
  /** What another node says of itself; true when it changes who is here. */
  heard(node: string, communityId: string, people: readonly string[]): boolean
}

export function createRoster(clock: Clock): Roster {
  const here = new Map<string, Map<string, number>>()
  const elsewhere = new Map<string, Map<string, { people: readonly string[]; at: number }>>()

  const own = (communityId: string) => [...(here.get(communityId)?.keys() ?? [])]
  const people = (communityId: string) => {
    const all = new Set(own(communityId))
    for (const said of elsewhere.get(communityId)?.values() ?? [])
      if (clock.now() - said.at < NODE_SILENT_MS) for (const personId of said.people) all.add(personId)
    return [...all].sort()
  }

  return {
    own,
    people,
    communities: () => [...here.keys()],
    arrive(communityId, personId) {
      const counts = here.get(communityId) ?? new Map<string, number>()
      here.set(communityId, counts)
      const before = counts.get(personId) ?? 0
      counts.set(personId, before + 1)
      return before === 0
    },
    depart(communityId, personId) {
      const counts = here.get(communityId)
      const left = (counts?.get(personId) ?? 0) - 1
      if (!counts || left > 0) {
        counts?.set(personId, left)
        return false
      }
      counts.delete(personId)
      if (counts.size === 0) here.delete(communityId)
      return true
    },
    heard(node, communityId, said) {
      const before = people(communityId).join()
      const nodes = elsewhere.get(communityId) ?? new Map()
      elsewhere.set(communityId, nodes)
      for (const [other, { at }] of nodes) if (clock.now() - at >= NODE_SILENT_MS) nodes.delete(other)
      if (said.length > 0) nodes.set(node, { people: said, at: clock.now() })
      else nodes.delete(node)
      if (nodes.size === 0) elsewhere.delete(communityId)
      return people(communityId).join() !== before
    },
  }
}
