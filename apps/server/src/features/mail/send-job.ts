import type { ReadTx } from '@convene/store'
import type { Job } from '../../kit/jobs.ts'
import type { Services } from '../../kit/services.ts'
import { ATTEMPTS_MAX, backOffMs } from './back-off.ts'
import { type Relay, RelayError } from './relay.ts'
import { type OutboxRow, outboxTable } from './tables.ts'

export const MAIL_JOB = 'mail.send'

/** Empties the outbox into the relay; without one, marks what waits as kept. */
export function sendJob(relay: Relay | undefined): Job {
  return {
    name: MAIL_JOB,
    everyMs: EVERY_MS,
    async run(services) {
      if (relay) await sendDue(services, relay)
      else await keepAll(services)
      await forgetOld(services)
    },
  }
}

const EVERY_MS = 5_000
const BATCH = 50
/** With the longest wait for a relay this is less than a job's lease. */
const RUN_MS = 15_000
const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000

async function sendDue(services: Services, relay: Relay): Promise<void> {
  const { store, clock } = services
  const endsAt = clock.now() + RUN_MS
  for (const { id } of await due(store, clock.now())) {
    if (clock.now() >= endsAt) return
    const mail = await claim(services, id)
    if (mail) await deliver(services, relay, mail)
  }
}

const due = async (tx: ReadTx, now: number): Promise<OutboxRow[]> => {
  const { rows } = await tx.list(outboxTable, { index: 'byState', prefix: ['waiting'], below: now + 1, limit: BATCH })
  return rows
}

/** Counts the try and puts off the next before anything is sent: a node that dies here has not lost the mail. */
function claim({ store, clock }: Services, id: string): Promise<OutboxRow | undefined> {
  return store.transact(async (tx) => {
    const now = clock.now()
    const mail = await tx.get(outboxTable, id)
    if (mail?.state !== 'waiting' || mail.nextAt > now) return undefined
    const attempts = mail.attempts + 1
    return tx.patch(outboxTable, id, { attempts, nextAt: now + backOffMs(attempts) })
  })
}

async function deliver(services: Services, relay: Relay, mail: OutboxRow): Promise<void> {
  const { log } = services
  try {
    await relay.send(mail)
    const body = mail.secret ? { text: '', html: undefined } : {}
    await settle(services, mail.id, { state: 'sent', lastError: undefined, ...body })
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    const failed = error.permanent || mail.attempts >= ATTEMPTS_MAX
    log.warn({ mail: mail.id, attempts: mail.attempts, failed, reason: error.message }, 'the relay did not take a mail')
    await settle(services, mail.id, { state: failed ? 'failed' : 'waiting', lastError: error.message })
  }
}

/** A mail may be gone by now: redaction takes pending mail away. */
const settle = ({ store }: Services, id: string, fields: Partial<OutboxRow>): Promise<void> =>
  store.transact(async (tx) => {
    if (await tx.get(outboxTable, id)) await tx.patch(outboxTable, id, fields)
  })

async function keepAll({ store }: Services): Promise<void> {
  const waiting = { index: 'byState', prefix: ['waiting'], limit: BATCH } as const
  while ((await store.list(outboxTable, waiting)).rows.length > 0)
    await store.transact(async (tx) => {
      for (const { id } of (await tx.list(outboxTable, waiting)).rows)
        await tx.patch(outboxTable, id, { state: 'kept' })
    })
}

async function forgetOld({ store, clock }: Services): Promise<void> {
  const old = { index: 'byAge', below: clock.now() - KEPT_FOR_MS, limit: BATCH } as const
  if ((await store.list(outboxTable, old)).rows.length === 0) return
  await store.transact(async (tx) => {
    for (const { id } of (await tx.list(outboxTable, old)).rows) await tx.delete(outboxTable, id)
  })
}
