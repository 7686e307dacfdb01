import { table } from '@convene/store'
import { z } from 'zod'
import type { Job } from './jobs.ts'
import type { Services } from './services.ts'

/** Who runs a job now, and until when nobody else may. */
export const leasesTable = table('kit-leases', z.object({ id: z.string(), holder: z.string(), until: z.number() }))

/** A node that dies in a job frees it after this long. */
export const LEASE_MS = 60_000

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

  const plan = (ms: number) => {
    cancel?.()
    if (!closed) cancel = clock.after(ms, start)
  }
  function start(): void {
    if (running) {
      again = true
      return
    }
    running = turn()
      .catch((error) => log.error({ err: error, job: job.name }, 'a job failed; it will run again'))
      .finally(() => {
        running = undefined
        const soon = again
        again = false
        plan(soon ? 0 : job.everyMs)
      })
  }
  async function turn(): Promise<void> {
    if (!(await take())) return
    try {
      await job.run(services)
    } finally {
      await give()
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

  plan(job.everyMs)
  return {
    name: job.name,
    kick: () => plan(0),
    async close() {
      closed = true
      cancel?.()
      await running
    },
  }
}
