import { communities, notFound } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import { loader, type SliceLoader } from '../../kit/feature.ts'
import { communityIdsOf, membersOf } from './access.ts'
import { listAll } from './list-all.ts'
import {
  communitiesTable,
  type InvitationRow,
  invitationsTable,
  joinRequestsTable,
  organizationsTable,
} from './tables.ts'

export const communitiesSlices: readonly SliceLoader[] = [
  loader(communities.communitySlice, async (tx, communityId) => {
    const community = await tx.get(communitiesTable, communityId)
    if (!community) throw notFound('community')
    return community
  }),
  loader(communities.organizationsSlice, organizationsOf),
  loader(communities.membersSlice, membersOf),
  loader(communities.invitationsSlice, async (tx, communityId) => {
    const rows = await listAll(tx, invitationsTable, { index: 'byCommunity', prefix: [communityId] })
    return rows.map(asInvitation)
  }),
  loader(communities.joinRequestsSlice, async (tx, communityId) => {
    const rows = await listAll(tx, joinRequestsTable, { index: 'byCommunity', prefix: [communityId] })
    return rows.map(({ personId, name, note, askedAt }): communities.JoinRequest => ({ personId, name, note, askedAt }))
  }),
  loader(communities.communitiesSlice, myCommunities),
]

/** Organizations of a community by id, so by when they were added. */
export async function organizationsOf(tx: ReadTx, communityId: string): Promise<communities.Organization[]> {
  const rows = await listAll(tx, organizationsTable, { index: 'byCommunity', prefix: [communityId] })
  return rows.map(({ communityId: _communityId, ...organization }) => organization)
}

/** A person's communities by handle. */
export async function myCommunities(tx: ReadTx, personId: string): Promise<communities.MyCommunity[]> {
  const mine: communities.MyCommunity[] = []
  for (const communityId of await communityIdsOf(tx, personId)) {
    const community = await tx.get(communitiesTable, communityId)
    if (community) mine.push({ id: community.id, handle: community.handle, name: community.name })
  }
  return mine.sort((one, other) => (one.handle < other.handle ? -1 : 1))
}

/** The part of an invitation that facilitators see: none of its secrets. */
export const asInvitation = (row: InvitationRow): communities.Invitation => ({
  id: row.id,
  kind: row.kind,
  role: row.role,
  ...(row.email !== undefined && { email: row.email }),
  usesLeft: row.usesLeft,
  blocked: row.blocked,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
})
