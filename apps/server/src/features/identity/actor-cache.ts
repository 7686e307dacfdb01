import type { PersonActor } from '../../kit/actor.ts'

/**
 * Who proofs belonged to a moment ago, so that a busy client is not looked up at every call. What ends or changes a
 * session is forgotten at once on the node that hears of it; elsewhere an entry lives `ttlMs` at most.
 */
export interface ActorCache {
  get(proof: string): PersonActor | undefined
  /** Looks up and keeps the answer, unless something was forgotten meanwhile: it may be the one looked up. */
  through(proof: string, lookUp: () => Promise<Found | undefined>): Promise<PersonActor | undefined>
  forgetSession(sessionId: string): void
  forgetPerson(personId: string): void
}
export interface Found {
  readonly actor: PersonActor
  /** The proof ends then, ms. */
  readonly expiresAt: number
}

export function actorCache(now: () => number, ttlMs: number, maxEntries: number): ActorCache {
  const entries = new Map<string, { actor: PersonActor; until: number }>()
  let forgotten = 0
  const forget = (gone: (actor: PersonActor) => boolean) => {
    forgotten += 1
    for (const [proof, { actor }] of entries) if (gone(actor)) entries.delete(proof)
  }
  return {
    get(proof) {
      const entry = entries.get(proof)
      if (entry && entry.until > now()) return entry.actor
      entries.delete(proof)
      return undefined
    },
    async through(proof, lookUp) {
      const before = forgotten
      const found = await lookUp()
      if (!found) return undefined
      if (before === forgotten) {
        const oldest = entries.keys().next()
        if (entries.size >= maxEntries && !oldest.done) entries.delete(oldest.value)
        entries.set(proof, { actor: found.actor, until: Math.min(now() + ttlMs, found.expiresAt) })
      }
      return found.actor
    },
    forgetSession: (sessionId) => forget((actor) => actor.sessionId === sessionId),
    forgetPerson: (personId) => forget((actor) => actor.personId === personId),
  }
}
