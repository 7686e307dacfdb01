import { may } from '@convene/domain'
import { communities, notFound, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor } from '../access.ts'
import { organizationsOf } from '../slices.ts'
import { organizationsTable } from '../tables.ts'
import { checkOrganization } from './check-organization.ts'

export const changeOrganization = command(communities.changeOrganization, {
  lane: ({ communityId }) => streamOf('community', communityId),
  load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
  allow: ({ standing }) => may(standing, 'moderate'),
  async run({ tx, emit }, { community }, { communityId, ...organization }) {
    const all = await organizationsOf(tx, communityId)
    if (!all.some((one) => one.id === organization.id)) throw notFound('organization')
    checkOrganization(community, all, organization)
    await tx.put(organizationsTable, { ...organization, communityId })
    await emit(communityId, communities.organizationChanged, { organization })
    return {}
  },
})
