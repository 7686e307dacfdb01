import type { ReadTx } from '@convene/store'
import { personByHandle, type Register } from '../features/identity/index.ts'
import type { PersonActor } from '../kit/actor.ts'
import { type DemoHandle, demoPeople } from './content/people.ts'

/** Registers those of the example people who are not there yet. The owner also looks after the installation. */
export async function registerPeople(tx: ReadTx, register: Register): Promise<(who: DemoHandle) => PersonActor> {
  const actors = new Map<DemoHandle, PersonActor>()
  for (const { handle, name, profile } of demoPeople) {
    const known = await personByHandle(tx, handle)
    const actor: PersonActor = known
      ? { kind: 'person', personId: known.id, name: known.name, sessionId: `demo-${known.id}` }
      : await register({
          email: `${handle}@convene.example`,
          name,
          handle,
          administrator: handle === 'owner',
          profile: { ...profile, languages: [...profile.languages] },
        })
    actors.set(handle, actor)
  }
  return (who) => {
    const actor = actors.get(who)
    if (!actor) throw new Error(`No example person is called ${who}`)
    return actor
  }
}
