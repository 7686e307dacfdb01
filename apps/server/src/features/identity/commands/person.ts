import { identity, notFound } from '@convene/protocol'
import { query } from '../../../kit/command.ts'
import { personFor, shareCommunity, shownPerson } from '../people.ts'

/** Oneself, or someone one shares a community with; for anyone else the person does not exist. */
export const person = query(identity.profile, {
  async load({ tx, actor }, { personId }) {
    if (personId !== actor.personId && !(await shareCommunity(tx, actor.personId, personId))) throw notFound('person')
    return personFor(tx, personId)
  },
  allow: () => true,
  run: async (_, row) => ({ person: shownPerson(row) }),
})
