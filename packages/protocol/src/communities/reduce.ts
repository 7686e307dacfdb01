import { z } from 'zod'
import { id } from '../core/ids.ts'
import { on, slice } from '../core/slice.ts'
import {
  type Community,
  community,
  type Invitation,
  invitation,
  type JoinRequest,
  joinRequest,
  type Member,
  member,
  type Organization,
  organization,
} from './entities.ts'
import * as events from './events.ts'

export const communitySlice = slice<Community>('community', 'community', community, [
  on(events.communityCreated, (_, data) => data.community),
  on(events.communityChanged, (_, data) => data.community),
])

/** By id, so by when they were added. */
export const organizationsSlice = slice<Organization[]>('community', 'organizations', z.array(organization), [
  on(events.organizationAdded, (all, data) => placed(all, data.organization, (one) => [one.id])),
  on(events.organizationChanged, (all, { organization: changed }) =>
    all.map((one) => (one.id === changed.id ? changed : one)),
  ),
  on(events.organizationRemoved, (all, data) => all.filter((one) => one.id !== data.organizationId)),
])

/** In the order they joined. */
export const membersSlice = slice<Member[]>('community', 'members', z.array(member), [
  on(events.memberJoined, (all, data) => placed(all, data.member, (one) => [one.joinedAt, one.personId])),
  on(events.memberChanged, (all, { member: changed }) =>
    all.map((one) => (one.personId === changed.personId ? changed : one)),
  ),
  on(events.memberRemoved, (all, data) => without(all, data.personId)),
])

/** Oldest first. */
export const invitationsSlice = slice<Invitation[]>('moderation', 'invitations', z.array(invitation), [
  on(events.invitationMade, (all, data) => placed(all, data.invitation, (one) => [one.createdAt, one.id])),
  on(events.invitationChanged, (all, { invitation: changed }) =>
    all.map((one) => (one.id === changed.id ? changed : one)),
  ),
  on(events.invitationRevoked, (all, data) => all.filter((one) => one.id !== data.invitationId)),
])

/** Oldest first. */
export const joinRequestsSlice = slice<JoinRequest[]>('moderation', 'joinRequests', z.array(joinRequest), [
  on(events.joinRequested, (all, { request }) =>
    placed(without(all, request.personId), request, (one) => [one.askedAt, one.personId]),
  ),
  on(events.joinDecided, (all, data) => without(all, data.personId)),
])

export const myCommunity = z.object({ id, handle: z.string(), name: z.string() })
export type MyCommunity = z.infer<typeof myCommunity>

/** By handle, the one thing of a community that never changes. */
export const communitiesSlice = slice<MyCommunity[]>('member', 'communities', z.array(myCommunity), [
  on(events.membershipGained, (all, { community: gained }) =>
    placed(
      all.filter((one) => one.id !== gained.id),
      gained,
      (one) => [one.handle],
    ),
  ),
  on(events.membershipRenamed, (all, { community: renamed }) =>
    all.map((one) => (one.id === renamed.id ? renamed : one)),
  ),
  on(events.membershipLost, (all, data) => all.filter((one) => one.id !== data.communityId)),
])

/**
 * Puts one in its place. Order comes from what the entries say, never from when their events arrived: a snapshot read
 * from the store and a fold of events then agree.
 */
function placed<T>(all: readonly T[], fresh: T, keysOf: (one: T) => readonly (string | number)[]): T[] {
  const keys = keysOf(fresh)
  const after = all.findLastIndex((one) => !comesBefore(keys, keysOf(one)))
  return [...all.slice(0, after + 1), fresh, ...all.slice(after + 1)]
}

function comesBefore(keys: readonly (string | number)[], others: readonly (string | number)[]): boolean {
  for (const [place, key] of keys.entries()) {
    const other = others[place]
    if (other !== undefined && key !== other) return key < other
  }
  return false
}

function without<T extends { personId: string }>(all: readonly T[], personId: string): T[] {
  return all.filter((one) => one.personId !== personId)
}
