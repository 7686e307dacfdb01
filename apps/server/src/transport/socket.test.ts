import { once } from 'node:events'
import { WIRE_VERSION } from '@convene/protocol'
import { seededRandom } from '@convene/testkit'
import WebSocket from 'ws'
import { seedDemo } from '../demo/index.ts'
import { CONNECTIONS_PER_PERSON } from '../kit/connections.ts'
import { connect, type TestClient, tokenFor } from '../testing/client.ts'
import { communityNamed, type Place } from '../testing/places.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'

let server: TestServer
let place: Place
let partner: TestClient
let partnerToken: string

beforeAll(async () => {
  server = await startServer({ rateFactor: 1 })
  await seedDemo(server)
  partnerToken = (await tokenFor(server.url, 'partner')).token
  partner = await connect(server.url, { token: partnerToken })
  place = await communityNamed(partner, 'respite')
})
afterAll(async () => {
  partner?.close()
  await server?.dispose()
})

const refusal = (kind: string) => expect.objectContaining({ error: expect.objectContaining({ kind }) })
const channel = () => place.channels[0]?.id ?? ''

/** A raw Socket.IO connection on a WebSocket, to say what no client would. */
async function rawSocket(token: string): Promise<{ ws: WebSocket; answer: string }> {
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  await once(ws, 'message')
  ws.send(`40${JSON.stringify({ token })}`)
  const [answer] = await once(ws, 'message')
  return { ws, answer: String(answer) }
}

test('TR10 without proof there is no connection', async () => {
  for (const token of ['', 'nonsense', 'x'.repeat(5000)])
    await expect(connect(server.url, { token })).rejects.toMatchObject({ data: { kind: 'unauthenticated' } })
})

test('TR11 malformed calls, follows and signals are refused, and others are undisturbed', async () => {
  const { token } = await tokenFor(server.url, 'coordinator')
  const client = await connect(server.url, { token })
  const random = seededRandom(11)
  const odd: unknown[] = [
    undefined,
    null,
    0,
    -1,
    1.5,
    '',
    'channel/x',
    'x'.repeat(3000),
    [],
    {},
    { stream: 7 },
    { stream: 'channel/../x' },
    { streams: 'x' },
    { stream: `channel/${channel()}`, since: -3 },
    new Uint8Array(9),
  ]
  for (let round = 0; round < 60; round++) {
    const event = random.pick([
      'call',
      'follow',
      'unfollow',
      'watch',
      'signal',
      'notes-open',
      'notes-frame',
      'notes-close',
      'nonsense',
    ])
    const args = Array.from({ length: random.int(4) }, () => random.pick(odd))
    client.socket.emit(event, ...args)
  }
  await expect(client.follow('galaxy/x')).rejects.toEqual(refusal('invalid'))
  await expect(client.call('x'.repeat(200))).rejects.toEqual(refusal('invalid'))
  await expect(client.call('chat.post', 'not an object')).rejects.toEqual(refusal('invalid'))
  await expect(client.call('chat.post', { channelId: channel(), text: 'x' }, 'bad key\n')).rejects.toEqual(
    refusal('invalid'),
  )
  await expect(client.call('communities.mine')).resolves.toMatchObject({ communities: expect.any(Array) })
  await expect(partner.call('communities.mine')).resolves.toMatchObject({ communities: expect.any(Array) })
  client.close()
})

test('TR12 a flood is refused, and cut when it goes on', async () => {
  const { token } = await tokenFor(server.url, 'coordinator')
  const client = await connect(server.url, { token })
  const answers = await Promise.allSettled(Array.from({ length: 600 }, () => client.call('communities.mine')))
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused.length).toBeGreaterThan(50)
  for (const answer of refused)
    expect(answer.status === 'rejected' && answer.reason).toMatchObject({
      error: { kind: 'rate-limited', details: { retryInMs: expect.any(Number) } },
    })
  const cut = client.next('disconnect')
  for (let index = 0; index < 2000; index++) client.socket.emit('nonsense')
  await cut
  await expect(partner.call('communities.mine')).resolves.toBeDefined()
})

test('TR13 a person may hold 100 connections, and room comes back', async () => {
  const { token } = await tokenFor(server.url, 'ministry')
  const held = await Promise.all(Array.from({ length: CONNECTIONS_PER_PERSON }, () => rawSocket(token)))
  expect(held.every(({ answer }) => answer.startsWith('40'))).toBe(true)
  for (let round = 0; round < 20; round++) {
    const more = await Promise.all(Array.from({ length: 50 }, () => rawSocket(token)))
    for (const { ws, answer } of more) {
      expect(answer).toContain('"kind":"rate-limited"')
      ws.terminate()
    }
  }
  await expect(partner.call('communities.mine')).resolves.toBeDefined()
  const closed = held.map(({ ws }) => once(ws, 'close'))
  for (const { ws } of held) ws.close()
  await Promise.all(closed)
  await expect(retry(() => connect(server.url, { token }))).resolves.toMatchObject({ events: [] })
})

test('TR14 a reader that never drains is cut, and others are undisturbed', async () => {
  const quick = await startServer()
  await seedDemo(quick)
  const { token } = await tokenFor(quick.url, 'partner')
  const writer = await connect(quick.url, { token })
  const home = await communityNamed(writer, 'respite')
  const id = home.channels[0]?.id ?? ''
  const slow = new WebSocket(`${quick.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  await once(slow, 'message')
  slow.send(`40${JSON.stringify({ token })}`)
  await once(slow, 'message')
  slow.send(`420${JSON.stringify(['follow', { stream: `channel/${id}` }])}`)
  await once(slow, 'message')
  slow.pause()
  const cut = once(slow, 'close')
  await writer.follow(`channel/${id}`)
  let posted = 0
  const text = 'x'.repeat(16_000)
  // Kernel buffers on both sides take some megabytes before the server sees anything waiting.
  while (posted < 1500 && (await slowIsHeld(quick, writer))) {
    await Promise.all(Array.from({ length: 25 }, () => writer.call('chat.post', { channelId: id, text })))
    posted += 25
  }
  slow.resume()
  await cut
  await writer.until((event) => event.type === 'chat.posted')
  expect(posted).toBeLessThan(1500)
  writer.close()
  await quick.dispose()
})

test('TR15 ending a session ends its socket within a second', async () => {
  const { token } = await tokenFor(server.url, 'observer')
  const client = await connect(server.url, { token })
  const other = await connect(server.url, { token: (await tokenFor(server.url, 'observer')).token })
  const { sessions } = (await client.call('identity.sessions')) as { sessions: { id: string; current: boolean }[] }
  const current = sessions.find((session) => session.current)
  const gone = client.next('disconnect')
  const start = performance.now()
  await other.call('identity.endSession', { sessionId: current?.id })
  await gone
  expect(performance.now() - start).toBeLessThan(1000)
  await expect(connect(server.url, { token })).rejects.toMatchObject({ data: { kind: 'unauthenticated' } })
  await expect(other.call('communities.mine')).resolves.toBeDefined()
  other.close()
})

test('TR16 before it stops the server says so, and it stops within 5 s', async () => {
  const short = await startServer()
  await seedDemo(short)
  const client = await connect(short.url, { token: (await tokenFor(short.url, 'partner')).token })
  const told = client.next('restarting')
  const start = performance.now()
  await short.dispose()
  expect(await told).toMatchObject({ retryInMs: expect.any(Number) })
  expect(performance.now() - start).toBeLessThan(5000)
})

test('TR17 a page of another wire version is told so', async () => {
  const stale = new Promise((resolve) => {
    void connectListening('stale', resolve, WIRE_VERSION + 1)
  })
  expect(await stale).toEqual({ version: WIRE_VERSION })
})

test('TR18 watch tells heads of what one may follow, and of nothing else', async () => {
  const visitor = await connect(server.url, { token: (await tokenFor(server.url, 'visitor')).token })
  const stream = `channel/${channel()}`
  const hidden = visitor.next('heads')
  visitor.socket.emit('watch', { streams: [stream] }, () => {})
  expect(await hidden).toEqual({})
  const first = partner.next('heads')
  partner.socket.emit('watch', { streams: [stream] }, () => {})
  const before = (await first) as Record<string, number>
  const later = partner.next('heads')
  const { message } = (await partner.call('chat.post', { channelId: channel(), text: 'heads up' })) as {
    message: { seq: number }
  }
  expect(message.seq).toBe((before[stream] ?? 0) + 1)
  expect(await later).toEqual({ [stream]: message.seq })
  visitor.close()
})

async function connectListening(name: string, heard: (data: unknown) => void, version: number): Promise<void> {
  const client = await connect(server.url, { token: partnerToken, version }, (socket) => socket.on(name, heard))
  client.close()
}

/** The server still counts the slow reader among its connections. */
async function slowIsHeld(at: TestServer, writer: TestClient): Promise<boolean> {
  await writer.call('communities.mine')
  const metrics = await (await fetch(`${at.url}/metrics`)).text()
  return /convene_connections 2/.test(metrics)
}

/** Closing is seen by the server a moment after the client. */
async function retry<T>(work: () => Promise<T>, tries = 50): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (tries === 0) throw error
    await new Promise((resolve) => setImmediate(resolve))
    return retry(work, tries - 1)
  }
}
