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
    /** Random part of its secrets, hex; see `invitations/secrets.ts`. Opens nothing without the installation's secret. */
    nonce: z.string(),
    /** Keyed hash of a paper code, by which it is found. */
    codeHash: z.string().optional(),
    wrongPins: z.number().int().nonnegative(),
    title: member.shape.title,
    worksFor: id.optional(),
    represents: id.optional(),
  }),
  {
    indexes: { byCommunity: ['communityId', 'createdAt'], byEmail: ['communityId', 'email'] },
    unique: { byCode: ['codeHash'] },
  },
)
export type InvitationRow = z.infer<typeof invitationsTable.schema>

export const joinRequestsTable = table('join-requests', joinRequest.extend({ id: z.string(), communityId: id }), {
  indexes: { byCommunity: ['communityId', 'askedAt', 'personId'], byPerson: ['personId'] },
})

/** Everyone registered, as far as communities need to know them: learned from identity's events. Id: the person's. */
export const knownPeopleTable = table(
  'communities-people',
  z.object({
    id: z.string(),
    name: z.string(),
    /** As `plainEmail` gives it. */
    email: z.string(),
  }),
  { unique: { byEmail: ['email'] } },
)

export const communitiesTables = [
  communitiesTable,
  organizationsTable,
  membersTable,
  invitationsTable,
  joinRequestsTable,
  knownPeopleTable,
] as const
