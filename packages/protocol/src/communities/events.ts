import { z } from 'zod'
import { event } from '../core/event.ts'
import { id } from '../core/ids.ts'
import { community, invitation, joinRequest, member, organization } from './entities.ts'

export const communityCreated = event('community', 'communities.created', z.object({ community }))
export const communityChanged = event('community', 'communities.changed', z.object({ community }))
export const organizationAdded = event('community', 'communities.organizationAdded', z.object({ organization }))
export const organizationChanged = event('community', 'communities.organizationChanged', z.object({ organization }))
export const organizationRemoved = event(
  'community',
  'communities.organizationRemoved',
  z.object({ organizationId: id }),
)
export const memberJoined = event('community', 'communities.memberJoined', z.object({ member }))
export const memberChanged = event('community', 'communities.memberChanged', z.object({ member }))
export const memberRemoved = event('community', 'communities.memberRemoved', z.object({ personId: id }))

export const invitationMade = event('moderation', 'communities.invitationMade', z.object({ invitation }))
export const invitationChanged = event('moderation', 'communities.invitationChanged', z.object({ invitation }))
export const invitationRevoked = event('moderation', 'communities.invitationRevoked', z.object({ invitationId: id }))
export const joinRequested = event('moderation', 'communities.joinRequested', z.object({ request: joinRequest }))
export const joinDecided = event(
  'moderation',
  'communities.joinDecided',
  z.object({ personId: id, accepted: z.boolean() }),
)

/** Told to the person: which communities are theirs. */
export const membershipGained = event(
  'member',
  'communities.membershipGained',
  z.object({ community: z.object({ id, handle: z.string(), name: z.string() }) }),
)
/** One of their communities has a new name. */
export const membershipRenamed = event(
  'member',
  'communities.membershipRenamed',
  z.object({ community: z.object({ id, handle: z.string(), name: z.string() }) }),
)
export const membershipLost = event('member', 'communities.membershipLost', z.object({ communityId: id }))
