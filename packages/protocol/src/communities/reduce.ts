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

export const organizationsSlice = slice<Organization[]>('community', 'organizations', z.array(organization), [
  on(events.organizationAdded, (all, data) => [...all, data.organization]),
  on(events.organizationChanged, (all, { organization: changed }) =>
    all.map((one) => (one.id === changed.id ? changed : one)),
  ),
  on(events.organizationRemoved, (all, data) => all.filter((one) => one.id !== data.organizationId)),
])

export const membersSlice = slice<Member[]>('community', 'members', z.array(member), [
  on(events.memberJoined, (all, data) => [...all, data.member]),
  on(events.memberChanged, (all, { member: changed }) =>
    all.map((one) => (one.personId === changed.personId ? changed : one)),
  ),
  on(events.memberRemoved, (all, data) => all.filter((one) => one.personId !== data.personId)),
])

export const invitationsSlice = slice<Invitation[]>('moderation', 'invitations', z.array(invitation), [
  on(events.invitationMade, (all, data) => [...all, data.invitation]),
  on(events.invitationChanged, (all, { invitation: changed }) =>
    all.map((one) => (one.id === changed.id ? changed : one)),
  ),
  on(events.invitationRevoked, (all, data) => all.filter((one) => one.id !== data.invitationId)),
])

export const joinRequestsSlice = slice<JoinRequest[]>('moderation', 'joinRequests', z.array(joinRequest), [
  on(events.joinRequested, (all, data) => [
    ...all.filter((one) => one.personId !== data.request.personId),
    data.request,
  ]),
  on(events.joinDecided, (all, data) => all.filter((one) => one.personId !== data.personId)),
])

export const myCommunity = z.object({ id, handle: z.string(), name: z.string() })
export type MyCommunity = z.infer<typeof myCommunity>

export const communitiesSlice = slice<MyCommunity[]>('member', 'communities', z.array(myCommunity), [
  on(events.membershipGained, (all, data) => [...all.filter((one) => one.id !== data.community.id), data.community]),
  on(events.membershipLost, (all, data) => all.filter((one) => one.id !== data.communityId)),
])
