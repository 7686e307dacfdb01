import { openSqliteStore } from '@convene/store/sqlite'
import { type FakeClock, fakeClock, sequenceIds, systemClock, tempFolder } from '@convene/testkit'
import { pino } from 'pino'
import { type JobRunner, LEASE_MS, leasesTable, startJobs } from './job-runner.ts'
import type { Job } from './jobs.ts'
import type { Services } from './services.ts'

let folder: Awaited<ReturnType<typeof tempFolder>>
let services: Services
let clock: FakeClock
const runners: JobRunner[] = []
beforeEach(async () => {
  folder = await tempFolder()
  clock = fakeClock(1_000)
  services = {
    store: await openSqliteStore({ folder: folder.path, tables: [leasesTable], clock: systemClock, windowMs: 0 }),
    clock,
    newId: sequenceIds(),
    randomBytes: (length) => new Uint8Array(length),
    log: pino({ level: 'silent' }),
  }
})
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.close()))
  await services.store.close()
  await folder.remove()
})

const EVERY_MS = 10_000

/** A job that a test holds and lets go; `started` resolves at each start. */
function heldJob() {
  const runs: string[] = []
  let gate = Promise.withResolvers<void>()
  let begun = Promise.withResolvers<void>()
  const start = (holder: string) => {
    const job: Job = {
      name: 'held',
      everyMs: EVERY_MS,
      async run() {
        runs.push(holder)
        begun.resolve()
        await gate.promise
      },
    }
    const runner = startJobs(services, [job], holder)
    runners.push(runner)
    return runner
  }
  return {
    runs,
    start,
    started: () => begun.promise,
    /** Ends the run under way well or badly. */
    end(error?: Error) {
      const [now, next] = [gate, Promise.withResolvers<void>()]
      gate = next
      begun = Promise.withResolvers()
      if (error) now.reject(error)
      else now.resolve()
    },
  }
}

/** Resolves when so many timers wait: each node's next run, and the renewal of a lease while a job runs. */
async function waiting(count: number, isSo: () => Promise<boolean> = async () => true): Promise<void> {
  for (let turns = 0; clock.pending !== count || !(await isSo()); turns++) {
    if (turns > 1_000) throw new Error('nothing moves any more')
    await services.store.head('any')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Resolves when nobody runs the job, and the nodes have planned their next runs. */
const planned = (nodes: number) =>
  waiting(nodes, async () => (await services.store.get(leasesTable, 'held')) === undefined)

test('KT6 a job runs after its pause, again and again, and at once when kicked', async () => {
  const job = heldJob()
  const runner = job.start('a')
  clock.advance(EVERY_MS - 1)
  expect(job.runs).toEqual([])
  clock.advance(1)
  await job.started()
  job.end()
  await planned(1)
  runner.kick('held')
  clock.advance(0)
  await job.started()
  job.end()
  await planned(1)
  clock.advance(EVERY_MS)
  await job.started()
  expect(job.runs).toHaveLength(3)
  job.end()
})

test('KT7 of several nodes exactly one runs a job at a time', async () => {
  const job = heldJob()
  job.start('a')
  job.start('b')
  clock.advance(EVERY_MS)
  await job.started()
  await waiting(2)
  expect(job.runs).toHaveLength(1)
  job.end()
  await planned(2)
  clock.advance(EVERY_MS)
  await job.started()
  await waiting(2)
  expect(job.runs).toHaveLength(2)
  job.end()
})

test('KT8 a job kicked while it runs runs once more, however often it was kicked', async () => {
  const job = heldJob()
  const runner = job.start('a')
  clock.advance(EVERY_MS)
  await job.started()
  for (let kicks = 0; kicks < 3; kicks++) {
    runner.kick('held')
    clock.advance(0)
  }
  job.end()
  await planned(1)
  clock.advance(0)
  await job.started()
  expect(job.runs).toHaveLength(2)
  job.end()
  await planned(1)
  clock.advance(EVERY_MS - 1)
  expect(job.runs).toHaveLength(2)
})

test('KT9 a job that fails frees its lease and runs again after its pause', async () => {
  const job = heldJob()
  job.start('a')
  clock.advance(EVERY_MS)
  await job.started()
  job.end(new Error('no mail server'))
  await planned(1)
  expect(await services.store.get(leasesTable, 'held')).toBeUndefined()
  clock.advance(EVERY_MS)
  await job.started()
  expect(job.runs).toHaveLength(2)
  job.end()
})

test('KT10 the lease of a node that died is taken by another when it has run out, not before', async () => {
  const until = clock.now() + LEASE_MS
  await services.store.transact((tx) => tx.put(leasesTable, { id: 'held', holder: 'dead', until }))
  const job = heldJob()
  job.start('a')
  for (; clock.now() + EVERY_MS < until; await waiting(1)) clock.advance(EVERY_MS)
  expect(job.runs).toEqual([])
  clock.advance(EVERY_MS)
  await job.started()
  expect(job.runs).toEqual(['a'])
  job.end()
})

test('KT11 a node keeps the lease of a job that takes longer than a lease', async () => {
  const job = heldJob()
  job.start('a')
  clock.advance(EVERY_MS)
  await job.started()
  job.start('b')
  for (let passed = 0; passed < 3 * LEASE_MS; passed += EVERY_MS) {
    clock.advance(EVERY_MS)
    await waiting(2)
  }
  expect(job.runs).toEqual(['a'])
  job.end()
})

test('KT12 a node kicked while another runs the job runs it soon after the other is done', async () => {
  const job = heldJob()
  job.start('a')
  clock.advance(EVERY_MS)
  await job.started()
  const other = job.start('b')
  other.kick('held')
  clock.advance(0)
  await waiting(2)
  expect(job.runs).toEqual(['a'])
  job.end()
  await planned(2)
  clock.advance(1_000)
  await job.started()
  expect(job.runs).toEqual(['a', 'b'])
  job.end()
})

test('KT13 closing waits for the run under way and starts none', async () => {
  const job = heldJob()
  const runner = job.start('a')
  clock.advance(EVERY_MS)
  await job.started()
  let closed = false
  const closing = runner.close().then(() => {
    closed = true
  })
  await services.store.head('any')
  expect(closed).toBe(false)
  job.end()
  await closing
  expect(clock.pending).toBe(0)
})
