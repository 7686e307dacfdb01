import { identity } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { meOf, personFor } from '../people.ts'
import { peopleTable } from '../tables.ts'

export const changeProfile = command(identity.changeProfile, {
  load: ({ tx, actor }) => personFor(tx, actor.personId),
  allow: () => true,
  async run({ tx, emit }, { id }, changes) {
    const row = await tx.patch(peopleTable, id, changes)
    await emit(id, identity.profileChanged, { me: meOf(row) })
    return {}
  },
})
