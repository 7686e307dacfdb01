import type { Committed } from '@convene/store'
import { describeWith, type Redis as RedisServer, sequenceIds, startRedis, systemClock } from '@convene/testkit'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import type { Bus, Heard } from './bus.ts'
import { VALUE_MAX_BYTES } from './redis-bus/message.ts'
import { openRedisBus } from './redis-bus.ts'

const quiet = pino({ level: 'silent' })

describeWith(['redis'], 'the bus over Redis', () => {
  let redis: RedisServer
  const nodes: Node[] = []
  const newId = sequenceIds('node')
  beforeEach(async () => {
    redis = await startRedis()
  })
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map(({ bus }) => bus.close()))
    await redis.stop()
  })

  test('NB1 carries what one node committed to every other, as it was, and not back to itself', async () => {
    const [a, b, c] = [await open(), await open(), await open()]
    const entries: Committed[] = [
      { log: 'channel/x', seq: 1, value: { type: 'said', data: { text: 'मीटिंग – “ok”', list: [1, null, true] } } },
      { log: 'notes/a b\nc', seq: 7, value: Uint8Array.from([0, 255, 10, 13]) },
      { log: 'notes/a b\nc', seq: 8, value: new Uint8Array() },
      { log: 'odd', seq: 9007199254740991, value: null },
    ]
    a.bus.publish(entries)
    for (const node of [b, c]) {
      await node.until(() => node.heard.length === 4)
      expect(node.heard).toEqual(entries)
    }
    b.bus.publish([{ log: 'last', seq: 1, value: 1 }])
    await a.until(() => a.heard.length > 0)
    expect(a.heard).toEqual([{ log: 'last', seq: 1, value: 1 }])
  })

  test('NB2 signals reach the other nodes as the bytes they were, and not oneself', async () => {
    const [a, b] = [await open(), await open()]
    a.bus.signal('notes/x', Uint8Array.from([1, 10, 0, 255]))
    b.bus.signal('other', new Uint8Array())
    await b.until(() => b.signals.length > 0)
    await a.until(() => a.signals.length > 0)
    expect(b.signals).toEqual([{ topic: 'notes/x', payload: Uint8Array.from([1, 10, 0, 255]) }])
    expect(a.signals).toEqual([{ topic: 'other', payload: new Uint8Array() }])
  })

  test('NB3 tells of a large value without carrying it, and splits a large commit', async () => {
    const [a, b] = [await open(), await open()]
    const half = new Uint8Array(VALUE_MAX_BYTES / 2).fill(7)
    a.bus.publish([
      { log: 'notes/x', seq: 1, value: new Uint8Array(VALUE_MAX_BYTES + 1) },
      { log: 'channel/x', seq: 1, value: 'x'.repeat(VALUE_MAX_BYTES) },
      ...[2, 3, 4, 5].map((seq) => ({ log: 'notes/x', seq, value: half })),
    ])
    await b.until(() => b.heard.length === 6)
    expect(b.heard.slice(0, 2)).toEqual([
      { log: 'notes/x', seq: 1 },
      { log: 'channel/x', seq: 1 },
    ])
    for (const { value } of b.heard.slice(2)) expect(Buffer.compare(half, bytesOf(value))).toBe(0)
    const messages = await ask((client) => client.xrange('convene:bus', '-', '+'))
    expect(messages.filter(([, fields]) => fields[2] !== 'said').length).toBeGreaterThan(1)
  })

  test('NB4 publishing goes on while Redis is away, and when it is back every node is told that entries may be missing', async () => {
    const [a, b] = [await open(), await open()]
    const before = [a.losses, b.losses]
    await redis.down('SIGKILL')
    a.bus.publish([{ log: 'x', seq: 1, value: 1 }])
    a.bus.publish([{ log: 'x', seq: 2, value: 2 }])
    await redis.start()
    await b.until(() => b.losses > (before[1] ?? 0))
    await a.until(() => a.losses > (before[0] ?? 0))
    a.bus.publish([{ log: 'x', seq: 3, value: 3 }])
    await b.until(() => b.heard.at(-1)?.seq === 3)
  })

  test('NB5 what cannot wait any longer is dropped, and the other nodes are told', async () => {
    const [a, b] = [await open(), await open()]
    const value = new Uint8Array(200_000)
    const clients = String(await ask((client) => client.client('LIST')))
    const writes = clients.split('\n').filter((line) => line.includes('name=convene-writes'))
    expect(writes).toHaveLength(2)
    const before = b.losses
    // Only the connections that write are cut: b hears of the loss from a alone.
    for (const line of writes) await ask((client) => client.client('KILL', 'ID', /id=(\d+)/.exec(line)?.[1] ?? ''))
    for (let seq = 1; seq <= 120; seq++) a.bus.publish([{ log: 'x', seq, value }])
    await b.until(() => b.losses > before)
    a.bus.publish([{ log: 'x', seq: 121, value: 'after' }])
    await b.until(() => b.heard.at(-1)?.value === 'after')
    expect(b.heard.length).toBeLessThan(121)
  })

  test('NB6 a node that finds its place in the stream gone is told that entries may be missing', async () => {
    const [a, b] = [await open(), await open()]
    const before = b.losses
    await ask((client) => client.del('convene:bus'))
    a.bus.publish([{ log: 'x', seq: 1, value: 1 }])
    await b.until(() => b.heard.length === 1 && b.losses > before)
    const between = b.losses
    await ask((client) =>
      client
        .multi()
        .xadd('convene:bus', '*', 'from', 'other', 'j2 x', '2')
        .xadd('convene:bus', '*', 'from', 'other', 'j3 x', '3')
        .xtrim('convene:bus', 'MAXLEN', 1)
        .exec(),
    )
    await b.until(() => b.heard.at(-1)?.seq === 3 && b.losses > between)
  })

  test('NB7 a Redis that comes back empty, or with an earlier clock, carries new entries all the same', async () => {
    const [a, b] = [await open(), await open()]
    a.bus.publish([{ log: 'x', seq: 1, value: 1 }])
    await b.until(() => b.heard.length === 1)
    // Ids of the new stream are far below those read so far.
    await ask((client) => client.del('convene:bus'))
    await ask((client) => client.xadd('convene:bus', '1-1', 'from', 'nobody', 'said', 'here'))
    const before = b.losses
    await redis.restart('SIGKILL')
    await b.until(() => b.losses > before)
    a.bus.publish([{ log: 'x', seq: 2, value: 2 }])
    await b.until(() => b.heard.at(-1)?.seq === 2)
  })

  test('NB8 closes within a second, also while Redis is away, and twice', async () => {
    const [a, b] = [await open(), await open()]
    a.bus.publish([{ log: 'x', seq: 1, value: 'last words' }])
    await timed(() => a.bus.close())
    await b.until(() => b.heard.length === 1)
    await redis.down('SIGKILL')
    b.bus.publish([{ log: 'x', seq: 2, value: 2 }])
    await timed(() => Promise.all([b.bus.close(), b.bus.close()]))
    await a.bus.close()
  })

  test('NB9 a node started while Redis is away joins when Redis comes', async () => {
    await redis.down()
    const opening = open()
    await redis.start()
    const a = await opening
    const b = await open()
    b.bus.publish([{ log: 'x', seq: 1, value: 1 }])
    await a.until(() => a.heard.length === 1)
  })

  test('NB10 while Redis is away every node looks into the store now and then', async () => {
    const a = await open()
    await redis.down()
    const before = a.losses
    await a.until(() => a.losses >= before + 2)
  })

  test('NB11 a message that cannot be read counts as a loss', async () => {
    const a = await open()
    const before = a.losses
    await ask((client) => client.xadd('convene:bus', '*', 'from', 'newer', 'q1 x', 'riddle'))
    await ask((client) => client.xadd('convene:bus', '*', 'from', 'newer', 'j1 x', '1'))
    await a.until(() => a.heard.length === 1)
    expect(a.losses).toBe(before + 1)
  })

  async function open(): Promise<Node> {
    const bus = await openRedisBus({ url: redis.url, clock: systemClock, log: quiet, newId })
    const waiting = new Set<() => void>()
    const look = () => waiting.forEach((wake) => void wake())
    const node: Node = {
      bus,
      heard: [],
      signals: [],
      losses: 0,
      until: (isSo) =>
        new Promise((resolve) => {
          const wake = () => {
            if (!isSo()) return
            waiting.delete(wake)
            resolve()
          }
          waiting.add(wake)
          wake()
        }),
    }
    bus.onEntries((entries) => {
      node.heard.push(...entries)
      look()
    })
    bus.onSignal((topic, payload) => {
      node.signals.push({ topic, payload })
      look()
    })
    bus.onLoss(() => {
      node.losses++
      look()
    })
    nodes.push(node)
    return node
  }

  async function ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(redis.url)
    try {
      return await question(client)
    } finally {
      client.disconnect()
    }
  }
})

interface Node {
  readonly bus: Bus
  readonly heard: Heard[]
  readonly signals: { topic: string; payload: Uint8Array }[]
  losses: number
  until(isSo: () => boolean): Promise<void>
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new TypeError('not bytes')
}

async function timed(work: () => Promise<unknown>): Promise<void> {
  const start = systemClock.now()
  await work()
  expect(systemClock.now() - start).toBeLessThan(1_000)
}
