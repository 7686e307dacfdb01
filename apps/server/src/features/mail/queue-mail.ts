import type { Tx } from '@convene/store'
import { outboxTable } from './tables.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** It lets its reader in (a link, a code): the text is forgotten once it has left. */
  readonly secret?: boolean
}

/**
 * Puts a mail in the outbox, in the caller's transaction: it leaves if and only if that commits. Returns its id. Ask the
 * job runner for `MAIL_JOB` afterwards, or it waits for the job's next round.
 */
export async function queueMail(
  { tx, now, newId }: { readonly tx: Tx; readonly now: number; readonly newId: () => string },
  { secret = false, ...mail }: Mail,
): Promise<string> {
  const id = newId()
  await tx.insert(outboxTable, { id, ...mail, secret, state: 'waiting', createdAt: now, attempts: 0, nextAt: now })
  return id
}
