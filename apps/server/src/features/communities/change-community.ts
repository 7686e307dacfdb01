import { may } from '@convene/domain'
import { AppError, communities, streamOf } from '@convene/protocol'
import { command } from '../../kit/command.ts'
import { communityFor } from './access.ts'
import { listAll } from './list-all.ts'
import { organizationsOf } from './slices.ts'
import { communitiesTable, membersTable } from './tables.ts'

export const changeCommunity = command(communities.change, {
  lane: ({ communityId }) => streamOf('community', communityId),
  load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
  allow: ({ standing }) => may(standing, 'manage'),
  async run({ tx, emit }, { community: before }, { communityId, ...fields }) {
    const kept = new Set((fields.organizationKinds ?? before.organizationKinds).map((kind) => kind.id))
    const homeless = (await organizationsOf(tx, communityId)).find((organization) => !kept.has(organization.kindId))
    if (homeless)
      throw new AppError('conflict', 'communities.kind-in-use', { kindId: homeless.kindId, name: homeless.name })
    const community = await tx.patch(communitiesTable, communityId, fields)
    await emit(communityId, communities.communityChanged, { community })
    if (community.name === before.name) return {}
    const { id, handle, name } = community
    for (const member of await listAll(tx, membersTable, { index: 'byCommunity', prefix: [communityId] }))
      await emit(member.personId, communities.membershipRenamed, { community: { id, handle, name } })
    return {}
  },
})
