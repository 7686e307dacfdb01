import { z } from 'zod'
import { outboxTable } from '../features/mail/index.ts'
import { post } from './post.ts'
import type { TestServer } from './start-server.ts'

export const PASSWORD = 'a long and winding road'

/** Someone registered by the server itself, with `PASSWORD` unless `noPassword`. */
export async function registered(server: TestServer, name: string, more: { handle?: string; noPassword?: true } = {}) {
  const { noPassword, ...rest } = more
  const email = `${name}@example.org`
  const { personId } = await server.register({ email, name, ...(noPassword ? {} : { password: PASSWORD }), ...rest })
  return { email, personId }
}

/** The last mail to an address: what is on its way, and the link and code in it. */
export async function lastMail(server: TestServer, to: string) {
  const { rows } = await server.services.store.list(outboxTable, { index: 'byAge', reverse: true, limit: 1_000 })
  const mail = rows.find((row) => row.to === to)
  if (!mail) throw new Error(`no mail to ${to}`)
  const link = /https?:\S+/.exec(mail.text)?.[0] ?? ''
  const code = /\b(\d{3}) (\d{3})\b/.exec(mail.text)?.slice(1).join('') ?? ''
  return { ...mail, link, code, token: new URL(link).searchParams.get('token') ?? '' }
}

/** Runs a job now. */
export async function runJob(server: TestServer, name: string): Promise<void> {
  const job = server.features.flatMap((feature) => feature.jobs ?? []).find((one) => one.name === name)
  if (!job) throw new Error(`no job ${name}`)
  await job.run(server.services)
}

const sessionList = z.object({ sessions: z.array(z.object({ id: z.string(), current: z.boolean() })) })

/** The sessions of whoever holds a token. */
export async function sessionsOf(server: TestServer, token: string) {
  return sessionList.parse((await post(server.url, 'identity.sessions', {}, { token })).body).sessions
}
