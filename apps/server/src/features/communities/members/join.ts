import { standingIn } from '@convene/domain'
import { communities, notFound, streamOf } from '@convene/protocol'
import type { z } from 'zod'
import { command } from '../../../kit/command.ts'
import { membershipOf } from '../access.ts'
import { admit } from '../membership.ts'
import { personOf } from '../people.ts'
import { communitiesTable, joinRequestsTable, membershipId } from '../tables.ts'

/** At once where the community is open; where it decides, as a request its facilitators see. Asking again replaces the note. */
export const join = command(communities.join, {
  lane: ({ communityId }) => streamOf('community', communityId),
  async load({ tx, actor }, { communityId }) {
    const community = await tx.get(communitiesTable, communityId)
    const membership = await membershipOf(tx, communityId, actor.personId)
    if (!community) throw notFound('community')
    // One that can be found can be asked to let someone in, though not read.
    if (community.visibility === 'hidden' && !standingIn(community, membership)) throw notFound('community')
    return { community, membership }
  },
  allow: ({ community, membership }) => membership !== undefined || community.joinPolicy !== 'invite',
  async run(context, { community, membership }, { note }): Promise<z.input<typeof communities.join.output>> {
    if (membership) return { outcome: 'joined' }
    const person = await personOf(context.tx, context.actor)
    if (community.joinPolicy === 'open') {
      await admit(context, community, { ...person, role: 'member', joinedHow: 'open' })
      return { outcome: 'joined' }
    }
    const request = { ...person, note, askedAt: context.now }
    const id = membershipId(community.id, person.personId)
    await context.tx.put(joinRequestsTable, { ...request, id, communityId: community.id })
    await context.emit(community.id, communities.joinRequested, { request })
    return { outcome: 'asked' }
  },
})
