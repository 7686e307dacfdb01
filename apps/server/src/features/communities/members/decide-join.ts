import { may } from '@convene/domain'
import { communities, notFound, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor } from '../access.ts'
import { admit, settleRequest } from '../membership.ts'
import { joinRequestsTable, membershipId } from '../tables.ts'

export const decideJoin = command(communities.decideJoin, {
  lane: ({ communityId }) => streamOf('community', communityId),
  load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
  allow: ({ standing }) => may(standing, 'moderate'),
  async run(context, { community }, { communityId, personId, accept }) {
    const request = await context.tx.get(joinRequestsTable, membershipId(communityId, personId))
    if (!request) throw notFound('join-request')
    if (accept) await admit(context, community, { personId, name: request.name, role: 'member', joinedHow: 'request' })
    else await settleRequest(context, communityId, personId, false)
    return {}
  },
})
