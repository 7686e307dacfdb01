import { table } from '@convene/store'
import { z } from 'zod'

/**
 * `waiting` until the relay takes it (`sent`) or refuses for good (`failed`); `kept` where no relay is set, for an
 * administrator to read.
 */
export const mailState = z.enum(['kept', 'waiting', 'sent', 'failed'])

/** Mail on its way out, written in the transaction that wants it sent. */
export const outboxTable = table(
  'mail-outbox',
  z.object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    /** Empty once sent when `secret`. */
    text: z.string(),
    html: z.string().optional(),
    /** Holds a link or code that lets its reader in. */
    secret: z.boolean(),
    state: mailState,
    createdAt: z.number(),
    attempts: z.number(),
    /** Not before this time, ms. */
    nextAt: z.number(),
    lastError: z.string().optional(),
  }),
  { indexes: { byState: ['state', 'nextAt'], byAge: ['createdAt'] } },
)
export type OutboxRow = z.infer<typeof outboxTable.schema>
