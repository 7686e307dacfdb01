import { standingIn } from '@convene/domain'
import { communities, notFound } from '@convene/protocol'
import { query } from '../../kit/command.ts'
import { membershipOf } from './access.ts'
import { communitiesTable } from './tables.ts'

export const resolve = query(communities.resolve, {
  async load({ tx, actor }, { handle }) {
    const community = await tx.find(communitiesTable, 'byHandle', [handle])
    if (!community) throw notFound('community')
    const standing = standingIn(community, await membershipOf(tx, community.id, actor.personId))
    if (!standing && community.visibility === 'hidden') throw notFound('community')
    return { community, standing }
  },
  allow: () => true,
  async run(_, { community, standing }) {
    const { id, handle, name, purpose, joinPolicy } = community
    return { community: { id, handle, name, purpose, joinPolicy }, standing }
  },
})
