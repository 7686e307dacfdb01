import { AppError } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import { personByHandle, type Register } from '../features/identity/index.ts'
import type { PersonActor } from '../kit/actor.ts'
import { type DemoHandle, demoPeople } from './content/people.ts'

/**
 * Registers those of the example people who are not there yet; another node may be doing the same. The owner also looks
 * after the installation.
 */
export async function registerPeople(tx: ReadTx, register: Register): Promise<(who: DemoHandle) => PersonActor> {
  const known = async (handle: DemoHandle): Promise<PersonActor | undefined> => {
    const person = await personByHandle(tx, handle)
    return person && { kind: 'person', personId: person.id, name: person.name, sessionId: `demo-${person.id}` }
  }
  const actors = new Map<DemoHandle, PersonActor>()
  for (const { handle, name, profile } of demoPeople) {
    const registered = async () => {
      try {
        return await register({
          email: `${handle}@convene.example`,
          name,
          handle,
          administrator: handle === 'owner',
          profile: { ...profile, languages: [...profile.languages] },
        })
      } catch (error) {
        const other = error instanceof AppError && error.kind === 'conflict' ? await known(handle) : undefined
        if (other) return other
        throw error
      }
    }
    actors.set(handle, (await known(handle)) ?? (await registered()))
  }
  return (who) => {
    const actor = actors.get(who)
    if (!actor) throw new Error(`No example person is called ${who}`)
    return actor
  }
}
