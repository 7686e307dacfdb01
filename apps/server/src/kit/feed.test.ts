import type { Committed, Store } from '@convene/store'
import { openSqliteStore } from '@convene/store/sqlite'
import { fakeClock, type Random, seededRandom, systemClock, tempFolder } from '@convene/testkit'
import { pino } from 'pino'
import { type Harm, lossyBus } from '../testing/lossy-bus.ts'
import { storeWith } from '../testing/store-with.ts'
import { noBus } from './bus.ts'
import { createFeed, type Feed, SWEEP_EVERY_MS } from './feed.ts'
import type { Clock } from './services.ts'

const quiet = pino({ level: 'silent' })
const HARMLESS: Harm = { lost: 0, repeated: 0, reordered: 0, bare: 0 }

let folder: Awaited<ReturnType<typeof tempFolder>>
let store: Store
const closers: (() => void)[] = []
beforeEach(async () => {
  folder = await tempFolder()
  store = await openSqliteStore({ folder: folder.path, tables: [], clock: systemClock, windowMs: 0 })
})
afterEach(async () => {
  for (const close of closers.splice(0)) close()
  await store.close()
  await folder.remove()
})

describe('a feed', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    test(`FD1 delivers watched logs in order, once and without gaps over a bus that loses, repeats and reorders (seed ${seed})`, async () => {
      await shake(seededRandom(seed), { lost: 0.2, repeated: 0.2, reordered: 0.5, bare: 0.1 })
    })
  }

  test('FD2 delivers what is committed while a watch begins after the head that the watch saw, and nothing twice', async () => {
    const { nodes } = openNodes(1, HARMLESS)
    const feed = at(nodes, 0)
    for (let turn = 0; turn < 40; turn++) {
      const log = `log/${turn}`
      const got = collect(feed, log)
      const writing = append(0, log, 5)
      await feed.watch(log)
      const seen = await store.head(log)
      await writing
      await append(0, log, 1)
      await until(feed, () => got().at(-1)?.seq === 6)
      const seqs = got().map(({ seq }) => seq)
      expect(seqs).toEqual(range(seqs[0] ?? 0, 6))
      expect(seqs[0]).toBeLessThanOrEqual(seen + 1)
    }
  })

  test('FD3 passes entries of logs nobody watches, as they come', async () => {
    const { nodes, bus } = openNodes(2, HARMLESS)
    const got = collect(at(nodes, 1), 'quiet')
    await append(0, 'quiet', 3)
    bus.carry(99)
    expect(got().map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  test('FD4 reads from the store the value that an entry of another node came without, watched or not', async () => {
    const { nodes, bus } = openNodes(2, { ...HARMLESS, bare: 1 })
    const feed = at(nodes, 1)
    const [seen, passed] = [collect(feed, 'watched'), collect(feed, 'not')]
    await feed.watch('watched')
    await append(0, 'watched', 2)
    await append(0, 'not', 1)
    bus.carry(99)
    await until(feed, () => seen().length === 2 && passed().length === 1)
    expect(seen().map(({ value }) => value)).toEqual([
      { node: 0, mark: 0 },
      { node: 0, mark: 1 },
    ])
    expect(passed().map(({ value }) => value)).toEqual([{ node: 0, mark: 0 }])
  })

  test('FD5 looks for missed entries when the bus tells of a loss', async () => {
    const { nodes, bus } = openNodes(2, { ...HARMLESS, lost: 1 })
    const feed = at(nodes, 1)
    const got = collect(feed, 'lost')
    await feed.watch('lost')
    await append(0, 'lost', 1_200)
    expect(got()).toEqual([])
    bus.tellLoss()
    await until(feed, () => got().length === 1_200)
    expect(got().map(({ seq }) => seq)).toEqual(range(1, 1_200))
  })

  test('FD6 finds by itself, within the time of a sweep, what no node announced; a node alone does not look', async () => {
    const clock = fakeClock()
    const { nodes } = openNodes(2, { ...HARMLESS, lost: 1 }, clock)
    const feed = at(nodes, 1)
    const got = collect(feed, 'unsaid')
    await feed.watch('unsaid')
    await append(0, 'unsaid', 1)
    clock.advance(SWEEP_EVERY_MS)
    await until(feed, () => got().length === 1)

    const still = fakeClock()
    closers.push(createFeed(store, noBus, quiet, still).close)
    expect(still.pending).toBe(0)
  })

  test('FD7 says so when entries were trimmed before it could read them, then goes on', async () => {
    const { nodes, bus } = openNodes(2, { ...HARMLESS, lost: 1 })
    const feed = at(nodes, 1)
    const seqs: (number | 'trimmed')[] = []
    closers.push(
      feed.subscribe(
        (entries) => void seqs.push(...entries.map(({ seq }) => seq)),
        () => void seqs.push('trimmed'),
      ),
    )
    await feed.watch('short')
    await append(0, 'short', 5)
    await store.transact((tx) => tx.trim('short', 3))
    bus.tellLoss()
    await until(feed, () => seqs.at(-1) === 5)
    await store.transact((tx) => tx.trim('short', 5))
    await append(0, 'short', 2)
    await store.transact((tx) => tx.trim('short', 7))
    bus.tellLoss()
    await until(feed, () => seqs.length === 4)
    expect(seqs).toEqual(['trimmed', 4, 5, 'trimmed'])
  })

  test('FD8 tries again when the store cannot be read, and waits for what it does not have yet', async () => {
    const clock = fakeClock()
    const failing = failingReads(asNode(1))
    const bus = lossyBus(2, seededRandom(1), HARMLESS)
    const feed = createFeed(failing.store, at(bus.ends, 1), quiet, clock)
    closers.push(feed.close)
    const got = collect(feed, 'late')
    await feed.watch('late')
    at(bus.ends, 0).publish([{ log: 'late', seq: 2, value: null }])
    bus.carry(1)
    await moved(() => clock.pending > 1)
    await append(0, 'late', 2)
    failing.next = 1
    clock.advance(60)
    await moved(() => failing.next === 0 && clock.pending > 1)
    expect(got()).toEqual([])
    clock.advance(200)
    await until(feed, () => got().length === 2)
    expect(got().map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('FD9 a watch that fails rejects, counts for nothing, and the next one works', async () => {
    const failing = failingReads(asNode(0))
    const feed = createFeed(failing.store, noBus, quiet, fakeClock())
    closers.push(feed.close)
    failing.next = 1
    const both = [feed.watch('shaky'), feed.watch('shaky')]
    for (const result of await Promise.allSettled(both)) expect(result.status).toBe('rejected')
    const got = collect(feed, 'shaky')
    await feed.watch('shaky')
    await append(0, 'shaky', 2)
    expect(got().map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('FD10 a listener that throws does not keep the others from hearing', async () => {
    const { nodes } = openNodes(1, HARMLESS)
    const feed = at(nodes, 0)
    closers.push(
      feed.subscribe(() => {
        throw new Error('this listener is broken')
      }),
    )
    const got = collect(feed, 'heard')
    await append(0, 'heard', 1)
    expect(got()).toHaveLength(1)
  })
})

/** Writers on three nodes, watchers who come and go on two of them, and a bus that does harm until it is told to stop. */
async function shake(random: Random, harm: Harm): Promise<void> {
  const { nodes, bus } = openNodes(3, harm)
  const logs = ['a', 'b', 'c']
  const watches = [0, 1].flatMap((node) => logs.map((log) => record(at(nodes, node), log)))
  for (let turn = 0; turn < 60; turn++) {
    const work = logs.map((log) => append(random.int(3), log, random.int(4)))
    if (random.next() < 0.3) await random.pick(watches).toggle()
    if (random.next() < 0.1) bus.tellLoss()
    bus.carry(random.int(12))
    await Promise.all(work)
  }
  for (const watch of watches) if (!watch.on) await watch.toggle()
  for (const log of logs) await append(2, log, 1)
  bus.carry(Number.POSITIVE_INFINITY)
  bus.tellLoss()
  for (const watch of watches) await watch.reaches(await store.head(watch.log))
  for (const { runs } of watches) {
    for (const { seen, seqs } of runs) {
      const first = seqs[0] ?? seen + 1
      expect(seqs).toEqual(range(first, first + seqs.length - 1))
      expect(first).toBeLessThanOrEqual(seen + 1)
    }
  }
}

/** What one watcher was given each time it watched, with the head as it was once the watch had begun. */
function record(feed: Feed, log: string) {
  const runs: { seen: number; seqs: number[] }[] = []
  const watcher = {
    log,
    runs,
    on: false,
    async toggle() {
      if (watcher.on) feed.unwatch(log)
      watcher.on = !watcher.on
      if (!watcher.on) return
      const run = { seen: 0, seqs: [] }
      runs.push(run)
      await feed.watch(log)
      run.seen = await store.head(log)
    },
    reaches: (seq: number) => until(feed, () => (runs.at(-1)?.seqs.at(-1) ?? 0) >= seq),
  }
  closers.push(
    feed.subscribe((entries) => {
      if (watcher.on) runs.at(-1)?.seqs.push(...entries.filter((entry) => entry.log === log).map(({ seq }) => seq))
    }),
  )
  return watcher
}

/** Feeds of several nodes over one store; each hears its own commits from the store and the others' over the bus. */
function openNodes(count: number, harm: Harm, clock: Clock = systemClock) {
  const bus = lossyBus(count, seededRandom(count), harm)
  const nodes = bus.ends.map((end, node) => {
    const feed = createFeed(asNode(node), end, quiet, clock)
    closers.push(feed.close)
    return feed
  })
  return { nodes, bus }
}

/** The store as one node of several has it: told only of what that node committed. */
const asNode = (node: number): Store =>
  storeWith(store, {
    onCommit: (listener) =>
      store.onCommit((entries) => {
        const own = entries.filter(({ value }) => Reflect.get(Object(value), 'node') === node)
        if (own.length > 0) listener(own)
      }),
  })

/** The store, whose next reads fail as if no primary answered. */
function failingReads(real: Store): { next: number; readonly store: Store } {
  const perhaps = async <T>(work: () => Promise<T>): Promise<T> => {
    if (failing.next === 0) return work()
    failing.next--
    throw new Error('no primary')
  }
  const store: Store = storeWith(real, {
    head: (log) => perhaps(() => real.head(log)),
    read: (log, from, limit) => perhaps(() => real.read(log, from, limit)),
  })
  const failing = { next: 0, store }
  return failing
}

/** Appends `count` entries as one commit of a node. */
const append = (node: number, log: string, count: number) =>
  store.transact(async (tx) => {
    for (let mark = 0; mark < count; mark++) await tx.append(log, { node, mark })
  })

function collect(feed: Feed, log: string): () => readonly Committed[] {
  const got: Committed[] = []
  closers.push(feed.subscribe((entries) => void got.push(...entries.filter((entry) => entry.log === log))))
  return () => got
}

/** Resolves when it is so, looking again after each delivery of the feed. */
const until = (feed: Feed, isSo: () => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (isSo()) resolve()
    }
    closers.push(feed.subscribe(look, look))
    look()
  })

/** Lets reads under way finish until it is so. */
async function moved(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns++) {
    if (turns > 1_000) throw new Error('nothing moves any more')
    await store.head('any')
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new RangeError(`nothing at ${index}`)
  return item
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step)
