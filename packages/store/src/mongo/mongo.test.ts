import { describeWith, fakeClock, type Mongo, sequenceIds, startMongo, systemClock } from '@convene/testkit'
import mongoose from 'mongoose'
import { z } from 'zod'
import { collect } from '../contract/harness.ts'
import { dumpMongoDatabase, openMongoStore } from '../mongo.ts'
import { type Committed, type DumpRecord, type Store, StoreNotNew } from '../port.ts'
import { table } from '../table.ts'

const notes = table('notes', z.object({ id: z.string(), rank: z.number() }), { indexes: { byRank: ['rank'] } })

describeWith(['mongo'], 'MongoDB store of several processes', () => {
  let mongo: Mongo
  let url: string
  let stores: Store[]
  const nextName = sequenceIds('shared')

  beforeAll(async () => {
    mongo = await startMongo()
  })
  afterAll(() => mongo.stop())
  beforeEach(() => {
    url = mongo.database(nextName())
    stores = []
  })
  afterEach(() => Promise.all(stores.map((store) => store.close())))

  const open = async (options: Partial<Parameters<typeof openMongoStore>[0]> = {}) => {
    const store = await openMongoStore({ url, tables: [notes], clock: systemClock, ...options })
    stores.push(store)
    return store
  }

  test('MG1 processes that append to one log at once get consecutive seqs and are told in order', async () => {
    const nodes = await Promise.all([open(), open(), open()])
    const told = nodes.map(listen)
    const appended = nodes.flatMap((node, n) =>
      Array.from({ length: 60 }, (_, i) => node.transact((tx) => tx.append('log', [n, i]), { lane: 'log' })),
    )
    const seqs = await Promise.all(appended)
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 180 }, (_, i) => i + 1))
    const stored = await nodes[0].read('log', 1, 1_000)
    for (const [n, own] of told.entries()) {
      const mine = stored.filter(({ value }) => Array.isArray(value) && value[0] === n)
      expect(own.map(({ seq, value }) => ({ seq, value }))).toEqual(mine)
      expect(mine.map(({ value }) => value)).toEqual(Array.from({ length: 60 }, (_, i) => [n, i]))
    }
  })

  test('MG2 what was acknowledged is there once after the servers were killed and started again', async () => {
    const store = await open()
    const acknowledged = new Map<number, number>()
    let enough = () => {}
    const before = new Promise<void>((resolve) => {
      enough = resolve
    })
    const write = async (i: number) => {
      const seq = await store.transact((tx) => tx.append('log', i), { lane: `lane ${i % 4}` })
      acknowledged.set(seq, i)
      if (acknowledged.size === 40) enough()
    }
    const writing = Array.from({ length: 8 }, async (_, worker) => {
      for (let i = 0; i < 20; i += 1) await write(worker * 20 + i)
    })
    await before
    await mongo.kill()
    await mongo.start()
    await Promise.all(writing)
    expect(acknowledged.size).toBe(160)
    const stored = await store.read('log', 1, 1_000)
    expect(stored).toEqual(stored.map((_, i) => ({ seq: i + 1, value: acknowledged.get(i + 1) })))
    expect(stored.length).toBe(160)
  })

  test('MG3 a primary that steps down in the middle fails no transaction and loses none', async () => {
    const store = await open()
    const admin = await mongoose.createConnection(url).asPromise()
    try {
      const write = (i: number) => store.transact((tx) => tx.append('log', i), { lane: 'log' })
      await write(0)
      const during = Array.from({ length: 30 }, (_, i) => write(i + 1))
      await admin.db?.admin().command({ replSetStepDown: 1, force: true })
      await Promise.all([...during, write(31)])
      expect((await store.read('log', 1, 100)).map(({ value }) => value)).toEqual(
        Array.from({ length: 32 }, (_, i) => i),
      )
    } finally {
      await admin.close()
    }
  })

  test('MG4 transactions of one lane that are asked for together share commits', async () => {
    const store = await open()
    let commits = 0
    store.onCommit(() => {
      commits += 1
    })
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => store.transact((tx) => tx.append('log', i), { lane: 'log' })),
    )
    expect(await store.head('log')).toBe(50)
    expect(commits).toBe(1)
  })

  test('MG5 a transaction that throws takes nobody of its group with it', async () => {
    const store = await open()
    const work = Array.from({ length: 12 }, (_, i) =>
      store.transact(
        async (tx) => {
          if (i % 4 === 1) throw new Error(`refused ${i}`)
          await tx.insert(notes, { id: `n${i}`, rank: i })
          await tx.append('log', i)
          if (i % 4 === 2) throw new Error(`undone ${i}`)
        },
        { lane: 'log' },
      ),
    )
    const ends = await Promise.allSettled(work)
    expect(ends.map((end) => (end.status === 'rejected' ? end.reason.message : 'done'))).toEqual(
      Array.from({ length: 12 }, (_, i) => ['done', `refused ${i}`, `undone ${i}`, 'done'][i % 4]),
    )
    expect((await store.read('log', 1, 100)).map(({ value }) => value)).toEqual([0, 3, 4, 7, 8, 11])
    expect(await store.count(notes, { index: 'byRank' })).toBe(6)
  })

  test('MG6 lanes of one process that write to one log are told in its order', async () => {
    const store = await open()
    const told = listen(store)
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => store.transact((tx) => tx.append('log', i), { lane: `${i % 6}` })),
    )
    expect(told.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  })

  test('MG7 a handler that awaits something else is ended, and the lane goes on', async () => {
    const clock = fakeClock(1_000_000)
    const store = await open({ clock })
    let started = () => {}
    const hanging = new Promise<void>((resolve) => {
      started = resolve
    })
    const hung = store.transact(
      async (tx) => {
        await tx.append('log', 'hung')
        started()
        await new Promise(() => {})
      },
      { lane: 'log' },
    )
    const after = store.transact((tx) => tx.append('log', 'after'), { lane: 'log' })
    const refused = expect(hung).rejects.toThrow('only the store may be awaited')
    await hanging
    clock.advance(10_000)
    await refused
    await expect(after).resolves.toBe(1)
  })

  test('MG8 processes that start at once run each migration once', async () => {
    const migrations = [1, 2].map((number) => ({
      number,
      name: `add ${number}`,
      up: async (tx: { append(log: string, value: number): Promise<number> }) => void (await tx.append('log', number)),
    }))
    const nodes = await Promise.all([open({ migrations }), open({ migrations }), open({ migrations })])
    expect(await nodes[0].read('log', 1, 10)).toEqual([
      { seq: 1, value: 1 },
      { seq: 2, value: 2 },
    ])
  })

  test('MG10 a cursor narrows the bounds of its query and never widens them', async () => {
    const store = await open()
    await store.transact(async (tx) => {
      for (const rank of [1, 2, 3, 4, 5]) await tx.insert(notes, { id: `n${rank}`, rank })
    })
    const ranks = async (query: { from?: number; below?: number; reverse?: boolean; cursor?: string }) =>
      (await store.list(notes, { index: 'byRank', ...query })).rows.map(({ rank }) => rank)
    const { cursor: first } = await store.list(notes, { index: 'byRank', limit: 1 })
    const { cursor: last } = await store.list(notes, { index: 'byRank', limit: 1, reverse: true })
    if (first === undefined || last === undefined) throw new Error('Five rows make more than one page')
    expect(await ranks({ from: 3, cursor: first })).toEqual([3, 4, 5])
    expect(await ranks({ from: 3, cursor: last })).toEqual([])
    expect(await ranks({ below: 3, reverse: true, cursor: last })).toEqual([2, 1])
    expect(await ranks({ from: 2, reverse: true, cursor: last })).toEqual([4, 3, 2])
  })

  test('MG11 ping rejects while no primary answers, and answers again once one does', async () => {
    const store = await open()
    await store.ping()
    await mongo.kill()
    await expect(store.ping()).rejects.toThrow()
    await mongo.start()
    // The next write waits for the primary, so no sleep is needed before asking again.
    await store.transact((tx) => tx.append('log', 'back'))
    await store.ping()
  })

  test('MG9 bounds that cross hold no rows', async () => {
    const store = await open()
    await store.transact((tx) => tx.insert(notes, { id: 'n1', rank: 4 }))
    const index = 'byRank'
    expect((await store.list(notes, { index, from: 5, below: 3 })).rows).toEqual([])
    expect((await store.list(notes, { index, from: 3, below: 3 })).rows).toEqual([])
    expect(await store.count(notes, { index, from: 5, below: 3 })).toBe(0)
    expect(await store.count(notes, { index, from: 3, below: 4 })).toBe(0)
    expect(await store.count(notes, { index, from: 3, below: 5 })).toBe(1)
    expect((await store.list(notes, { index, from: 3, below: 5 })).rows.length).toBe(1)
  })

  test('MG12 while a database is being filled no store opens on it, and one whose filling was cut short is refused', async () => {
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    async function* slowly(): AsyncGenerator<DumpRecord> {
      yield { kind: 'row', table: 'notes', row: Object.assign({ id: 'n1' }, { rank: 1 }) }
      begun.resolve()
      await goOn.promise
    }
    const filling = open({ from: slowly() })
    await begun.promise
    await expect(open()).rejects.toThrow('is being restored, or its restore was cut short')
    await expect(open({ from: slowly() })).rejects.toThrow(StoreNotNew)
    await expect(collect(dumpMongoDatabase(url, [notes]))).rejects.toThrow('cut short')
    goOn.resolve()
    expect(await (await filling).get(notes, 'n1')).toEqual({ id: 'n1', rank: 1 })
    expect(await (await open()).get(notes, 'n1')).toEqual({ id: 'n1', rank: 1 })
  })

  test('MG13 a dump beside refuses a database without a store', async () => {
    await expect(collect(dumpMongoDatabase(url, [notes]))).rejects.toThrow('There is no store')
  })
})

function listen(store: Store): Committed[] {
  const told: Committed[] = []
  store.onCommit((entries) => void told.push(...entries))
  return told
}
