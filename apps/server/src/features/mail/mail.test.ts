import { createServer, type Server } from 'node:net'
import { freePort } from '@convene/testkit'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { runJob } from '../../testing/people.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'
import { backOffMs } from './back-off.ts'
import { MAIL_JOB, type Mail, outboxTable, queueMail } from './index.ts'

let server: TestServer | undefined
let relay: TestRelay | undefined
let aheadMs = 0
afterEach(async () => {
  await server?.dispose()
  await relay?.close()
  server = undefined
  relay = undefined
  aheadMs = 0
})

/** A real SMTP server; `refuse` answers the next recipients with an SMTP code. */
interface TestRelay {
  readonly url: string
  readonly mails: ParsedMail[]
  refuse: number | undefined
  close(): Promise<void>
}
async function startRelay(port: number): Promise<TestRelay> {
  const mails: ParsedMail[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_, __, done) =>
      done(started.refuse ? Object.assign(new Error('No'), { responseCode: started.refuse }) : null),
    onData: (stream, _, done) => {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail)
          done()
        },
        (error: Error) => done(error),
      )
    },
  })
  await new Promise<void>((resolve) => void smtp.listen(port, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => void smtp.close(() => resolve()))
  const started: TestRelay = { url: `smtp://127.0.0.1:${port}`, mails, refuse: undefined, close }
  return started
}

async function started(smtp?: string): Promise<TestServer> {
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  server = await startServer({ smtp, clock: { now: () => Date.now() + aheadMs, after } })
  return server
}
const queued = (at: TestServer, mail: Partial<Mail> = {}) =>
  at.executor.change((context) =>
    queueMail(context, { to: 'ann@example.org', subject: 'Hello', text: 'How are you?', ...mail }),
  )
const rowOf = (at: TestServer, id: string) => at.services.store.get(outboxTable, id)

test('ML1 a mail stays or goes with the transaction that queues it', async () => {
  const at = await started()
  const id = await queued(at)
  expect(await rowOf(at, id)).toMatchObject({ state: 'waiting', attempts: 0 })
  const fails = at.executor.change(async (context) => {
    await queueMail(context, { to: 'bob@example.org', subject: 'Never', text: '' })
    throw new Error('undone')
  })
  await expect(fails).rejects.toThrow('undone')
  expect((await at.services.store.list(outboxTable, { index: 'byAge' })).rows).toHaveLength(1)
})

test('ML2 a mail reaches the relay once, readable in any script', async () => {
  relay = await startRelay(await freePort())
  const at = await started(relay.url)
  const id = await queued(at, { subject: 'बैठक — réunion', text: 'Bonjour à tous,\n\nबैठक शुक्रवार को है।' })
  await runJob(at, MAIL_JOB)
  await runJob(at, MAIL_JOB)
  expect(relay.mails).toHaveLength(1)
  const [mail] = relay.mails
  expect(mail?.subject).toBe('बैठक — réunion')
  expect(mail?.text?.trim()).toBe('Bonjour à tous,\n\nबैठक शुक्रवार को है।')
  expect(mail?.messageId).toContain(id)
  expect(await rowOf(at, id)).toMatchObject({ state: 'sent', attempts: 1 })
})

test('ML2 a sign-in link leaves by itself, without anyone asking the job', async () => {
  relay = await startRelay(await freePort())
  const at = await started(relay.url)
  const arrived = until(() => relay?.mails.length === 1)
  await at.executor.execute('identity.sendLink', { email: 'ann@example.org' }, { actor: { kind: 'anonymous' } })
  await arrived
  expect(relay.mails[0]?.text).toContain('/sign-in/link?token=')
})

test('ML3 a mail is tried again after the relay refused the connection', async () => {
  const port = await freePort()
  const at = await started(`smtp://127.0.0.1:${port}`)
  const id = await queued(at)
  await runJob(at, MAIL_JOB)
  expect(await rowOf(at, id)).toMatchObject({ state: 'waiting', attempts: 1, lastError: expect.any(String) })
  relay = await startRelay(port)
  await runJob(at, MAIL_JOB)
  expect(relay.mails).toHaveLength(0)
  aheadMs = backOffMs(1)
  await runJob(at, MAIL_JOB)
  expect(relay.mails).toHaveLength(1)
  const row = await rowOf(at, id)
  expect(row).toMatchObject({ state: 'sent', attempts: 2 })
  expect(row).not.toHaveProperty('lastError')
})

test('ML3 a mail is tried again after the relay broke off in the middle', async () => {
  const port = await freePort()
  const at = await started(`smtp://127.0.0.1:${port}`)
  const id = await queued(at)
  const broken: Server = createServer((socket) => void socket.write('220 hello\r\n', () => socket.destroy()))
  await new Promise<void>((resolve) => void broken.listen(port, '127.0.0.1', resolve))
  await runJob(at, MAIL_JOB)
  await new Promise((resolve) => broken.close(resolve))
  expect(await rowOf(at, id)).toMatchObject({ state: 'waiting', attempts: 1 })
  relay = await startRelay(port)
  aheadMs = backOffMs(1)
  await runJob(at, MAIL_JOB)
  expect(relay.mails).toHaveLength(1)
})

test('ML3 pauses grow from five seconds to an hour', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(backOffMs)).toEqual([5, 20, 80, 320, 1280, 3600, 3600].map((s) => s * 1000))
})

test('ML4 a refusal for good fails the mail at once; one for now does not', async () => {
  relay = await startRelay(await freePort())
  const at = await started(relay.url)
  const id = await queued(at)
  relay.refuse = 450
  await runJob(at, MAIL_JOB)
  expect(await rowOf(at, id)).toMatchObject({ state: 'waiting', attempts: 1 })
  relay.refuse = 550
  aheadMs = backOffMs(1)
  await runJob(at, MAIL_JOB)
  expect(await rowOf(at, id)).toMatchObject({ state: 'failed', attempts: 2, lastError: expect.stringContaining('550') })
  relay.refuse = undefined
  aheadMs = 24 * 60 * 60 * 1000
  await runJob(at, MAIL_JOB)
  expect(relay.mails).toHaveLength(0)
})

test('ML4 the tenth try is the last', async () => {
  const at = await started(`smtp://127.0.0.1:${await freePort()}`)
  const id = await queued(at)
  for (let attempt = 1; attempt <= 10; attempt++) {
    await runJob(at, MAIL_JOB)
    aheadMs += backOffMs(attempt)
  }
  expect(await rowOf(at, id)).toMatchObject({ state: 'failed', attempts: 10 })
})

test('ML5 without a relay mail is kept, and stays so when one is set', async () => {
  const at = await started()
  const id = await queued(at, { secret: true, text: 'a link' })
  await runJob(at, MAIL_JOB)
  expect(await rowOf(at, id)).toMatchObject({ state: 'kept', text: 'a link', attempts: 0 })
})

test('ML6 what lets its reader in is forgotten once it has left; other text is not', async () => {
  relay = await startRelay(await freePort())
  const at = await started(relay.url)
  const secret = await queued(at, { secret: true, text: 'a link' })
  const news = await queued(at, { text: 'news' })
  await runJob(at, MAIL_JOB)
  expect(relay.mails.map((mail) => mail.text?.trim()).sort()).toEqual(['a link', 'news'])
  expect(await rowOf(at, secret)).toMatchObject({ state: 'sent', text: '' })
  expect(await rowOf(at, news)).toMatchObject({ state: 'sent', text: 'news' })
})

test('ML7 a line break in a subject adds no header and no recipient', async () => {
  relay = await startRelay(await freePort())
  const at = await started(relay.url)
  await queued(at, { subject: 'Hello\r\nBcc: eve@example.org' })
  await runJob(at, MAIL_JOB)
  expect(relay.mails).toHaveLength(1)
  expect(relay.mails[0]?.headers.has('bcc')).toBe(false)
  expect(relay.mails[0]?.subject).toContain('Bcc: eve@example.org')
})

test('ML8 mail older than 30 days is forgotten, younger mail is not', async () => {
  const at = await started()
  const old = await queued(at)
  aheadMs = 29 * 24 * 60 * 60 * 1000
  await runJob(at, MAIL_JOB)
  expect(await rowOf(at, old)).toBeDefined()
  const young = await queued(at)
  aheadMs = 31 * 24 * 60 * 60 * 1000
  await runJob(at, MAIL_JOB)
  expect([await rowOf(at, old), await rowOf(at, young)]).toEqual([undefined, expect.objectContaining({ id: young })])
})

/** Looks at every turn of the event loop. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
