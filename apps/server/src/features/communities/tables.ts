import { communities, id } from '@convene/protocol'
import { table } from '@convene/store'
import { z } from 'zod'

const { community, invitation, joinRequest, member, organization } = communities

export const communitiesTable = table('communities', community, {
  indexes: { byVisibility: ['visibility', 'handle'] },
  unique: { byHandle: ['handle'] },
})

export const organizationsTable = table('organizations', organization.extend({ communityId: id }), {
  indexes: { byCommunity: ['communityId'] },
})

/** One membership. The person's name is copied here by a projection, so that a community shows its members by itself. */
export const membersTable = table(
  'members',
  member.extend({
    /** Made by `membershipId`: unique for the community and the person. */
    id: z.string(),
    communityId: id,
  }),
  {
    indexes: {
      byCommunity: ['communityId', 'joinedAt', 'personId'],
      byPerson: ['personId', 'communityId'],
      byRole: ['communityId', 'role'],
    },
    unique: { byMembership: ['communityId', 'personId'] },
  },
)
export type MemberRow = z.infer<typeof membersTable.schema>

export const membershipId = (communityId: string, personId: string): string => `${communityId}/${personId}`

/** An invitation with what must not be told: what opens it, and what the one who comes will be besides their role. */
export const invitationsTable = table(
  'invitations',
  invitation.extend({
    communityId: id,
    /** Random part of its secrets, hex; see `invitations/secrets.ts`. Useless without the installation's secret. */
    nonce: z.string(),
    /** Keyed hash of the link's token or of the paper code. */
    lookup: z.string(),
    wrongPins: z.number().int().nonnegative(),
    title: member.shape.title,
    worksFor: id.optional(),
    represents: id.optional(),
  }),
  {
    indexes: { byCommunity: ['communityId', 'createdAt'], byEmail: ['communityId', 'email'] },
    unique: { byLookup: ['lookup'] },
  },
)
export type InvitationRow = z.infer<typeof invitationsTable.schema>

export const joinRequestsTable = table('join-requests', joinRequest.extend({ id: z.string(), communityId: id }), {
  indexes: { byCommunity: ['communityId', 'askedAt', 'personId'], byPerson: ['personId'] },
})

export const communitiesTables = [
  communitiesTable,
  organizationsTable,
  membersTable,
  invitationsTable,
  joinRequestsTable,
] as const
