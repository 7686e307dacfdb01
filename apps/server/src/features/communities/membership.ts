import { AppError, communities } from '@convene/protocol'
import type { WriteContext } from '../../kit/command.ts'
import { asMember, membershipOf } from './access.ts'
import { joinRequestsTable, type MemberRow, membershipId, membersTable } from './tables.ts'

/** What changing a membership needs; a projection has it too. */
export type Writing = Pick<WriteContext, 'tx' | 'now' | 'newId' | 'emit'>

type Admission = Pick<MemberRow, 'personId' | 'name' | 'role' | 'joinedHow'> &
  Partial<Pick<MemberRow, 'title' | 'worksFor' | 'represents'>>

/** Makes someone a member and tells the community and the person. An open request of theirs is settled by it. */
export async function admit(context: Writing, community: communities.Community, admission: Admission): Promise<void> {
  const { tx, now, emit } = context
  const row: MemberRow = {
    ...admission,
    id: membershipId(community.id, admission.personId),
    communityId: community.id,
    stage: 'newcomer',
    joinedAt: now,
  }
  await tx.insert(membersTable, row)
  await emit(community.id, communities.memberJoined, { member: asMember(row) })
  const { id, handle, name } = community
  await emit(row.personId, communities.membershipGained, { community: { id, handle, name } })
  await settleRequest(context, community.id, row.personId, true)
}

/** Changes what differs; says whether anything did. */
export async function changeMembership(
  { tx, emit }: Writing,
  row: MemberRow,
  fields: Partial<Pick<MemberRow, 'name' | 'role' | 'title' | 'worksFor' | 'represents'>>,
): Promise<boolean> {
  const wanted: MemberRow = { ...row, ...fields }
  const same = CHANGING.every((field) => wanted[field] === row[field])
  if (same) return false
  if (row.role === 'owner' && wanted.role !== 'owner') await keepAnOwner({ tx }, row.communityId)
  await tx.put(membersTable, wanted)
  await emit(row.communityId, communities.memberChanged, { member: asMember(wanted) })
  return true
}

const CHANGING = ['name', 'role', 'title', 'worksFor', 'represents'] as const

/** @throws AppError conflict when this would leave the community without an owner. */
export async function endMembership({ tx, emit }: Writing, row: MemberRow): Promise<void> {
  if (row.role === 'owner') await keepAnOwner({ tx }, row.communityId)
  await tx.delete(membersTable, row.id)
  await emit(row.communityId, communities.memberRemoved, { personId: row.personId })
  await emit(row.personId, communities.membershipLost, { communityId: row.communityId })
}

/** Removes a person's request to join, if there is one, with the answer it got. */
export async function settleRequest(
  { tx, emit }: Writing,
  communityId: string,
  personId: string,
  accepted: boolean,
): Promise<boolean> {
  const requestId = membershipId(communityId, personId)
  if (!(await tx.get(joinRequestsTable, requestId))) return false
  await tx.delete(joinRequestsTable, requestId)
  await emit(communityId, communities.joinDecided, { personId, accepted })
  return true
}

/** @throws AppError not-found */
export async function requireMembership(tx: Writing['tx'], communityId: string, personId: string): Promise<MemberRow> {
  const row = await membershipOf(tx, communityId, personId)
  if (!row) throw new AppError('not-found', 'member.not-found', { personId })
  return row
}

async function keepAnOwner({ tx }: Pick<Writing, 'tx'>, communityId: string): Promise<void> {
  const owners = await tx.count(membersTable, { index: 'byRole', prefix: [communityId, 'owner'] })
  if (owners <= 1) throw new AppError('conflict', 'communities.last-owner')
}
