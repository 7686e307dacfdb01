import type { admin } from '@convene/protocol'
import { PASSWORD, registered, runJob } from '../../testing/people.ts'
import { post, refusal, tokenOf } from '../../testing/post.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'
import { MAIL_JOB } from '../mail/index.ts'

let server: TestServer
let administrator: string
beforeAll(async () => {
  server = await startServer({ demo: false })
  const first = { email: 'first@example.org', name: 'First', password: PASSWORD }
  administrator = tokenOf(await post(server.url, 'identity.setUp', first))
  for (const name of ['one', 'two', 'three'])
    await post(server.url, 'identity.sendLink', { email: `${name}@example.org` })
  await runJob(server, MAIL_JOB)
})
afterAll(async () => server?.dispose())

const outbox = async (input: object = {}) => {
  const { body } = await post(server.url, 'admin.outbox', input, { token: administrator })
  return body as { mails: admin.OutboxMail[]; cursor?: string; relay: boolean }
}

test('AD1 an administrator reads the outbox, newest first and page by page, with its text', async () => {
  const first = await outbox({ limit: 2 })
  expect(first.mails.map(({ to }) => to)).toEqual(['three@example.org', 'two@example.org'])
  expect(first.mails[0]).toMatchObject({ state: 'kept', text: expect.stringContaining('/sign-in/link?token=') })
  const rest = await outbox({ limit: 2, cursor: first.cursor })
  expect(rest.mails.map(({ to }) => to)).toEqual(['one@example.org'])
})

test('AD2 anyone else is refused', async () => {
  const { email } = await registered(server, 'other')
  const token = tokenOf(await post(server.url, 'identity.signIn', { email, password: PASSWORD }))
  expect(await post(server.url, 'admin.outbox', {}, { token })).toMatchObject(refusal(403, 'admin.outbox.forbidden'))
  expect((await post(server.url, 'admin.outbox')).status).toBe(401)
})

test('AD3 the outbox says whether mail leaves', async () => {
  expect((await outbox()).relay).toBe(false)
  const sending = await startServer({ demo: false, smtp: 'smtp://127.0.0.1:1' })
  const first = { email: 'first@example.org', name: 'First', password: PASSWORD }
  const token = tokenOf(await post(sending.url, 'identity.setUp', first))
  expect((await post(sending.url, 'admin.outbox', {}, { token })).body).toMatchObject({ relay: true })
  await sending.dispose()
})

test('AD1 a cursor that is none is refused as such', async () => {
  const { status } = await post(server.url, 'admin.outbox', { cursor: 'nonsense' }, { token: administrator })
  expect(status).toBe(400)
})
