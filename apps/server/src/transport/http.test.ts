import { request } from 'node:http'
import { z } from 'zod'
import { seedDemo } from '../demo/index.ts'
import { connect, tokenFor } from '../testing/client.ts'
import { communityNamed, type Place } from '../testing/places.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'

const streamAnswer = z.looseObject({ seq: z.number() })
const apiDocument = z.looseObject({ paths: z.record(z.string(), z.unknown()) })

let server: TestServer
let token: string
let place: Place

beforeAll(async () => {
  server = await startServer({ metricsToken: 'a-token-for-metrics-only' })
  await seedDemo(server)
  token = (await tokenFor(server.url, 'coordinator')).token
  const client = await connect(server.url, { token })
  place = await communityNamed(client, 'respite')
  client.close()
})
afterAll(() => server?.dispose())

const send = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init)
const call = (name: string, input: unknown, headers: Record<string, string> = {}) =>
  send(`/api/v1/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(input),
  })
const channelId = () => place.channels[0]?.id ?? ''

/** fetch may not set Cookie or Origin; a plain request may. */
const raw = (path: string, headers: Record<string, string>, body = '{}', method = 'POST') =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const sent = request(
      `${server.url}${path}`,
      { method, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        let text = ''
        response.on('data', (chunk) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

test('TR1 a call answers with its output, or with the status of what went wrong', async () => {
  const mine = await call('communities.mine', {})
  expect(mine.status).toBe(200)
  expect(await mine.json()).toMatchObject({ communities: [expect.objectContaining({ handle: 'respite' })] })
  const cases: [string, unknown, number, string][] = [
    ['chat.post', { channelId: channelId() }, 400, 'invalid'],
    ['chat.post', { channelId: 'nowhere', text: 'x' }, 404, 'not-found'],
    ['chat.post', { channelId: channelId(), text: 'x'.repeat(16_001) }, 413, 'too-large'],
    ['no.such', {}, 404, 'not-found'],
    ['chat.createChannel', { communityId: place.id, name: place.channels[0]?.name }, 409, 'conflict'],
    ['communities.change', { communityId: place.id, name: 'Mine' }, 403, 'forbidden'],
  ]
  for (const [name, input, status, kind] of cases) {
    const answer = await call(name, input)
    expect([name, answer.status, await answer.json()]).toEqual([
      name,
      status,
      { error: expect.objectContaining({ kind, reason: expect.any(String) }) },
    ])
  }
})

test('TR2 a retry with the same key returns the first result', async () => {
  const once = { channelId: channelId(), text: 'once' }
  const first = await (await call('chat.post', once, { 'idempotency-key': 'http-1' })).json()
  const second = await (await call('chat.post', once, { 'idempotency-key': 'http-1' })).json()
  expect(second).toEqual(first)
  expect((await call('chat.post', once, { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400)
})

test('TR3 a stream answers over HTTP as follow does', async () => {
  const headers = { authorization: `Bearer ${token}` }
  const snapshot = streamAnswer.parse(await (await send(`/api/v1/stream/channel/${channelId()}`, { headers })).json())
  expect(snapshot).toMatchObject({ seq: expect.any(Number), snapshot: { channel: { id: channelId() } } })
  const since = await (
    await send(`/api/v1/stream/channel/${channelId()}?since=${snapshot.seq - 1}`, { headers })
  ).json()
  expect(since).toMatchObject({ seq: snapshot.seq, events: [expect.objectContaining({ seq: snapshot.seq })] })
  expect((await send(`/api/v1/stream/channel/${channelId()}?since=-1`, { headers })).status).toBe(400)
  expect((await send('/api/v1/stream/galaxy/x', { headers })).status).toBe(400)
  expect((await send('/api/v1/stream/channel/nowhere', { headers })).status).toBe(404)
  const visitor = (await tokenFor(server.url, 'visitor')).token
  const hidden = await send(`/api/v1/stream/channel/${channelId()}`, {
    headers: { authorization: `Bearer ${visitor}` },
  })
  expect(hidden.status).toBe(404)
})

test('TR4 no proof, no JSON, too much: each refused in words', async () => {
  expect((await call('communities.mine', {}, { authorization: '' })).status).toBe(401)
  expect((await call('communities.mine', {}, { authorization: 'Bearer nonsense' })).status).toBe(401)
  expect((await call('communities.mine', {}, { authorization: `Bearer ${'x'.repeat(8000)}` })).status).toBe(401)
  const notJson = await raw('/api/v1/communities.mine', { authorization: `Bearer ${token}` }, '{"a":')
  expect([notJson.status, JSON.parse(notJson.text)]).toEqual([
    400,
    { error: expect.objectContaining({ kind: 'invalid', reason: 'http.body-not-json' }) },
  ])
  const huge = await raw(
    '/api/v1/communities.mine',
    { authorization: `Bearer ${token}` },
    JSON.stringify('x'.repeat(1_100_000)),
  )
  expect([huge.status, JSON.parse(huge.text)]).toEqual([413, { error: expect.objectContaining({ kind: 'too-large' }) }])
  for (const body of ['null', '[]', '"text"', '7'])
    expect([200, 400]).toContain(
      (await raw('/api/v1/communities.mine', { authorization: `Bearer ${token}` }, body)).status,
    )
})

test('TR5 a cookie from a page of another origin is refused, a bearer token is not', async () => {
  const signIn = await raw('/api/v1/identity.demoSignIn', {}, JSON.stringify({ person: 'partner' }))
  const cookie = String(signIn.headers['set-cookie']).split(';')[0] ?? ''
  expect(String(signIn.headers['set-cookie'])).toMatch(/HttpOnly/i)
  expect(String(signIn.headers['set-cookie'])).toMatch(/SameSite=Lax|SameSite=Strict/i)
  expect((await raw('/api/v1/communities.mine', { cookie })).status).toBe(200)
  expect((await raw('/api/v1/communities.mine', { cookie, origin: server.url })).status).toBe(200)
  expect((await raw('/api/v1/communities.mine', { cookie, origin: 'https://evil.example' })).status).toBe(403)
  expect((await raw('/api/v1/communities.mine', { cookie, origin: 'null' })).status).toBe(403)
  const bearer = { authorization: `Bearer ${token}`, origin: 'https://elsewhere.example' }
  expect((await raw('/api/v1/communities.mine', bearer)).status).toBe(200)
})

test('TR6 answers carry a strict policy', async () => {
  const { headers } = await send('/healthz')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain("script-src 'self' 'unsafe")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-powered-by')).toBeNull()
})

test('TR7 health, readiness, metrics and the API document answer', async () => {
  expect(await (await send('/healthz')).json()).toEqual({ ok: true })
  expect(await (await send('/readyz')).json()).toEqual({ ok: true })
  expect((await send('/metrics')).status).toBe(404)
  const metrics = await send('/metrics', { headers: { authorization: 'Bearer a-token-for-metrics-only' } })
  expect(await metrics.text()).toContain('convene_calls_total')
  const document = apiDocument.parse(await (await send('/api/openapi.json')).json())
  expect(document).toMatchObject({ openapi: '3.1.0' })
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/api/v1/chat.post', '/api/v1/stream/{kind}/{id}']),
  )
  expect(await (await send('/api/docs')).text()).toContain('chat.post')
})
