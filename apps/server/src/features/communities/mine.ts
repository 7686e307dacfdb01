import { communities } from '@convene/protocol'
import { query } from '../../kit/command.ts'
import { myCommunities } from './slices.ts'

export const mine = query(communities.mine, {
  load: ({ tx, actor }) => myCommunities(tx, actor.personId),
  allow: () => true,
  run: async (_, found) => ({ communities: found }),
})
