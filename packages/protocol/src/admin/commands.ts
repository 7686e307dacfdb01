import { z } from 'zod'
import { contract } from '../core/contract.ts'
import { id, instant } from '../core/ids.ts'

/** A mail as it left, or would leave. Bodies hold sign-in links, so only administrators of the installation read them. */
export const outboxMail = z.object({
  id,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  state: z.enum(['kept', 'waiting', 'sent', 'failed']),
  createdAt: instant,
  attempts: z.number().int().nonnegative(),
  lastError: z.string().optional(),
})
export type OutboxMail = z.infer<typeof outboxMail>

export const outbox = contract('admin.outbox', 'Mail that left, waits, or is kept because no relay is set', {
  input: z.object({ cursor: z.string().optional(), limit: z.number().int().min(1).max(100).default(50) }),
  output: z.object({ mails: z.array(outboxMail), cursor: z.string().optional(), relay: z.boolean() }),
})
