import { identity } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { meOf, personFor } from '../people.ts'
import { peopleTable } from '../tables.ts'

export const changeSettings = command(identity.changeSettings, {
  load: ({ tx, actor }) => personFor(tx, actor.personId),
  allow: () => true,
  async run({ tx, emit }, { id, settings }, changes) {
    const row = await tx.patch(peopleTable, id, { settings: { ...settings, ...changes } })
    await emit(id, identity.profileChanged, { me: meOf(row) })
    return {}
  },
})
