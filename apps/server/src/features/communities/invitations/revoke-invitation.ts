import { may } from '@convene/domain'
import { communities, notFound, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor } from '../access.ts'
import { invitationsTable } from '../tables.ts'
import { withdraw } from './make-invitation.ts'

/** Facilitators take back any; others their own, and of the rest they know nothing. */
export const revokeInvitation = command(communities.revokeInvitation, {
  lane: ({ communityId }) => streamOf('moderation', communityId),
  async load({ tx, actor }, { communityId, invitationId }) {
    const { standing } = await communityFor(tx, actor, communityId)
    const invitation = await tx.get(invitationsTable, invitationId)
    const shown = may(standing, 'moderate') || invitation?.createdBy === actor.personId
    if (invitation?.communityId !== communityId || !shown) throw notFound('invitation')
    return { standing, invitation }
  },
  allow: ({ standing }) => may(standing, 'invite'),
  async run(context, { invitation }) {
    await withdraw(context, invitation)
    return {}
  },
})
