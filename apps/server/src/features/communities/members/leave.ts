import { communities, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor, membershipOf } from '../access.ts'
import { endMembership } from '../membership.ts'

/** Leaving twice is fine: a guest of an open community has nothing to leave. */
export const leave = command(communities.leave, {
  lane: ({ communityId }) => streamOf('community', communityId),
  async load({ tx, actor }, { communityId }) {
    await communityFor(tx, actor, communityId)
    return membershipOf(tx, communityId, actor.personId)
  },
  allow: () => true,
  async run(context, membership) {
    if (membership) await endMembership(context, membership)
    return {}
  },
})
