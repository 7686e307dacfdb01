import { type Standing, standingIn } from '@convene/domain'
import { type communities, notFound } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import type { PersonActor } from '../../kit/actor.ts'
import { listAll } from './list-all.ts'
import { communitiesTable, type MemberRow, membershipId, membersTable } from './tables.ts'

/**
 * The one way features reach a community on someone's behalf.
 * @throws AppError not-found when there is none, or the actor may not read it: both answer alike.
 */
export async function communityFor(
  tx: ReadTx,
  actor: Pick<PersonActor, 'personId'>,
  communityId: string,
): Promise<{ community: communities.Community; standing: Standing }> {
  const community = await tx.get(communitiesTable, communityId)
  const standing = community && standingIn(community, await membershipOf(tx, communityId, actor.personId))
  if (!community || !standing) throw notFound('community')
  return { community, standing }
}

/**
 * Who someone is in a community, without reading all of it: a member's standing is their membership.
 * @throws AppError not-found as `communityFor` does.
 */
export async function standingFor(
  tx: ReadTx,
  { personId }: Pick<PersonActor, 'personId'>,
  communityId: string,
): Promise<Standing> {
  const membership = await membershipOf(tx, communityId, personId)
  if (membership) return { role: membership.role, stage: membership.stage }
  return (await communityFor(tx, { personId }, communityId)).standing
}

export const membershipOf = (tx: ReadTx, communityId: string, personId: string): Promise<MemberRow | undefined> =>
  tx.get(membersTable, membershipId(communityId, personId))

/** Members in the order they joined. */
export async function membersOf(tx: ReadTx, communityId: string): Promise<communities.Member[]> {
  const rows = await listAll(tx, membersTable, { index: 'byCommunity', prefix: [communityId] })
  return rows.map(asMember)
}

/** Ids of the communities a person is a member of. */
export async function communityIdsOf(tx: ReadTx, personId: string): Promise<string[]> {
  const rows = await listAll(tx, membersTable, { index: 'byPerson', prefix: [personId] })
  return rows.map((row) => row.communityId)
}

/** May these two know of each other? */
export async function shareCommunity(tx: ReadTx, onePersonId: string, otherPersonId: string): Promise<boolean> {
  for (const communityId of await communityIdsOf(tx, onePersonId))
    if (await membershipOf(tx, communityId, otherPersonId)) return true
  return false
}

/** What a community shows of a membership. */
export const asMember = ({ id: _id, communityId: _communityId, ...member }: MemberRow): communities.Member => member
