import { mayGive } from '@convene/domain'
import { communities, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor } from '../access.ts'
import { endMembership, requireMembership } from '../membership.ts'

/** Ends a membership, and with it at once what the person follows there (see the feature's effects). */
export const removeMember = command(communities.removeMember, {
  lane: ({ communityId }) => streamOf('community', communityId),
  async load({ tx, actor }, { communityId, personId }) {
    const { standing } = await communityFor(tx, actor, communityId)
    return { standing, membership: await requireMembership(tx, communityId, personId) }
  },
  allow: ({ standing, membership }) => mayGive(standing.role, membership.role),
  async run(context, { membership }) {
    await endMembership(context, membership)
    return {}
  },
})
