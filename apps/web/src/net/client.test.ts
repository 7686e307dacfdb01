import { AppError, chat, communities, identity, type StreamName, signal } from '@convene/protocol'
import { z } from 'zod'
import { NUMBERS } from './testing/numbers-stream.ts'
import { NADIA, page, person } from './testing/page.ts'
import { settle } from './testing/settle.ts'

/** A page that is connected as Nadia. */
async function connected() {
  const opened = page()
  opened.server.accept()
  await settle()
  return opened
}

test('WB12 attempts are ever further apart, up to a limit', () => {
  const { client, server, clock } = page()
  const waits: number[] = []
  for (let attempt = 0; attempt < 12; attempt += 1) {
    server.refuse()
    expect(client.status.get()).toBe('offline')
    const before = { at: clock.now(), connects: server.connects }
    while (server.connects === before.connects) clock.advance(50)
    waits.push(clock.now() - before.at)
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits[0]).toBeLessThan(1_000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(5_000)
})

test('WB12 chance spreads the attempts', () => {
  const [early, late] = [page({ random: () => 0 }), page({ random: () => 0.999 })]
  for (const { server, clock } of [early, late]) {
    server.refuse()
    clock.advance(400)
  }
  expect(early.server.connects).toBe(2)
  expect(late.server.connects).toBe(1)
})

test('WB12 a woken page tries at once', () => {
  const { client, server, clock } = page()
  for (let attempt = 0; attempt < 8; attempt += 1) {
    server.refuse()
    clock.advance(20_000)
  }
  server.refuse()
  const before = server.connects
  client.wake()
  clock.advance(0)
  expect(server.connects).toBe(before + 1)
})

test('WB13 a restarting server is given the time it asked for', async () => {
  const { client, server, clock } = await connected()
  server.push('restarting', { retryInMs: 4_000 })
  server.cut()
  expect(client.status.get()).toBe('restarting')
  clock.advance(3_999)
  expect(server.connects).toBe(1)
  clock.advance(4_001)
  expect(server.connects).toBe(2)
  server.accept()
  expect(client.status.get()).toBe('online')
})

test('WB14 a refusal for want of a session signs the page out', async () => {
  const { client, server, clock, keep, remembered } = page({ remembered: NADIA })
  keep.kept.set(NUMBERS, { seq: 1, state: { numbers: [1] } })
  server.refuse({ kind: 'unauthenticated', reason: 'identity.sign-in-first' })
  await settle()
  clock.advance(120_000)
  expect(client.session.get()).toEqual({ state: 'signed-out' })
  expect(client.status.get()).toBe('signed-out')
  expect(server.connects).toBe(1)
  expect(keep.kept.size).toBe(0)
  expect(remembered.personId).toBeUndefined()
})

test('WB14 an answer that says so signs the page out, and signing in connects again', async () => {
  const { client, server } = await connected()
  server.answer('call', () => ({ ok: false, error: { kind: 'unauthenticated', reason: 'identity.sign-in-first' } }))
  await expect(client.call(communities.mine, {})).rejects.toMatchObject({ kind: 'unauthenticated' })
  await settle()
  expect(client.session.get().state).toBe('signed-out')
  server.answer('call', () => ({ ok: true, output: { me: person('paul') } }))
  const signedIn = client.signedIn()
  server.accept()
  await signedIn
  expect(client.session.get()).toEqual({ state: 'signed-in', personId: 'paul' })
})

test('WB15 a page of another version stops and says so', async () => {
  const { client, server, clock } = await connected()
  server.push('stale', { version: 2 })
  server.cut()
  clock.advance(120_000)
  expect(client.status.get()).toBe('stale')
  expect(server.connects).toBe(1)
})

test('WB16 a call resolves with the parsed output, and its key goes with it', async () => {
  const { client, server } = await connected()
  server.answer('call', () => ({ ok: true, output: { communityId: 'c1', extra: true } }))
  const input = { handle: 'abc', name: 'ABC', timeZone: 'UTC' }
  await expect(client.call(communities.create, input, { key: 'k1' })).resolves.toEqual({ communityId: 'c1' })
  expect(server.requests.at(-1)).toEqual({ name: 'call', args: ['communities.create', input, 'k1'] })
})

test('WB16 a call rejects with the error of the server', async () => {
  const { client, server } = await connected()
  const error = { kind: 'conflict', reason: 'chat.channel-archived', details: { a: 1 } }
  server.answer('call', () => ({ ok: false, error }))
  const failed = client.call(chat.post, { channelId: 'c', text: 'hello' })
  await expect(failed).rejects.toBeInstanceOf(AppError)
  await expect(failed).rejects.toMatchObject(error)
})

test('WB17 a call that is cut off is unavailable', async () => {
  const { client, server } = await connected()
  server.holdAnswers()
  const failed = client.call(communities.mine, {})
  server.cut()
  server.releaseAnswers()
  await expect(failed).rejects.toMatchObject({ kind: 'unavailable', reason: 'net.disconnected' })
})

test('WB17 an answer that does not parse is a mismatch', async () => {
  const { client, server } = await connected()
  server.answer('call', () => ({ ok: true, output: { communities: 'none' } }))
  await expect(client.call(communities.mine, {})).rejects.toMatchObject({ kind: 'unavailable', reason: 'net.mismatch' })
})

test('WB18 public commands go over HTTP, with the same errors', async () => {
  const asked: string[] = []
  const answers = [
    Response.json({ demoPeople: [], firstRun: true }),
    Response.json({ error: { kind: 'rate-limited', reason: 'identity.too-many-tries' } }, { status: 429 }),
    new Response('bad gateway', { status: 502 }),
  ]
  const { client } = page({
    fetch: async (url) => {
      asked.push(url)
      return answers.shift() ?? Response.error()
    },
  })
  await expect(client.call(identity.welcome, {})).resolves.toEqual({ demoPeople: [], firstRun: true })
  await expect(client.call(identity.welcome, {})).rejects.toMatchObject({ reason: 'identity.too-many-tries' })
  await expect(client.call(identity.welcome, {})).rejects.toMatchObject({ kind: 'unavailable' })
  expect(asked).toEqual(Array(3).fill('/api/v1/identity.welcome'))
})

test('WB18 a command that changes the cookie goes over HTTP', async () => {
  const asked: string[] = []
  const opened = page({
    fetch: async (url) => {
      asked.push(url)
      return Response.json({})
    },
  })
  await expect(opened.client.call(identity.signOut, {}, { overHttp: true })).resolves.toEqual({})
  expect(asked).toEqual(['/api/v1/identity.signOut'])
  expect(opened.server.asked('call')).toEqual([])
})

test('WB19 what is watched is told as a whole, and heads are merged', async () => {
  const { client, server, clock } = await connected()
  const [a, b]: StreamName[] = ['channel/a', 'channel/b']
  server.answer('watch', () => ({ ok: true, heads: { 'channel/a': 3 } }))
  const endA = client.heads.watch([a ?? NUMBERS])
  client.heads.watch([b ?? NUMBERS])
  clock.advance(100)
  await settle()
  server.push('heads', { 'channel/b': 5 })
  expect(client.heads.heads.get()).toEqual({ 'channel/a': 3, 'channel/b': 5 })
  endA()
  clock.advance(100)
  server.cut()
  server.accept()
  clock.advance(100)
  expect(server.asked('watch')).toEqual([
    { streams: ['channel/a', 'channel/b'] },
    { streams: ['channel/b'] },
    { streams: ['channel/b'] },
  ])
})

test('WB20 a signal reaches those who listen for its kind on its stream', async () => {
  const { client, server } = await connected()
  const wave = signal('channel', 'test.wave', z.object({ hand: z.enum(['left', 'right']) }))
  const heard: unknown[] = []
  client.onSignal(NUMBERS, wave, (data, by) => heard.push([data, by]))
  const send = (change: object) =>
    server.push('signal', { stream: NUMBERS, type: 'test.wave', by: 'paul', data: { hand: 'left' }, ...change })
  send({})
  send({ stream: 'channel/other' })
  send({ type: 'test.nod' })
  send({ data: { hand: 'third' } })
  expect(heard).toEqual([[{ hand: 'left' }, 'paul']])
  client.sendSignal(NUMBERS, wave, { hand: 'right' })
  expect(server.sent).toEqual([
    { name: 'signal', args: [{ stream: NUMBERS, type: 'test.wave', data: { hand: 'right' } }] },
  ])
})

test('WB21 the page learns who it is with the first connection', async () => {
  const { client, server, remembered } = page()
  expect(client.session.get()).toEqual({ state: 'unknown' })
  server.accept()
  await settle()
  expect(client.session.get()).toEqual({ state: 'signed-in', personId: NADIA })
  expect(remembered.personId).toBe(NADIA)
})

test('WB21 what was kept of somebody else is forgotten', async () => {
  const { client, server, keep } = page({ remembered: 'paul' })
  keep.kept.set('member/paul', { seq: 1, state: {} })
  expect(client.session.get()).toEqual({ state: 'signed-in', personId: 'paul' })
  server.accept()
  await settle()
  expect(client.session.get()).toEqual({ state: 'signed-in', personId: NADIA })
  expect(keep.kept.size).toBe(0)
})

test('WB21 the same person keeps what is kept', async () => {
  const { server, keep } = page({ remembered: NADIA })
  keep.kept.set('member/nadia', { seq: 1, state: {} })
  server.accept()
  await settle()
  expect(keep.kept.size).toBe(1)
})
