import type { Awareness } from 'y-protocols/awareness'
import { z } from 'zod'

/** Somebody else with the notes open, and the section they are writing in. */
export interface Writer {
  readonly personId: string
  readonly name: string
  readonly color: string
  readonly sectionId: string | undefined
}

/** The server overwrites `user` with who the connection really is; the rest is what other pages say of themselves. */
const state = z.object({
  user: z.object({ id: z.string(), name: z.string(), color: z.string() }),
  section: z.string().nullish(),
})

/** Everybody but this page, one entry a person; of several pages the one that writes counts. By name, so that faces keep their places. */
export function writersOf(awareness: Awareness, selfId: string): readonly Writer[] {
  const byPerson = new Map<string, Writer>()
  for (const [client, value] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const parsed = state.safeParse(value)
    if (!parsed.success || parsed.data.user.id === selfId) continue
    const { user, section } = parsed.data
    if (byPerson.get(user.id)?.sectionId) continue
    byPerson.set(user.id, { personId: user.id, name: user.name, color: user.color, sectionId: section ?? undefined })
  }
  return [...byPerson.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.personId < b.personId ? -1 : 1))
}

/** Faces change rarely, awareness with every caret move: an equal list keeps its identity, so that nothing renders again. */
export function sameWriters(a: readonly Writer[], b: readonly Writer[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (one, at) => one.personId === b[at]?.personId && one.sectionId === b[at].sectionId && one.name === b[at].name,
    )
  )
}
