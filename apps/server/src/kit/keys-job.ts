import type { Job } from './jobs.ts'
import { forgetOldKeys } from './keys.ts'

const HOUR_MS = 60 * 60 * 1000
const BATCH = 500

/** Forgets results of idempotency keys that are old enough, a batch at a time. */
export const keysJob: Job = {
  name: 'kit.forgetKeys',
  everyMs: HOUR_MS,
  async run({ store, clock }) {
    let forgotten: number
    do {
      forgotten = await store.transact((tx) => forgetOldKeys(tx, clock.now(), BATCH))
    } while (forgotten === BATCH)
  },
}
