import { AppError, communities, notFound } from '@convene/protocol'
import { z } from 'zod'
import { answeredCommand } from '../../../kit/answered-command.ts'
import type { Command } from '../../../kit/command.ts'
import { membershipOf } from '../access.ts'
import { admit, type Writing } from '../membership.ts'
import { personOf } from '../people.ts'
import { asInvitation } from '../slices.ts'
import { type InvitationRow, invitationsTable, organizationsTable } from '../tables.ts'
import { communityOf, invitationByToken } from './open-invitation.ts'
import type { InvitationSecrets } from './secrets.ts'

/** Wrong PINs in a row after which a paper code lets nobody in any more. */
export const WRONG_PINS_MAX = 5

/** A wrong PIN must be counted, so it is a result, and becomes a refusal only after the commit. */
const kept = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('joined'), communityId: z.string(), handle: z.string() }),
  z.object({ outcome: z.literal('wrong-pin'), left: z.number().int() }),
])

/** Members who come with one use none of its places, and their role stays. */
export const acceptInvitation = (secrets: InvitationSecrets): Command =>
  answeredCommand(communities.acceptInvitation, kept, {
    load: ({ tx }, input) =>
      'token' in input ? invitationByToken(tx, secrets, input.token) : invitationByCode(tx, secrets, input.code),
    allow: () => true,
    async run(context, invitation, input): Promise<z.input<typeof kept>> {
      const { tx, actor, now } = context
      const community = await communityOf(tx, invitation, now)
      if (invitation.blocked) throw new AppError('forbidden', 'communities.invitation-blocked')
      if ('pin' in input && !secrets.same(secrets.pin(invitation), input.pin.replace(/\s/g, '')))
        return { outcome: 'wrong-pin', left: await countWrongPin(context, invitation) }
      if (!(await membershipOf(tx, community.id, actor.personId))) {
        const { role, kind, title } = invitation
        const admission = { ...(await personOf(tx, actor)), role, title, joinedHow: kind }
        await admit(context, community, { ...admission, ...(await organizationsLeft(tx, invitation)) })
        await put(context, { ...invitation, usesLeft: invitation.usesLeft - 1, wrongPins: 0 })
      }
      return { outcome: 'joined', communityId: community.id, handle: community.handle }
    },
    answer(result) {
      if (result.outcome === 'joined') return { communityId: result.communityId, handle: result.handle }
      throw new AppError('forbidden', 'communities.wrong-pin', { left: result.left })
    },
  })

async function invitationByCode(tx: Writing['tx'], secrets: InvitationSecrets, code: string): Promise<InvitationRow> {
  const invitation = await tx.find(invitationsTable, 'byCode', [secrets.codeHash(code)])
  if (!invitation) throw notFound('invitation')
  return invitation
}

/** An organization may be gone since the invitation was made. */
async function organizationsLeft(tx: Writing['tx'], { worksFor, represents }: InvitationRow) {
  const left = async (id: string | undefined) =>
    id !== undefined && (await tx.get(organizationsTable, id)) ? id : undefined
  return { worksFor: await left(worksFor), represents: await left(represents) }
}

/** Returns how many more may be wrong. */
async function countWrongPin(context: Writing, invitation: InvitationRow): Promise<number> {
  const wrongPins = invitation.wrongPins + 1
  const blocked = wrongPins >= WRONG_PINS_MAX
  if (blocked) await put(context, { ...invitation, wrongPins, blocked })
  else await context.tx.put(invitationsTable, { ...invitation, wrongPins })
  return WRONG_PINS_MAX - wrongPins
}

async function put({ tx, emit }: Writing, invitation: InvitationRow): Promise<void> {
  await tx.put(invitationsTable, invitation)
  await emit(invitation.communityId, communities.invitationChanged, { invitation: asInvitation(invitation) })
}
