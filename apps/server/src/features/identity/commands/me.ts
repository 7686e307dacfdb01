import { identity } from '@convene/protocol'
import { query } from '../../../kit/command.ts'
import { meOf, personFor } from '../people.ts'

export const me = query(identity.whoAmI, {
  load: ({ tx, actor }) => personFor(tx, actor.personId),
  allow: () => true,
  run: async (_, row) => ({ me: meOf(row) }),
})
