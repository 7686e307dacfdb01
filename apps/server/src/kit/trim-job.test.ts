import type { StreamName } from '@convene/protocol'
import type { Store } from '@convene/store'
import { openSqliteStore } from '@convene/store/sqlite'
import { type FakeClock, fakeClock, sequenceIds, systemClock, tempFolder } from '@convene/testkit'
import { pino } from 'pino'
import { streamReader } from './snapshot.ts'
import { EVENTS_KEPT_MS, trimJob } from './trim-job.ts'

let folder: Awaited<ReturnType<typeof tempFolder>>
let store: Store
let clock: FakeClock
beforeEach(async () => {
  folder = await tempFolder()
  clock = fakeClock(1_000_000)
  store = await openSqliteStore({ folder: folder.path, tables: [], clock: systemClock, windowMs: 0 })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const log = pino({ level: 'silent' })
const trim = () =>
  trimJob.run({ store, clock, log, newId: sequenceIds(), randomBytes: (length) => new Uint8Array(length) })
/** Says something on each of these logs, so often. */
const say = (logs: readonly string[], times = 1) =>
  store.transact(async (tx) => {
    const event = { type: 'test.said', at: clock.now(), by: null, data: null }
    for (const name of logs) for (let i = 0; i < times; i++) await tx.append(name, event)
  })
const held = async (name: string) => [await store.tail(name), await store.head(name)]

test('KT50 events older than 30 days are forgotten, however many, and younger ones stay', async () => {
  const quiet = Array.from({ length: 250 }, (_, i) => `member/m${i}`)
  await say(['channel/busy'], 450)
  await say(['meeting/over', ...quiet])
  clock.advance(EVENTS_KEPT_MS)
  await say(['channel/busy', 'community/young'], 2)
  await trim()
  expect(await held('channel/busy')).toEqual([0, 452])
  clock.advance(1)
  await trim()
  expect(await held('channel/busy')).toEqual([450, 452])
  expect(await held('community/young')).toEqual([0, 2])
  expect(await held('meeting/over')).toEqual([1, 1])
  for (const name of quiet) expect(await held(name)).toEqual([1, 1])
})

test('KT51 logs of notes are left alone, whatever their age', async () => {
  await store.transact((tx) => tx.append('notes/m1-e1', new Uint8Array([1, 2])))
  await say(['channel/c'])
  clock.advance(EVENTS_KEPT_MS + 1)
  await trim()
  expect(await held('notes/m1-e1')).toEqual([0, 1])
  expect(await held('channel/c')).toEqual([1, 1])
})

test('KT52 a follower whose last seq is still followed by all that came gets events; one before it, or ahead of the log, a snapshot', async () => {
  await say(['channel/c'], 3)
  clock.advance(EVENTS_KEPT_MS + 1)
  await say(['channel/c'])
  await trim()
  const reader = streamReader(store, [])
  const read = (name: StreamName, since: number) => reader(name, since, async () => true)
  expect(await read('channel/c', 3)).toMatchObject({ seq: 4, events: [{ seq: 4 }] })
  expect(await read('channel/c', 4)).toEqual({ seq: 4, events: [] })
  expect(await read('channel/c', 2)).toEqual({ seq: 4, snapshot: {} })
  expect(await read('channel/c', 5)).toEqual({ seq: 4, snapshot: {} })
})
