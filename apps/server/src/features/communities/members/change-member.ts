import { leads, mayGive } from '@convene/domain'
import { communities, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor } from '../access.ts'
import { changeMembership, requireMembership } from '../membership.ts'
import { checkOrganizations } from '../organizations/check-organizations.ts'

/** A role is changed by who may give both the one that ends and the one that begins. */
export const changeMember = command(communities.changeMember, {
  lane: ({ communityId }) => streamOf('community', communityId),
  async load({ tx, actor }, { communityId, personId }) {
    const { standing } = await communityFor(tx, actor, communityId)
    return { standing, membership: await requireMembership(tx, communityId, personId) }
  },
  allow({ standing, membership }, _, { role }) {
    if (!leads(standing.role)) return false
    const sameRole = role === undefined || role === membership.role
    return sameRole || (mayGive(standing.role, membership.role) && mayGive(standing.role, role))
  },
  async run(context, { membership }, { communityId, role, title, worksFor, represents }) {
    await checkOrganizations(context.tx, communityId, [worksFor, represents])
    await changeMembership(context, membership, {
      ...(role !== undefined && { role }),
      ...(title !== undefined && { title: title === '' ? undefined : title }),
      ...(worksFor !== undefined && { worksFor: worksFor ?? undefined }),
      ...(represents !== undefined && { represents: represents ?? undefined }),
    })
    return {}
  },
})
