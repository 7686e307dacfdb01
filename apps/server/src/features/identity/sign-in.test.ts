import { lastMail, PASSWORD, registered, runJob } from '../../testing/people.ts'
import { post, refusal, tokenOf } from '../../testing/post.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => server?.dispose())
const call = (name: string, input: unknown) => post(server.url, `identity.${name}`, input)

test('ID5 a password signs in; a wrong one and an unknown address get the same answer', async () => {
  const { email } = await registered(server, 'bea')
  tokenOf(await call('signIn', { email, password: PASSWORD }))
  const wrong = await call('signIn', { email, password: 'not it' })
  const unknown = await call('signIn', { email: 'nobody@example.org', password: 'not it' })
  expect(wrong).toMatchObject(refusal(401, 'identity.wrong-password'))
  expect(unknown).toEqual(wrong)
})

test('ID6 a mailed link registers a new person when its button is pressed, once', async () => {
  const email = 'new@example.org'
  expect(await call('sendLink', { email, name: 'New One' })).toMatchObject({ status: 200, body: {}, cookies: [] })
  const { token, link } = await lastMail(server, email)
  expect(link.startsWith(`${server.url}/sign-in/link?token=`)).toBe(true)
  const bearer = tokenOf(await call('openLink', { token }))
  const me = await post(server.url, 'identity.me', {}, { token: bearer })
  expect(me.body).toEqual({ me: expect.objectContaining({ name: 'New One', email, administrator: false }) })
  expect(await call('openLink', { token })).toMatchObject(refusal(401, 'identity.link-over'))
})

test('ID6 opening what a link names signs nobody in: mail scanners open links', async () => {
  const email = 'scanned@example.org'
  await call('sendLink', { email })
  const { token, link } = await lastMail(server, email)
  for (const address of [link, `${server.url}/api/auth/magic-link/verify?token=${token}`]) {
    const opened = await fetch(address, { redirect: 'manual' })
    expect(opened.headers.getSetCookie()).toEqual([])
  }
  tokenOf(await call('openLink', { token }))
})

test('ID7 the mailed code signs in, once', async () => {
  const email = 'coded@example.org'
  await call('sendLink', { email })
  const { code } = await lastMail(server, email)
  expect(code).toMatch(/^\d{6}$/)
  tokenOf(await call('enterCode', { email: 'Coded@Example.org', code }))
  expect(await call('enterCode', { email, code })).toMatchObject(refusal(401, 'identity.wrong-code'))
})

test('ID7 three wrong codes end a code', async () => {
  const email = 'guessed@example.org'
  await call('sendLink', { email })
  const { code } = await lastMail(server, email)
  const wrong = code === '000000' ? '000001' : '000000'
  for (let guess = 0; guess < 3; guess++)
    expect(await call('enterCode', { email, code: wrong })).toMatchObject(refusal(401, 'identity.wrong-code'))
  expect(await call('enterCode', { email, code })).toMatchObject(refusal(401, 'identity.wrong-code'))
})

test('ID7 a code is good for its own address only', async () => {
  await call('sendLink', { email: 'mine@example.org' })
  await call('sendLink', { email: 'yours@example.org' })
  const { code } = await lastMail(server, 'mine@example.org')
  const other = (await lastMail(server, 'yours@example.org')).code
  if (code !== other) expect((await call('enterCode', { email: 'yours@example.org', code })).status).toBe(401)
  tokenOf(await call('enterCode', { email: 'mine@example.org', code }))
})

test('ID8 asking for a link gets the same answer for a person and a stranger', async () => {
  const { email } = await registered(server, 'known')
  const known = await call('sendLink', { email })
  const stranger = await call('sendLink', { email: 'stranger@example.org' })
  expect(stranger).toEqual(known)
  expect((await lastMail(server, email)).text.length).toBe((await lastMail(server, 'stranger@example.org')).text.length)
})

test('ID9 mail is in the language of the person, else of the page', async () => {
  const email = 'francine@example.org'
  await call('sendLink', { email, language: 'fr' })
  expect((await lastMail(server, email)).text).toContain('appuyez sur le bouton')
  const { token } = await lastMail(server, email)
  const bearer = tokenOf(await call('openLink', { token }))
  await call('sendLink', { email, language: 'en' })
  expect((await lastMail(server, email)).text).toContain('appuyez sur le bouton')
  await post(server.url, 'identity.changeSettings', { language: 'en' }, { token: bearer })
  await call('sendLink', { email, language: 'fr' })
  expect((await lastMail(server, email)).text).toContain('press the button')
})

test('ID10 a link that ran out signs nobody in and is forgotten', async () => {
  const email = 'late@example.org'
  let aheadMs = 0
  const late = await startServer({ clock: { ...server.services.clock, now: () => Date.now() + aheadMs } })
  await post(late.url, 'identity.sendLink', { email })
  const { token } = await lastMail(late, email)
  aheadMs = 11 * 60_000
  await runJob(late, 'identity.sweep')
  expect(await post(late.url, 'identity.openLink', { token })).toMatchObject(refusal(401, 'identity.link-over'))
  await late.dispose()
})

test('ID11 the cookie is HttpOnly and SameSite, and Secure exactly under https', async () => {
  const { email } = await registered(server, 'cook')
  const [plain = ''] = (await call('signIn', { email, password: PASSWORD })).cookies
  expect(plain).toMatch(/^convene\.session_token=.*; HttpOnly; SameSite=Lax$/)
  const safe = await startServer({ url: 'https://convene.example.org' })
  await registered(safe, 'cook')
  const [secure = ''] = (await post(safe.url, 'identity.signIn', { email, password: PASSWORD })).cookies
  expect(secure).toMatch(/^__Secure-convene\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/)
  await safe.dispose()
})

test.each([
  ['signIn', { email: 'not an address', password: 'x' }],
  ['signIn', { email: 'a@b.org', password: 'x'.repeat(10_000) }],
  ['sendLink', { email: 'a@b.org\r\nBcc: c@d.org' }],
  ['openLink', { token: 'x'.repeat(5_000) }],
  ['openLink', { token: { $ne: '' } }],
  ['enterCode', { email: 'a@b.org', code: '12345' }],
  ['setUp', { email: 'a@b.org', name: 'A', password: 'short' }],
])('ID12 nonsense sent to %s is refused as such', async (name, input) => {
  expect([400, 413]).toContain((await call(name, input)).status)
})

test.each<Record<string, string>>([
  { authorization: 'Bearer nobody-has-this-token' },
  { authorization: 'Bearer cvn_nobody-has-this-token' },
  { authorization: 'Basic YTpi' },
  { authorization: `Bearer ${'x'.repeat(9_000)}` },
  { cookie: 'convene.session_token=%%%' },
  { cookie: 'convene.session_token=abc.def' },
  { cookie: `convene.session_token=${'x'.repeat(9_000)}` },
])('ID13 bad credentials are nobody’s (%#)', async (headers) => {
  expect(await post(server.url, 'identity.me', {}, { headers })).toMatchObject(refusal(401, 'identity.sign-in-first'))
})

test('ID13 the token in a cookie is not good without its signature', async () => {
  const { email } = await registered(server, 'forge')
  const token = tokenOf(await call('signIn', { email, password: PASSWORD }))
  const cookie = `convene.session_token=${token}.${Buffer.from('x'.repeat(32)).toString('base64')}`
  expect((await post(server.url, 'identity.me', {}, { cookie })).status).toBe(401)
})
