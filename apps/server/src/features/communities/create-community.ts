import { defaultSeasons } from '@convene/domain'
import { AppError, communities } from '@convene/protocol'
import { command } from '../../kit/command.ts'
import { admit } from './membership.ts'
import { personOf } from './people.ts'
import { communitiesTable } from './tables.ts'

/** Kinds of organization of a community that names none. */
const DEFAULT_KINDS = [
  { id: 'organization', name: { en: 'Organization', fr: 'Organisme' } },
  { id: 'partner', name: { en: 'Community partner', fr: 'Partenaire communautaire' } },
  { id: 'government', name: { en: 'Government', fr: 'Gouvernement' } },
]

/** Anyone may start a community; whoever does is its first owner. */
export const createCommunity = command(communities.create, {
  load: ({ tx, actor }) => personOf(tx, actor),
  allow: () => true,
  async run(context, founder, input) {
    const { tx, now, newId, emit } = context
    if (await tx.find(communitiesTable, 'byHandle', [input.handle]))
      throw new AppError('conflict', 'communities.handle-taken', { handle: input.handle })
    const community: communities.Community = {
      ...input,
      id: newId(),
      functions: input.functions ?? [],
      seasons: defaultSeasons.map((season) => ({ ...season })),
      organizationKinds: input.organizationKinds ?? DEFAULT_KINDS,
      createdAt: now,
    }
    await tx.insert(communitiesTable, community)
    await emit(community.id, communities.communityCreated, { community })
    await admit(context, community, { ...founder, role: 'owner', joinedHow: 'founder' })
    return { communityId: community.id }
  },
})
