import { AppError, type Contract, chat } from '@convene/protocol'
import { fakeClock, sequenceIds } from '@convene/testkit'
import { type ClientStatus, writable } from '../../net/index.ts'
import { createOutbox, type OutboxLine, type OutboxStore, type Outgoing } from './outbox.ts'

type Answer = AppError | 'ok'

/** A server that posts each key once and answers as told; a device that keeps rows in a map. */
function world(answers: Answer[] = [], kept: Outgoing[] = []) {
  const clock = fakeClock()
  const ids = sequenceIds('key')
  const status = writable<ClientStatus>('online')
  const rows = new Map(kept.map((one) => [one.key, one]))
  const posted = new Map<string, string>()
  const calls: string[] = []
  let keptAtCall: boolean | undefined
  const call: OutboxLine['call'] = async <C extends Contract>(
    _contract: C,
    input: unknown,
    options?: { key?: string },
  ) => {
    const key = options?.key ?? ''
    const { text } = chat.post.input.parse(input)
    calls.push(key)
    keptAtCall = rows.has(key)
    const answer = answers.shift() ?? 'ok'
    if (answer === 'ok' || answer.reason === 'net.timeout') posted.set(key, text)
    if (answer !== 'ok') throw answer
    return undefined as never
  }
  const store: OutboxStore = {
    all: async () => [...rows.values()],
    put: async (one) => void rows.set(one.key, one),
    delete: async (key) => void rows.delete(key),
  }
  const outbox = createOutbox({ call, status, newKey: ids, now: clock.now, after: clock.after }, store)
  const settled = async () => {
    for (let turn = 0; turn < 30; turn++) await Promise.resolve()
  }
  return { outbox, clock, status, rows, posted, calls, settled, keptAtCall: () => keptAtCall }
}
const lost = () => new AppError('unavailable', 'net.timeout')
const states = ({ outbox }: ReturnType<typeof world>) => outbox.messages.get().map((one) => one.state)

test('OB1 a message is kept before it is sent and forgotten once saved', async () => {
  const w = world()
  await w.settled()
  w.outbox.send({ channelId: 'c', text: 'hello' })
  expect(states(w)).toEqual(['waiting'])
  await w.settled()
  expect(w.keptAtCall()).toBe(true)
  expect(w.rows.size).toBe(0)
  expect([...w.posted.values()]).toEqual(['hello'])
})

test('OB2 messages go in the order in which they were written, over a lost answer too', async () => {
  const w = world([lost()])
  for (const text of ['1', '2', '3']) w.outbox.send({ channelId: 'c', text })
  await w.settled()
  w.clock.advance(5_000)
  await w.settled()
  expect([...w.posted.values()]).toEqual(['1', '2', '3'])
})

test('OB3 a lost answer is asked for again with the same key', async () => {
  const w = world([lost(), lost()])
  w.outbox.send({ channelId: 'c', text: 'once' })
  await w.settled()
  w.clock.advance(5_000)
  await w.settled()
  w.clock.advance(5_000)
  await w.settled()
  expect(w.calls).toHaveLength(3)
  expect(new Set(w.calls).size).toBe(1)
  expect(w.posted.size).toBe(1)
})

test('OB4 a refused message is kept as failed and the next goes on', async () => {
  const w = world([new AppError('forbidden', 'chat.may-not-post')])
  w.outbox.send({ channelId: 'c', text: 'no' })
  w.outbox.send({ channelId: 'c', text: 'yes' })
  await w.settled()
  expect(states(w)).toEqual(['failed', 'sent'])
  expect([...w.rows.values()].map((one) => one.state)).toEqual(['failed'])
})

test('OB4 a failed message can be retried', async () => {
  const w = world([new AppError('forbidden', 'chat.may-not-post')])
  w.outbox.send({ channelId: 'c', text: 'no' })
  await w.settled()
  w.outbox.retry(w.calls[0] ?? '')
  await w.settled()
  expect(states(w)).toEqual(['sent'])
  expect(new Set(w.calls).size).toBe(1)
})

test('OB4 a failed message can be discarded', async () => {
  const w = world([new AppError('forbidden', 'chat.may-not-post')])
  w.outbox.send({ channelId: 'c', text: 'no' })
  await w.settled()
  w.outbox.discard(w.calls[0] ?? '')
  await w.settled()
  expect([states(w), w.rows.size, w.posted.size]).toEqual([[], 0, 0])
})

test('OB5 what an earlier page left is sent first', async () => {
  const w = world([], [{ key: 'old', channelId: 'c', text: 'old', at: -1, state: 'waiting' }])
  w.status.set('offline')
  w.outbox.send({ channelId: 'c', text: 'new' })
  await w.settled()
  w.status.set('online')
  await w.settled()
  expect([...w.posted.values()]).toEqual(['old', 'new'])
})

test('OB6 nothing is sent without a connection', async () => {
  const w = world()
  w.status.set('offline')
  w.outbox.send({ channelId: 'c', text: 'later' })
  await w.settled()
  expect([w.calls.length, w.rows.size]).toEqual([0, 1])
  w.status.set('online')
  await w.settled()
  expect(w.posted.size).toBe(1)
})
