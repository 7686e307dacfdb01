import { AppError, communities } from '@convene/protocol'
import { listAll } from '../list-all.ts'
import type { Writing } from '../membership.ts'
import { asInvitation } from '../slices.ts'
import { type InvitationRow, invitationsTable } from '../tables.ts'
import type { InvitationSecrets } from './secrets.ts'

/** Invitations of one community that may still be accepted. */
export const INVITATIONS_MAX = 5000
export const DAY_MS = 24 * 60 * 60 * 1000
/** Expired and used up invitations are cleared away this many at a time. */
const CLEARED_AT_ONCE = 100
const NONCE_BYTES = 16

type Draft = Pick<InvitationRow, 'kind' | 'role' | 'email' | 'usesLeft' | 'createdBy' | 'expiresAt'> &
  Partial<Pick<InvitationRow, 'title' | 'worksFor' | 'represents'>>

export interface MakingInvitations {
  readonly secrets: InvitationSecrets
  readonly randomBytes: (length: number) => Uint8Array
}

/**
 * Inserts an invitation and tells the facilitators. A new one by mail replaces those to the same address. Call
 * `makeRoom` first, once for all that are made together.
 */
export async function makeInvitation(
  context: Writing,
  { secrets, randomBytes }: MakingInvitations,
  communityId: string,
  draft: Draft,
): Promise<InvitationRow> {
  const { tx, now, newId, emit } = context
  for (const earlier of draft.email === undefined ? [] : await mailedTo(tx, communityId, draft.email))
    await withdraw(context, earlier)
  const sealed = { id: newId(), nonce: Buffer.from(randomBytes(NONCE_BYTES)).toString('hex') }
  const row: InvitationRow = {
    ...draft,
    ...sealed,
    communityId,
    createdAt: now,
    blocked: false,
    wrongPins: 0,
    ...(draft.kind === 'paper' && { codeHash: secrets.codeHash(secrets.code(sealed)) }),
  }
  await tx.insert(invitationsTable, row)
  await emit(communityId, communities.invitationMade, { invitation: asInvitation(row) })
  return row
}

/** Invitations by mail to this address that are still there. `email` as `plainEmail` gives it. */
export const mailedTo = (tx: Writing['tx'], communityId: string, email: string): Promise<InvitationRow[]> =>
  listAll(tx, invitationsTable, { index: 'byEmail', prefix: [communityId, email] })

export async function withdraw({ tx, emit }: Writing, invitation: InvitationRow): Promise<void> {
  await tx.delete(invitationsTable, invitation.id)
  await emit(invitation.communityId, communities.invitationRevoked, { invitationId: invitation.id })
}

/** Clears finished invitations away. @throws AppError too-large when `wanted` more would be too many */
export async function makeRoom(context: Writing, communityId: string, wanted: number): Promise<void> {
  const { rows } = await context.tx.list(invitationsTable, {
    index: 'byCommunity',
    prefix: [communityId],
    limit: CLEARED_AT_ONCE,
  })
  for (const row of rows) if (row.usesLeft === 0 || row.expiresAt <= context.now) await withdraw(context, row)
  const open = await context.tx.count(invitationsTable, { index: 'byCommunity', prefix: [communityId] })
  if (open + wanted > INVITATIONS_MAX)
    throw new AppError('too-large', 'communities.too-many-invitations', { max: INVITATIONS_MAX })
}
