import { communities } from '@convene/protocol'
import { type Command, publicQuery } from '../../../kit/command.ts'
import { communityOf, invitationByToken } from './open-invitation.ts'
import type { InvitationSecrets } from './secrets.ts'

export const previewInvitation = (secrets: InvitationSecrets): Command =>
  publicQuery(communities.previewInvitation, async ({ tx, now }, { token }) => {
    const invitation = await invitationByToken(tx, secrets, token)
    const community = await communityOf(tx, invitation, now)
    return { communityName: community.name, role: invitation.role, expiresAt: invitation.expiresAt }
  })
