import type { StreamEvent, StreamName } from '@convene/protocol'
import type { Store } from '@convene/store'
import { openSqliteStore } from '@convene/store/sqlite'
import { type FakeClock, fakeClock, systemClock, tempFolder } from '@convene/testkit'
import { pino } from 'pino'
import { z } from 'zod'
import { noBus } from './bus.ts'
import type { Feature, LiveConnections } from './feature.ts'
import { createFeed } from './feed.ts'
import { createHub, type Follower, type Hub } from './hub.ts'
import { streamReader } from './snapshot.ts'

const quiet = pino({ level: 'silent' })
const ONE: StreamName = 'channel/one'
const TWO: StreamName = 'channel/two'

let folder: Awaited<ReturnType<typeof tempFolder>>
let store: Store
let clock: FakeClock
let hub: Hub
let closeFeed: () => void
/** Streams that nobody may follow. */
let closedStreams: Set<string>
/** What `mayFollow` waits for, and how often it shall fail. */
let slow: Promise<void> | undefined
let failures: number
let observed: string[]
let sent: { stream: string; seqs: number[] }[]
let effects: unknown[]
let effectFails: boolean

beforeEach(async () => {
  effectFails = false
  folder = await tempFolder()
  clock = fakeClock()
  store = await openSqliteStore({ folder: folder.path, tables: [], clock: systemClock, windowMs: 0 })
  ;[closedStreams, slow, failures, observed, sent, effects] = [new Set(), undefined, 0, [], [], []]
  const feature: Feature = {
    name: 'test',
    streams: [
      {
        kind: 'channel',
        async mayFollow(_tx, _actor, id) {
          const answer = !closedStreams.has(id)
          if (failures > 0) {
            failures--
            throw new Error('no primary')
          }
          await slow
          return answer
        },
      },
    ],
    follows: [
      {
        kind: 'channel',
        joined: (id, { personId }) => void observed.push(`${personId} joined ${id}`),
        left: (id, { personId }) => void observed.push(`${personId} left ${id}`),
      },
    ],
    effects: [
      {
        event: { stream: 'channel', type: 'test.said', data: z.unknown() },
        run(_live, data) {
          if (effectFails) throw new Error('an effect failed')
          effects.push(data)
        },
      },
    ],
  }
  const feed = createFeed(store, noBus, quiet, clock)
  closeFeed = feed.close
  hub = createHub({
    store,
    feed,
    clock,
    log: quiet,
    features: [feature],
    read: streamReader(store, [feature]),
    broadcast: (stream: StreamName, events: StreamEvent[]) =>
      void sent.push({ stream, seqs: events.map(({ seq }) => seq) }),
    live: nobody,
  })
})
afterEach(async () => {
  hub.close()
  closeFeed()
  await store.close()
  await folder.remove()
})

test('KT30 events of one commit to a followed stream leave as one packet, and those of others not at all', async () => {
  const ann = follower('ann')
  await say(ONE, 2)
  expect(await hub.follow(ann, ONE, 0)).toMatchObject({ seq: 2, events: [{ seq: 1 }, { seq: 2 }] })
  await say(ONE, 3)
  await say(TWO, 1)
  expect(sent).toEqual([{ stream: ONE, seqs: [3, 4, 5] }])
  hub.unfollow(ann, ONE)
  await say(ONE, 1)
  expect(sent).toHaveLength(1)
})

test('KT31 what a person may not follow, and what is not there, does not exist for them', async () => {
  closedStreams.add('one')
  await expect(hub.follow(follower('ann'), ONE, undefined)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(hub.follow(follower('ann'), 'meeting/none', undefined)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await hub.watch(follower('ann'), [ONE, TWO])).toEqual({ [TWO]: 0 })
  expect(observed).toEqual([])
})

test('KT32 a follow ends when the right to it does, and no other; the follower is told', async () => {
  const [ann, ben] = [follower('ann'), follower('ben')]
  for (const one of [ann, ben]) for (const stream of [ONE, TWO] as const) await hub.follow(one, stream, undefined)
  closedStreams.add('one')
  await hub.recheck('ann')
  expect(ann.log).toEqual(['join channel/one', 'join channel/two', 'leave channel/one', 'ended channel/one'])
  expect(ben.log).toEqual(['join channel/one', 'join channel/two'])
  await hub.recheck()
  expect(ben.log.slice(2)).toEqual(['leave channel/one', 'ended channel/one'])
  expect([hub.followers(ONE), hub.followers(TWO)]).toEqual([0, 2])
})

test('KT33 rights that could not be looked at again are looked at again until they are', async () => {
  const ann = follower('ann')
  await hub.follow(ann, ONE, undefined)
  closedStreams.add('one')
  failures = 1
  await hub.recheck('ann')
  expect(hub.follows(ann, ONE)).toBe(true)
  const ended = new Promise<void>((resolve) => {
    ann.onEnded = resolve
  })
  clock.advance(1_000)
  await ended
  expect(hub.follows(ann, ONE)).toBe(false)
})

test('KT34 a right that ends while a follow is being answered does not slip through', async () => {
  const ann = follower('ann')
  const gate = Promise.withResolvers<void>()
  slow = gate.promise
  const following = hub.follow(ann, ONE, undefined)
  closedStreams.add('one')
  await hub.recheck('ann')
  gate.resolve()
  await expect(following).rejects.toMatchObject({ kind: 'not-found' })
  expect(ann.log).toEqual([])
})

test('KT35 a follower that goes while its follow is being answered leaves nothing behind', async () => {
  const ann = follower('ann')
  const gate = Promise.withResolvers<void>()
  slow = gate.promise
  const [following, watching] = [hub.follow(ann, ONE, undefined), hub.watch(ann, [TWO])]
  hub.gone(ann)
  gate.resolve()
  await expect(following).rejects.toMatchObject({ kind: 'not-found' })
  expect(await watching).toEqual({})
  await expect(hub.watch(ann, [TWO])).rejects.toMatchObject({ kind: 'not-found' })
  expect([hub.followers(ONE), observed]).toEqual([0, []])
  await say(TWO, 1)
  clock.advance(1_000)
  expect(ann.told).toEqual([])
})

test('KT36 followers come and go once for each stream, however often they ask', async () => {
  const ann = follower('ann')
  await Promise.all([hub.follow(ann, ONE, undefined), hub.follow(ann, ONE, undefined)])
  expect([hub.followers(ONE), observed]).toEqual([1, ['ann joined one']])
  hub.unfollow(ann, ONE)
  hub.unfollow(ann, ONE)
  hub.gone(ann)
  expect([hub.followers(ONE), observed]).toEqual([0, ['ann joined one', 'ann left one']])
})

test('KT37 heads of watched streams are told together, and a new watch replaces the old', async () => {
  const ann = follower('ann')
  await say(ONE, 1)
  expect(await hub.watch(ann, [ONE, TWO])).toEqual({ [ONE]: 1, [TWO]: 0 })
  await say(ONE, 2)
  await say(TWO, 1)
  await say(ONE, 1)
  clock.advance(1_000)
  expect(ann.told).toEqual([{ [ONE]: 4, [TWO]: 1 }])
  await hub.watch(ann, [TWO])
  await say(ONE, 1)
  clock.advance(1_000)
  expect(ann.told).toHaveLength(1)
})

test('KT38 effects of an event run on a node where nobody follows its stream', async () => {
  await say(TWO, 2)
  expect(effects).toEqual([{ n: 0 }, { n: 1 }])
})

test('KT39 nobody follows more streams than the limit', async () => {
  const ann = follower('ann')
  for (let n = 0; n < 500; n++) await hub.follow(ann, `channel/c${n}`, undefined)
  await expect(hub.follow(ann, ONE, undefined)).rejects.toMatchObject({ kind: 'too-large', details: { max: 500 } })
})

test('KT40 of two watches at once the newer one stands, whichever is answered first', async () => {
  const ann = follower('ann')
  const gate = Promise.withResolvers<void>()
  slow = gate.promise
  const older = hub.watch(ann, [ONE])
  slow = undefined
  expect(await hub.watch(ann, [TWO])).toEqual({ [TWO]: 0 })
  gate.resolve()
  expect(await older).toEqual({})
  await say(ONE, 1)
  await say(TWO, 1)
  clock.advance(1_000)
  expect(ann.told).toEqual([{ [TWO]: 1 }])
})

test('KT41 a follow is answered by the rights of the state it reads, and follows nothing when they ended', async () => {
  const ann = follower('ann')
  const gate = Promise.withResolvers<void>()
  slow = gate.promise
  const following = hub.follow(ann, ONE, undefined)
  // Nothing tells the hub: the removal is committed, its event not yet here.
  closedStreams.add('one')
  gate.resolve()
  await expect(following).rejects.toMatchObject({ kind: 'not-found' })
  expect([hub.follows(ann, ONE), hub.followers(ONE)]).toEqual([false, 0])
  await expect(hub.read(ann.actor, ONE, undefined)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await hub.read(ann.actor, TWO, undefined)).toEqual({ seq: 0, snapshot: {} })
})

test('KT42 an effect that fails keeps no event from followers', async () => {
  const ann = follower('ann')
  for (const stream of [ONE, TWO] as const) await hub.follow(ann, stream, undefined)
  effectFails = true
  await store.transact(async (tx) => {
    for (const stream of [ONE, TWO]) await tx.append(stream, { type: 'test.said', at: 0, by: null, data: null })
  })
  expect(sent.map(({ stream }) => stream)).toEqual([ONE, TWO])
})

/** A follower that writes down what the hub asks of it. */
function follower(personId: string) {
  const log: string[] = []
  const heads: Record<string, number>[] = []
  const one: Follower & { log: string[] } = {
    id: `${personId}-socket`,
    actor: { kind: 'person', personId, name: personId, sessionId: personId },
    join: (stream) => void log.push(`join ${stream}`),
    leave: (stream) => void log.push(`leave ${stream}`),
    ended: (stream) => {
      log.push(`ended ${stream}`)
      made.onEnded()
    },
    heads: (told) => void heads.push(told),
    log,
  }
  const made = Object.assign(one, { onEnded: () => {}, told: heads })
  return made
}

const say = (stream: StreamName, count: number) =>
  store.transact(async (tx) => {
    for (let n = 0; n < count; n++) await tx.append(stream, { type: 'test.said', at: 0, by: null, data: { n } })
  })

const nobody: LiveConnections = { recheck() {}, endSession() {}, signal() {} }
