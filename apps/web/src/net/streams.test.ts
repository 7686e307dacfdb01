import { NUMBERS, upTo } from './testing/numbers-stream.ts'
import { numbersIn, page } from './testing/page.ts'
import { settle } from './testing/settle.ts'

/** A page that follows the numbers and has the first three. */
async function following() {
  const opened = page()
  for (let n = 0; n < 3; n += 1) opened.log.say()
  const stream = opened.client.retain(NUMBERS)
  opened.server.accept()
  await settle()
  const push = (...events: unknown[]) => opened.server.push('events', { stream: NUMBERS, events })
  return { ...opened, stream, push, numbers: () => numbersIn(stream.view.get()) }
}

test('WB1 events fold in order, each once', async () => {
  const { log, push, numbers, stream } = await following()
  const [four, five] = [log.say(), log.say()]
  push(four)
  push(four, five)
  push(five)
  expect(numbers()).toEqual(upTo(5))
  expect(stream.view.get()).toMatchObject({ status: 'live', seq: 5 })
})

test('WB2 a gap is asked for from the last seq, and what came early folds after', async () => {
  const { log, push, numbers, server, stream } = await following()
  server.holdAnswers()
  log.say()
  push(log.say())
  expect(numbers()).toEqual(upTo(3))
  expect(server.asked('follow').at(-1)).toEqual({ stream: NUMBERS, since: 3 })
  push(log.say())
  server.releaseAnswers()
  await settle()
  expect(numbers()).toEqual(upTo(6))
  expect(stream.view.get().status).toBe('live')
})

test('WB3 events before the answer to follow are kept', async () => {
  const { client, log, server } = page()
  log.say()
  server.holdAnswers()
  const stream = client.retain(NUMBERS)
  server.accept()
  await settle()
  server.push('events', { stream: NUMBERS, events: [log.say()] })
  expect(numbersIn(stream.view.get())).toBeUndefined()
  server.releaseAnswers()
  await settle()
  expect(numbersIn(stream.view.get())).toEqual(upTo(2))
})

test('WB4 a lost connection leaves the page as it is and asks for what came since', async () => {
  const { log, numbers, server, stream } = await following()
  server.cut()
  expect(stream.view.get()).toMatchObject({ status: 'catching-up', seq: 3 })
  log.say()
  server.accept()
  await settle()
  expect(server.asked('follow')).toEqual([{ stream: NUMBERS }, { stream: NUMBERS, since: 3 }])
  expect(numbers()).toEqual(upTo(4))
})

test('WB4 an answer to a connection that is gone is ignored', async () => {
  const { client, log, server } = page()
  log.say()
  const stream = client.retain(NUMBERS)
  server.holdAnswers()
  server.accept()
  await settle()
  server.letAnswersOutlive()
  server.cut()
  server.releaseAnswers()
  await settle()
  expect(stream.view.get().status).toBe('loading')
  server.accept()
  await settle()
  expect(numbersIn(stream.view.get())).toEqual(upTo(1))
})

test('WB5 a snapshot raises the epoch and tells listeners nothing', async () => {
  const { client, log, push, server, stream, numbers } = await following()
  const heard: number[] = []
  client.onEvents(NUMBERS, (events) => heard.push(...events.map(({ seq }) => seq)))
  expect(stream.view.get().epoch).toBe(1)
  push(log.say())
  server.answer('follow', () => ({ ok: true, seq: 9, snapshot: { numbers: [9] } }))
  server.cut()
  server.accept()
  await settle()
  expect(stream.view.get()).toMatchObject({ epoch: 2, seq: 9 })
  expect(numbers()).toEqual([9])
  expect(heard).toEqual([4])
})

test('WB6 an ended stream is forgotten, here and on the device', async () => {
  const { clock, keep, server, stream } = await following()
  clock.advance(60_000)
  await settle()
  expect(keep.kept.get(NUMBERS)?.seq).toBe(3)
  server.push('ended', { stream: NUMBERS, reason: 'membership.ended' })
  await settle()
  expect(stream.view.get()).toMatchObject({ status: 'ended', reason: 'membership.ended', state: undefined })
  expect(keep.kept.has(NUMBERS)).toBe(false)
})

test('WB6 a stream that is not found is forgotten', async () => {
  const { client, keep, server } = page()
  keep.kept.set('channel/gone', { seq: 2, state: { numbers: [1, 2] } })
  const stream = client.retain('channel/gone')
  server.accept()
  await settle()
  expect(stream.view.get()).toMatchObject({ status: 'not-found', state: undefined })
  expect(keep.kept.has('channel/gone')).toBe(false)
})

test('WB7 what is kept shows before the server answers', async () => {
  const { client, keep, log, server } = page()
  for (let n = 0; n < 3; n += 1) log.say()
  keep.kept.set(NUMBERS, { seq: 2, state: { numbers: [1, 2] } })
  const stream = client.retain(NUMBERS)
  await settle()
  expect(stream.view.get().status).toBe('catching-up')
  expect(numbersIn(stream.view.get())).toEqual(upTo(2))
  server.accept()
  await settle()
  expect(server.asked('follow')).toEqual([{ stream: NUMBERS, since: 2 }])
  expect(numbersIn(stream.view.get())).toEqual(upTo(3))
})

test('WB8 a server that knows less is asked for everything', async () => {
  const { client, clock, keep, log, server } = page()
  log.say()
  keep.kept.set(NUMBERS, { seq: 7, state: { numbers: upTo(7) } })
  const stream = client.retain(NUMBERS)
  server.accept()
  await settle()
  clock.advance(1_000)
  await settle()
  expect(server.asked('follow')).toEqual([{ stream: NUMBERS, since: 7 }, { stream: NUMBERS }])
  expect(numbersIn(stream.view.get())).toEqual([1])
})

test('WB9 a kept copy that does not fit is thrown away', async () => {
  const { client, keep, server } = page()
  keep.kept.set(NUMBERS, { seq: 2, state: { numbers: ['one'] } })
  client.retain(NUMBERS)
  await settle()
  expect(keep.kept.has(NUMBERS)).toBe(false)
  server.accept()
  await settle()
  expect(server.asked('follow')).toEqual([{ stream: NUMBERS }])
})

test('WB10 a released stream is followed a while longer, then unfollowed', async () => {
  const { client, clock, log, push, server } = await following()
  client.release(NUMBERS)
  clock.advance(10_000)
  push(log.say())
  expect(client.peek(NUMBERS)?.seq).toBe(4)
  expect(numbersIn(client.retain(NUMBERS).view.get())).toEqual(upTo(4))
  client.release(NUMBERS)
  clock.advance(60_000)
  expect(client.peek(NUMBERS)).toBeUndefined()
  expect(server.sent).toEqual([{ name: 'unfollow', args: [{ stream: NUMBERS }] }])
  expect(server.asked('follow')).toHaveLength(1)
})
