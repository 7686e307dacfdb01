import { may, mayGive } from '@convene/domain'
import { AppError, communities, streamOf } from '@convene/protocol'
import { z } from 'zod'
import { answeredCommand } from '../../../kit/answered-command.ts'
import type { Command } from '../../../kit/command.ts'
import { queueMail } from '../../mail/index.ts'
import { communityFor } from '../access.ts'
import { plainEmail } from '../people.ts'
import { invitationMail } from './invitation-mail.ts'
import { DAY_MS, type MakingInvitations, makeInvitation, makeRoom } from './make-invitation.ts'

export interface Inviting extends MakingInvitations {
  /** Public address of the installation. */
  readonly url: string
}

/** What is kept of a call: enough to derive the secrets again, and no secret. */
const kept = z.object({ id: z.string(), nonce: z.string(), kind: z.enum(['link', 'mail', 'paper']) })

/** Regulars may bring in members; a role above is given by who may give it. */
export const invite = (inviting: Inviting): Command => {
  const { secrets, url } = inviting
  const linkOf = (sealed: z.output<typeof kept>) => invitationLink(url, secrets.token(sealed))
  return answeredCommand(communities.invite, kept, {
    lane: ({ communityId }) => streamOf('moderation', communityId),
    load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
    allow: ({ standing }, _, { role }) =>
      may(standing, 'invite') && (role === 'member' || mayGive(standing.role, role)),
    async run(context, { community }, { communityId, kind, role, email, uses, days }) {
      if ((kind === 'mail') !== (email !== undefined))
        throw new AppError('invalid', 'communities.invite.email-for-mail-only')
      await makeRoom(context, communityId, 1)
      const row = await makeInvitation(context, inviting, communityId, {
        kind,
        role,
        usesLeft: kind === 'mail' ? 1 : uses,
        createdBy: context.actor.personId,
        expiresAt: context.now + days * DAY_MS,
        ...(email !== undefined && { email: plainEmail(email) }),
      })
      if (email !== undefined)
        await queueMail(context, {
          ...invitationMail(community, context.actor.name, row, email, linkOf(row)),
          secret: true,
        })
      return { id: row.id, nonce: row.nonce, kind: row.kind }
    },
    answer(sealed) {
      const invitationId = sealed.id
      switch (sealed.kind) {
        case 'mail':
          return { invitationId }
        case 'link':
          return { invitationId, link: linkOf(sealed) }
        case 'paper':
          return { invitationId, code: secrets.code(sealed), pin: secrets.pin(sealed) }
      }
    },
  })
}

/** The page that shows what a link opens; joining takes a press of a button there, since mail scanners follow links. */
export const invitationLink = (url: string, token: string): string => `${url}/join/${token}`
