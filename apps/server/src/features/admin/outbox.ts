import { AppError, admin as wire } from '@convene/protocol'
import { type Command, query } from '../../kit/command.ts'
import { isAdministrator } from '../identity/index.ts'
import { type OutboxRow, outboxTable } from '../mail/index.ts'

/** Newest first. Mail holds what lets people in, so only administrators of the installation may ask. */
export const outbox = ({ relay }: { readonly relay: boolean }): Command =>
  query(wire.outbox, {
    load: ({ tx, actor }) => isAdministrator(tx, actor.personId),
    allow: (administrator) => administrator,
    async run({ tx }, _, { cursor, limit }) {
      const query = { index: 'byAge', reverse: true, limit, ...(cursor && { cursor }) } as const
      const page = await tx.list(outboxTable, query).catch((error: unknown) => {
        throw error instanceof RangeError ? new AppError('invalid', 'admin.bad-cursor') : error
      })
      return { mails: page.rows.map(shown), relay, ...(page.cursor && { cursor: page.cursor }) }
    },
  })

const shown = ({ id, to, subject, text, state, createdAt, attempts, lastError }: OutboxRow): wire.OutboxMail => ({
  id,
  to,
  subject,
  text,
  state,
  createdAt,
  attempts,
  ...(lastError !== undefined && { lastError }),
})
