import { table } from '@convene/store'
import { z } from 'zod'
import type { Job } from './jobs.ts'
import type { Services } from './services.ts'

/** Who runs a job now, and until when nobody else may. */
export const leasesTable = table('kit-leases', z.object({ id: z.string(), holder: z.string(), until: z.number() }))

/** A node that dies in a job frees it after this long; one that lives renews it in time. */
export const LEASE_MS = 60_000
const RENEW_MS = LEASE_MS / 3
/** Kicked while another node runs the job, which may be past what it was kicked for: tried again this soon. */
const BUSY_RETRY_MS = 1_000

export interface JobRunner {
  /** Runs the job soon, or once more after the run under way. */
  kick(name: string): void
  /** Stops starting runs and waits for those under way. */
  close(): Promise<void>
}

export function startJobs(services: Services, jobs: readonly Job[], holder: string): JobRunner {
  const runs = jobs.map((job) => runner(services, job, holder))
  const byName = new Map(runs.map((run) => [run.name, run]))
  return {
    kick: (name) => byName.get(name)?.kick(),
    close: async () => {
      await Promise.all(runs.map((run) => run.close()))
    },
  }
}

function runner({ store, clock, log, ...rest }: Services, job: Job, holder: string) {
  const services = { store, clock, log, ...rest }
  let cancel: (() => void) | undefined
  let running: Promise<void> | undefined
  let again = false
  let closed = false

  const plan = (ms: number, kicked: boolean) => {
    cancel?.()
    if (!closed) cancel = clock.after(ms, () => start(kicked))
  }
  function start(kicked: boolean): void {
    if (running) {
      again = true
      return
    }
    let busy = false
    running = turn()
      .then((ran) => {
        busy = !ran
      })
      .catch((error) => log.error({ err: error, job: job.name }, 'a job failed; it will run again'))
      .finally(() => {
        running = undefined
        if (again) plan(0, true)
        else if (busy && kicked) plan(Math.min(BUSY_RETRY_MS, job.everyMs), true)
        else plan(job.everyMs, false)
        again = false
      })
  }
  /** False when another node has the job. */
  async function turn(): Promise<boolean> {
    if (!(await take())) return false
    const stopRenewing = keepRenewing()
    try {
      await job.run(services)
    } finally {
      // A renewal that lands after the release would hold the job for nobody.
      await stopRenewing()
      await give()
    }
    return true
  }
  function keepRenewing(): () => Promise<void> {
    let done = false
    let renewal: Promise<void> = Promise.resolve()
    let cancelNext = () => {}
    const next = () => {
      if (!done) cancelNext = clock.after(RENEW_MS, renew)
    }
    const renew = () => {
      renewal = take()
        .then(() => {})
        .catch((error) =>
          log.warn({ err: error, job: job.name }, 'a lease could not be renewed; it will be tried again'),
        )
        .finally(next)
    }
    next()
    return () => {
      done = true
      cancelNext()
      return renewal
    }
  }
  const take = () =>
    store.transact(async (tx) => {
      const now = clock.now()
      const lease = await tx.get(leasesTable, job.name)
      if (lease && lease.until > now && lease.holder !== holder) return false
      await tx.put(leasesTable, { id: job.name, holder, until: now + LEASE_MS })
      return true
    })
  const give = () =>
    store.transact(async (tx) => {
      const lease = await tx.get(leasesTable, job.name)
      if (lease?.holder === holder) await tx.delete(leasesTable, job.name)
    })

  plan(job.everyMs, false)
  return {
    name: job.name,
    kick: () => plan(0, true),
    async close() {
      closed = true
      cancel?.()
      await running
    },
  }
}
