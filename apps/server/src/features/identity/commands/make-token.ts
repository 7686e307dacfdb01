import { identity } from '@convene/protocol'
import { z } from 'zod'
import { answeredCommand } from '../../../kit/answered-command.ts'
import type { Command } from '../../../kit/command.ts'
import { secretOf, shownToken } from '../access-token.ts'
import { sessionsTable } from '../auth/tables.ts'
import { hashSecret } from '../hash-secret.ts'
import { type AccessTokenRow, accessTokensTable } from '../tables.ts'

/** Only from a session: a token that leaked must not make others that outlive it. */
export const makeToken = ({ secret }: { readonly secret: string }): Command =>
  answeredCommand(identity.makeToken, z.object({ token: identity.accessToken }), {
    load: ({ tx, actor }) => tx.get(sessionsTable, actor.sessionId),
    allow: (session) => session !== undefined,
    async run({ tx, actor, now, newId, emit }, _, { name, days }) {
      const id = newId()
      const hash = hashSecret(secretOf(secret, id))
      const row: AccessTokenRow = {
        id,
        personId: actor.personId,
        name,
        hash,
        createdAt: now,
        expiresAt: now + days * DAY_MS,
      }
      await tx.insert(accessTokensTable, row)
      const token = shownToken(row)
      await emit(actor.personId, identity.tokenMade, { token })
      return { token }
    },
    answer: ({ token }) => ({ token, secret: secretOf(secret, token.id) }),
  })

const DAY_MS = 24 * 60 * 60 * 1000
