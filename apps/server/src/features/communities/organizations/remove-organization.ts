import { may } from '@convene/domain'
import { AppError, communities, notFound, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor, membersOf } from '../access.ts'
import { organizationsOf } from '../slices.ts'
import { organizationsTable } from '../tables.ts'

/** Members and organizations that belong to it go first: nothing may point to what is gone. */
export const removeOrganization = command(communities.removeOrganization, {
  lane: ({ communityId }) => streamOf('community', communityId),
  load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
  allow: ({ standing }) => may(standing, 'moderate'),
  async run({ tx, emit }, _, { communityId, organizationId }) {
    const all = await organizationsOf(tx, communityId)
    if (!all.some((one) => one.id === organizationId)) throw notFound('organization')
    const members = await membersOf(tx, communityId)
    const used =
      all.some((one) => one.partOf === organizationId) ||
      members.some((member) => member.worksFor === organizationId || member.represents === organizationId)
    if (used) throw new AppError('conflict', 'communities.organization-in-use', { organizationId })
    await tx.delete(organizationsTable, organizationId)
    await emit(communityId, communities.organizationRemoved, { organizationId })
    return {}
  },
})
