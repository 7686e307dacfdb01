import { PASSWORD, registered } from '../../testing/people.ts'
import { cookieOf, post, refusal, tokenOf } from '../../testing/post.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'

let server: TestServer
afterEach(async () => server?.dispose())
const first = { email: 'First@Example.org', name: 'First', password: PASSWORD, language: 'fr' }

test('ID1 the first run makes an administrator, signed in, and is over', async () => {
  server = await startServer({ demo: false })
  expect((await post(server.url, 'identity.welcome')).body).toEqual({ demoPeople: [], firstRun: true })
  const answer = await post(server.url, 'identity.setUp', first)
  const me = await post(server.url, 'identity.me', {}, { cookie: cookieOf(answer) })
  expect(me.body).toEqual({
    me: expect.objectContaining({
      email: 'first@example.org',
      administrator: true,
      settings: { language: 'fr', theme: 'auto' },
    }),
  })
  expect((await post(server.url, 'identity.welcome')).body).toEqual({ demoPeople: [], firstRun: false })
  tokenOf(await post(server.url, 'identity.signIn', { email: 'FIRST@example.org', password: PASSWORD }))
})

test('ID2 of two first runs at once one is refused, as is every later one', async () => {
  server = await startServer({ demo: false })
  const both = await Promise.all(
    ['one', 'two'].map((name) => post(server.url, 'identity.setUp', { ...first, email: `${name}@example.org`, name })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const third = await post(server.url, 'identity.setUp', { ...first, email: 'three@example.org' })
  expect(third).toMatchObject(refusal(409, 'identity.already-set-up'))
})

test('ID2 the refused first run leaves no account behind', async () => {
  server = await startServer({ demo: false })
  tokenOf(await post(server.url, 'identity.setUp', first))
  const again = { email: 'second@example.org', name: 'Second', first: true }
  await expect(server.register(again)).rejects.toMatchObject({ reason: 'identity.already-set-up' })
  await expect(server.register({ email: again.email, name: again.name })).resolves.toMatchObject({ kind: 'person' })
})

test('ID3 before the first run nobody registers by a link', async () => {
  server = await startServer({ demo: false })
  const early = await post(server.url, 'identity.sendLink', { email: 'early@example.org' })
  expect(early).toMatchObject(refusal(409, 'identity.set-up-first'))
  tokenOf(await post(server.url, 'identity.setUp', first))
  expect((await post(server.url, 'identity.sendLink', { email: 'early@example.org' })).status).toBe(200)
})

test('ID4 an example person signs in by handle alone; the cookie and the token are both good', async () => {
  server = await startServer({ demo: true })
  const { personId } = await registered(server, 'ana', { handle: 'ana', noPassword: true })
  const answer = await post(server.url, 'identity.demoSignIn', { person: 'ana' })
  expect(answer.body).toEqual({ token: expect.any(String), person: { id: personId, name: 'ana', handle: 'ana' } })
  for (const proof of [{ cookie: cookieOf(answer) }, { token: tokenOf(answer) }])
    expect((await post(server.url, 'identity.me', {}, proof)).status).toBe(200)
  const unknown = await post(server.url, 'identity.demoSignIn', { person: 'nobody' })
  expect(unknown).toMatchObject(refusal(404, 'person.not-found'))
  expect((await post(server.url, 'identity.welcome')).body).toEqual({
    demoPeople: [{ handle: 'ana', name: 'ana', about: '' }],
    firstRun: false,
  })
})

test('ID4 outside demo mode nobody signs in without proof, and in it there is no first run', async () => {
  server = await startServer({ demo: false })
  await registered(server, 'ana', { handle: 'ana' })
  const refused = await post(server.url, 'identity.demoSignIn', { person: 'ana' })
  expect(refused).toMatchObject(refusal(403, 'identity.demo-off'))
  expect(refused.cookies).toEqual([])
  await server.dispose()
  server = await startServer({ demo: true })
  expect(await post(server.url, 'identity.setUp', first)).toMatchObject(refusal(409, 'identity.already-set-up'))
})
