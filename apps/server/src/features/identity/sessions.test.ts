import { once } from 'node:events'
import { streamOf } from '@convene/protocol'
import WebSocket from 'ws'
import { z } from 'zod'
import { seedDemo } from '../../demo/index.ts'
import { connect } from '../../testing/client.ts'
import { foldCheck } from '../../testing/fold-check.ts'
import { PASSWORD, registered, runJob, sessionsOf } from '../../testing/people.ts'
import { communityNamed } from '../../testing/places.ts'
import { cookieOf, post, refusal, tokenOf } from '../../testing/post.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'

let server: TestServer
let aheadMs = 0
beforeAll(async () => {
  const clock = { now: () => Date.now() + aheadMs, after: (ms: number, run: () => void) => later(ms, run) }
  server = await startServer({ clock })
})
afterAll(async () => server?.dispose())
afterEach(() => {
  aheadMs = 0
})
function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
const withNotes = z.object({ meeting: z.object({ notes: z.object({ docName: z.string() }) }) })
const call = (name: string, input: unknown, token?: string) => post(server.url, `identity.${name}`, input, { token })
const signedIn = async (email: string) => tokenOf(await call('signIn', { email, password: PASSWORD }))
const works = async (token: string) => (await call('me', {}, token)).status === 200

test('ID14 one session is good for HTTP and the socket, by cookie and by token', async () => {
  const { email } = await registered(server, 'one')
  const answer = await call('signIn', { email, password: PASSWORD })
  const token = tokenOf(answer)
  expect((await post(server.url, 'identity.me', {}, { cookie: cookieOf(answer) })).status).toBe(200)
  const client = await connect(server.url, { token })
  expect(await client.call('identity.me')).toMatchObject({ me: { email } })
  client.close()
  expect(await sessionsOf(server, token)).toEqual([expect.objectContaining({ current: true })])
})

test('ID15 a session that is ended is over within a second, for HTTP and live connections, and no other is', async () => {
  const { email, personId } = await registered(server, 'two')
  const [here, there] = [await signedIn(email), await signedIn(email)]
  const client = await connect(server.url, { token: there })
  const gone = client.next('disconnect')
  const sessionId = (await sessionsOf(server, there)).find(({ current }) => current)?.id
  const askedAt = Date.now()
  const seen = await foldCheck(server, [streamOf('member', personId)], () => call('endSession', { sessionId }, here))
  await gone
  expect(Date.now() - askedAt).toBeLessThan(1_000)
  expect(seen[`member/${personId}`]).toEqual(['identity.sessionEnded'])
  expect(await works(there)).toBe(false)
  expect(await works(here)).toBe(true)
})

test('ID15 another person’s session does not exist', async () => {
  const { email } = await registered(server, 'three')
  const mine = await signedIn((await registered(server, 'four')).email)
  const theirs = await signedIn(email)
  const [session] = await sessionsOf(server, theirs)
  const refused = await call('endSession', { sessionId: session?.id }, mine)
  expect(refused).toMatchObject(refusal(404, 'session.not-found'))
  expect(await works(theirs)).toBe(true)
})

test('ID15 the list says which browser a session is on, once its page has loaded', async () => {
  const { email } = await registered(server, 'browser')
  const answer = await call('signIn', { email, password: PASSWORD })
  const headers = { cookie: cookieOf(answer), 'user-agent': `Firefox on a phone ${'x'.repeat(1_000)}` }
  await fetch(`${server.url}/api/auth/get-session`, { headers })
  const { body } = await call('sessions', {}, tokenOf(answer))
  expect(body).toEqual({
    sessions: [expect.objectContaining({ device: expect.stringMatching(/^Firefox on a phone x{281}$/) })],
  })
})

test('ID15 notes opened with a session end with it, opened by cookie or by token', async () => {
  const demo = await startServer()
  await seedDemo(demo)
  const answers = await Promise.all([0, 1, 2].map(() => post(demo.url, 'identity.demoSignIn', { person: 'partner' })))
  const [byToken, byCookie, ender] = answers.map((answer) => ({ token: tokenOf(answer), cookie: cookieOf(answer) }))
  const client = await connect(demo.url, { token: ender?.token ?? '' })
  const [meeting] = (await communityNamed(client, 'respite')).meetings
  const { snapshot } = await client.follow(`meeting/${meeting?.id}`)
  const { docName } = withNotes.parse(snapshot).meeting.notes
  const address = `${demo.url.replace('http', 'ws')}/notes/${docName}`
  const open = [
    new WebSocket(`${address}?token=${byToken?.token}`),
    new WebSocket(address, { headers: { cookie: byCookie?.cookie } }),
  ]
  // Served once what it asks is answered: step 1 of y-protocols' sync, for a document of which one has nothing.
  const served = open.map(async (socket) => {
    await once(socket, 'open')
    socket.send(Uint8Array.of(0, 0, 1, 0))
    await once(socket, 'message')
  })
  await Promise.all(served)
  const closed = Promise.all(open.map((socket) => once(socket, 'close')))
  const askedAt = Date.now()
  for (const { id, current } of await sessionsOf(demo, ender?.token ?? ''))
    if (!current) await client.call('identity.endSession', { sessionId: id })
  await closed
  expect(Date.now() - askedAt).toBeLessThan(1_000)
  client.close()
  await demo.dispose()
})

test('ID16 signing out ends the session and takes the cookie away', async () => {
  const { email } = await registered(server, 'five')
  const answer = await call('signIn', { email, password: PASSWORD })
  const cookie = cookieOf(answer)
  const out = await post(server.url, 'identity.signOut', {}, { cookie })
  expect(out.cookies).toEqual([expect.stringMatching(/^convene\.session_token=; Max-Age=0; Path=\//)])
  expect((await post(server.url, 'identity.me', {}, { cookie })).status).toBe(401)
  expect(await works(tokenOf(answer))).toBe(false)
})

test('ID17 a session that ran out is over, and so are its connections', async () => {
  const { email } = await registered(server, 'six')
  const token = await signedIn(email)
  const client = await connect(server.url, { token })
  const gone = client.next('disconnect')
  aheadMs = 31 * 24 * 60 * 60 * 1000
  expect(await works(token)).toBe(false)
  await runJob(server, 'identity.sweep')
  await gone
})

test('ID18 a password that changes ends every other session, and the new one signs in', async () => {
  const { email, personId } = await registered(server, 'seven')
  const [here, there] = [await signedIn(email), await signedIn(email)]
  const password = 'another long password'
  const seen = await foldCheck(server, [streamOf('member', personId)], () => call('setPassword', { password }, here))
  expect(seen[`member/${personId}`]).toEqual(['identity.sessionEnded'])
  expect([await works(here), await works(there)]).toEqual([true, false])
  expect((await call('signIn', { email, password: PASSWORD })).status).toBe(401)
  tokenOf(await call('signIn', { email, password }))
})

test('ID18 an older session needs the password it changes', async () => {
  const { email } = await registered(server, 'eight')
  const token = await signedIn(email)
  aheadMs = 16 * 60_000
  const password = 'another long password'
  for (const current of [undefined, 'wrong'])
    expect(await call('setPassword', { password, current }, token)).toMatchObject(
      refusal(403, 'identity.wrong-password'),
    )
  expect((await call('setPassword', { password, current: PASSWORD }, token)).status).toBe(200)
})

test('ID18 someone who registered by a link sets a first password at any time', async () => {
  const { personId } = await registered(server, 'nine', { handle: 'nine', noPassword: true })
  const token = tokenOf(await call('demoSignIn', { person: 'nine' }))
  aheadMs = 16 * 60_000
  expect((await call('setPassword', { password: PASSWORD }, token)).status).toBe(200)
  expect(await call('signIn', { email: 'nine@example.org', password: PASSWORD })).toMatchObject({
    body: { person: { id: personId } },
  })
})

test('ID19 what is stored holds no session token and no password', async () => {
  const { email } = await registered(server, 'ten')
  const token = await signedIn(email)
  for await (const record of server.services.store.dump()) {
    const text = JSON.stringify(record)
    expect(text).not.toContain(token)
    expect(text).not.toContain(PASSWORD)
  }
})

test('ID20 better-auth’s own addresses are closed but the one that renews the cookie', async () => {
  const { email } = await registered(server, 'eleven')
  const answer = await call('signIn', { email, password: PASSWORD })
  const headers = { cookie: cookieOf(answer) }
  const session = await fetch(`${server.url}/api/auth/get-session`, { headers })
  expect(await session.json()).toMatchObject({ user: { email } })
  for (const path of [
    'sign-in/email',
    'sign-up/email',
    'update-user',
    'list-sessions',
    'email-otp/get-verification-otp',
  ])
    expect((await fetch(`${server.url}/api/auth/${path}`, { method: 'POST', headers })).status).toBe(404)
})

test('ID21 a page of another origin can do nothing with the cookie', async () => {
  const { email } = await registered(server, 'twelve')
  const cookie = cookieOf(await call('signIn', { email, password: PASSWORD }))
  const from = (origin: string) => post(server.url, 'identity.signOut', {}, { cookie, headers: { origin } })
  expect((await from('https://elsewhere.example')).status).toBe(403)
  expect((await from(server.url)).status).toBe(200)
})
