import { leads, standingIn } from '@convene/domain'
import type { StreamRule } from '../../kit/feature.ts'
import { membershipOf } from './access.ts'
import { communitiesTable } from './tables.ts'

export const communitiesStreams: readonly StreamRule[] = [
  {
    kind: 'community',
    async mayFollow(tx, actor, communityId) {
      const community = await tx.get(communitiesTable, communityId)
      if (!community) return false
      return standingIn(community, await membershipOf(tx, communityId, actor.personId)) !== null
    },
  },
  {
    kind: 'moderation',
    async mayFollow(tx, actor, communityId) {
      const membership = await membershipOf(tx, communityId, actor.personId)
      return membership !== undefined && leads(membership.role)
    },
  },
]
