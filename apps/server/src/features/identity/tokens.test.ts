import { streamOf } from '@convene/protocol'
import { z } from 'zod'
import { connect } from '../../testing/client.ts'
import { foldCheck } from '../../testing/fold-check.ts'
import { PASSWORD, registered, runJob } from '../../testing/people.ts'
import { post, refusal, tokenOf } from '../../testing/post.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'

let server: TestServer
let aheadMs = 0
beforeAll(async () => {
  server = await startServer()
  const { clock } = server.services
  await server.dispose()
  server = await startServer({ clock: { ...clock, now: () => Date.now() + aheadMs } })
})
afterAll(async () => server?.dispose())
afterEach(() => {
  aheadMs = 0
})
const call = (name: string, input: unknown, token: string, headers = {}) =>
  post(server.url, `identity.${name}`, input, { token, headers })
const works = async (token: string) => (await call('me', {}, token)).status === 200

const answer = z.object({ secret: z.string(), token: z.object({ id: z.string() }) })
async function tokenOwner(name: string) {
  const { email, personId } = await registered(server, name)
  const session = tokenOf(await post(server.url, 'identity.signIn', { email, password: PASSWORD }))
  return { session, personId, stream: streamOf('member', personId) }
}
const made = async (session: string, input: object = { name: 'script' }, headers = {}) =>
  answer.parse((await call('makeToken', input, session, headers)).body)

test('ID22 an access token is good as Bearer; its secret is shown once and stored nowhere', async () => {
  const { session, stream } = await tokenOwner('ann')
  let secret = ''
  const seen = await foldCheck(server, [stream], async () => {
    secret = (await made(session)).secret
  })
  expect(seen[stream]).toEqual(['identity.tokenMade'])
  expect(await works(secret)).toBe(true)
  expect((await call('tokens', {}, session)).body).toEqual({
    tokens: [expect.objectContaining({ name: 'script', lastUsedAt: expect.any(Number) })],
  })
  for await (const record of server.services.store.dump()) expect(JSON.stringify(record)).not.toContain(secret)
})

test('ID22 making a token again with the same key gives the same token', async () => {
  const { session } = await tokenOwner('kay')
  const headers = { 'idempotency-key': 'once' }
  expect(await made(session, { name: 'script' }, headers)).toEqual(await made(session, { name: 'script' }, headers))
})

test('ID23 a revoked token is over, with its connections', async () => {
  const { session, stream } = await tokenOwner('bob')
  const { secret, token } = await made(session)
  const client = await connect(server.url, { token: secret })
  const gone = client.next('disconnect')
  const seen = await foldCheck(server, [stream], () => call('revokeToken', { tokenId: token.id }, session))
  await gone
  expect(seen[stream]).toEqual(['identity.tokenRevoked'])
  expect([await works(secret), await works(session)]).toEqual([false, true])
})

test('ID23 another person’s token does not exist', async () => {
  const mine = await tokenOwner('cat')
  const theirs = await tokenOwner('dan')
  const { secret, token } = await made(theirs.session)
  const refused = await call('revokeToken', { tokenId: token.id }, mine.session)
  expect(refused).toMatchObject(refusal(404, 'token.not-found'))
  expect(await works(secret)).toBe(true)
})

test('ID24 a token makes no tokens and sets no password', async () => {
  const { session } = await tokenOwner('eve')
  const { secret } = await made(session)
  expect((await call('makeToken', { name: 'more' }, secret)).status).toBe(403)
  expect(await call('setPassword', { password: 'my own password' }, secret)).toMatchObject(
    refusal(403, 'identity.needs-session'),
  )
})

test('ID25 a token that ran out is over, and is taken off the list', async () => {
  const { session, stream } = await tokenOwner('fay')
  const { secret } = await made(session, { name: 'short', days: 1 })
  expect(await works(secret)).toBe(true)
  aheadMs = 25 * 60 * 60 * 1000
  expect(await works(secret)).toBe(false)
  const seen = await foldCheck(server, [stream], () => runJob(server, 'identity.sweep'))
  expect(seen[stream]).toEqual(['identity.tokenRevoked'])
})
