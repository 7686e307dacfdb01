import { identity } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import type { PersonActor } from '../../kit/actor.ts'
import { type Projection, projection } from '../../kit/feature.ts'
import { communityIdsOf, membershipOf } from './access.ts'
import { changeMembership, type Writing } from './membership.ts'
import { knownPeopleTable } from './tables.ts'

/** Whom a membership is of. */
export interface KnownPerson {
  readonly personId: string
  readonly name: string
}

/** Communities learn of people, and of their new names, from identity's events. */
export const peopleProjections: readonly Projection[] = [
  projection(identity.registered, (context, { me }) => learn(context, me)),
  projection(identity.profileChanged, async (context, { me }) => {
    await learn(context, me)
    for (const communityId of await communityIdsOf(context.tx, me.id)) {
      const membership = await membershipOf(context.tx, communityId, me.id)
      if (membership) await changeMembership(context, membership, { name: me.name })
    }
  }),
]

/** The actor as named now: the name a session was opened with may be an older one. */
export async function personOf(tx: ReadTx, { personId, name }: PersonActor): Promise<KnownPerson> {
  return (await knownPerson(tx, personId)) ?? { personId, name }
}

export async function knownPerson(tx: ReadTx, personId: string): Promise<KnownPerson | undefined> {
  const known = await tx.get(knownPeopleTable, personId)
  return known && { personId, name: known.name }
}

/** `email` as `plainEmail` gives it. */
export async function personByEmail(tx: ReadTx, email: string): Promise<KnownPerson | undefined> {
  const known = await tx.find(knownPeopleTable, 'byEmail', [email])
  return known && { personId: known.id, name: known.name }
}

/** Addresses differ in more than letter case and spaces around them. */
export const plainEmail = (email: string): string => email.trim().toLowerCase()

const learn = ({ tx }: Writing, { id, name, email }: identity.Me) =>
  tx.put(knownPeopleTable, { id, name, email: plainEmail(email) })
