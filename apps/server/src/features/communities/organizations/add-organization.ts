import { may } from '@convene/domain'
import { communities, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor } from '../access.ts'
import { organizationsOf } from '../slices.ts'
import { organizationsTable } from '../tables.ts'
import { checkOrganization } from './check-organization.ts'

export const addOrganization = command(communities.addOrganization, {
  lane: ({ communityId }) => streamOf('community', communityId),
  load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
  allow: ({ standing }) => may(standing, 'moderate'),
  async run({ tx, newId, emit }, { community }, { communityId, ...draft }) {
    checkOrganization(community, await organizationsOf(tx, communityId), draft)
    const organization = { ...draft, id: newId() }
    await tx.insert(organizationsTable, { ...organization, communityId })
    await emit(communityId, communities.organizationAdded, { organization })
    return { organizationId: organization.id }
  },
})
