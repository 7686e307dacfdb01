import { AppError, type communities, notFound } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import { communitiesTable, type InvitationRow, invitationsTable } from '../tables.ts'
import type { InvitationSecrets } from './secrets.ts'

/** The invitation a link's token opens. @throws AppError not-found, alike for a wrong token and one taken back */
export async function invitationByToken(tx: ReadTx, secrets: InvitationSecrets, token: string): Promise<InvitationRow> {
  const invitation = await tx.get(invitationsTable, secrets.invitationIdOf(token))
  if (!invitation || invitation.kind === 'paper' || !secrets.same(secrets.token(invitation), token))
    throw notFound('invitation')
  return invitation
}

/** The community it leads to. @throws AppError conflict when it ended: who holds the secret may know why */
export async function communityOf(
  tx: ReadTx,
  { communityId, expiresAt, usesLeft }: InvitationRow,
  now: number,
): Promise<communities.Community> {
  const community = await tx.get(communitiesTable, communityId)
  if (!community) throw notFound('invitation')
  if (expiresAt <= now) throw new AppError('conflict', 'communities.invitation-expired', { expiresAt })
  if (usesLeft === 0) throw new AppError('conflict', 'communities.invitation-used-up')
  return community
}
