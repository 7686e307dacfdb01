import type { AnyTable } from '@convene/store'
import type { Feature } from '../../kit/feature.ts'
import { smtpRelay } from './relay.ts'
import { sendJob } from './send-job.ts'
import { outboxTable } from './tables.ts'

export { type Mail, queueMail } from './queue-mail.ts'
export { MAIL_JOB } from './send-job.ts'
export { type OutboxRow, outboxTable } from './tables.ts'

export const mailTables: readonly AnyTable[] = [outboxTable]

export interface MailOptions {
  /** Address of the outbound relay (`smtp://…`); without one mail is kept. */
  readonly relay: string | undefined
  /** What mail is from, such as `Convene <no-reply@example.org>`. */
  readonly from: string
}

/** Outbound mail. `close` drops connections to the relay. */
export function createMail({ relay: url, from }: MailOptions): { feature: Feature; relay: boolean; close(): void } {
  const relay = url === undefined ? undefined : smtpRelay({ url, from })
  return {
    feature: { name: 'mail', jobs: [sendJob(relay)] },
    relay: relay !== undefined,
    close: () => relay?.close(),
  }
}
