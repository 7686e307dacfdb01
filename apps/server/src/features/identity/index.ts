import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnyTable } from '@convene/store'
import type { Executor } from '../../kit/execute.ts'
import type { Feature } from '../../kit/feature.ts'
import type { Authenticator } from '../../kit/identity-port.ts'
import type { Services } from '../../kit/services.ts'
import { queueMail } from '../mail/index.ts'
import { accountRows } from './account-rows.ts'
import { actorCache } from './actor-cache.ts'
import { createAuth, MAILED_MINUTES } from './auth/create-auth.ts'
import { authHandler } from './auth/http-handler.ts'
import { storeAdapter } from './auth/store-adapter.ts'
import { accountsTable, authTables, sessionsTable, usersTable, verificationsTable } from './auth/tables.ts'
import { createAuthenticator } from './authenticate.ts'
import type { ChangeContext } from './enroll.ts'
import { identityFeature } from './feature.ts'
import { hashSecret } from './hash-secret.ts'
import { languageFor } from './language-for.ts'
import { createLimits, type MakeLimiter } from './limits.ts'
import { noteDevice } from './note-device.ts'
import { createRegister, type Register } from './register.ts'
import { signInMail } from './sign-in-mail.ts'
import { accessTokensTable, askedTable, belongingTable, installationTable, peopleTable } from './tables.ts'

export type { MakeLimiter } from './limits.ts'
export { isAdministrator, personByEmail, personByHandle, personFor, shareCommunity, shownPerson } from './people.ts'
export { inRedis } from './redis-limits.ts'
export type { Register, Registration } from './register.ts'
export { type PersonRow, peopleTable } from './tables.ts'

export const identityTables: readonly AnyTable[] = [
  peopleTable,
  accessTokensTable,
  belongingTable,
  askedTable,
  installationTable,
  usersTable,
  sessionsTable,
  accountsTable,
  verificationsTable,
]

export interface IdentityOptions {
  /** Public address of the installation. */
  readonly url: string
  /** Signs cookies and makes access tokens; changing it signs everybody out. */
  readonly secret: string
  /** Allows signing in as an example person. */
  readonly demo: boolean
  /** Multiplies every limit. */
  readonly rateFactor: number
  /** Where limits are counted; in memory unless given. */
  readonly makeLimiter?: MakeLimiter | undefined
  /** Told that mail was queued. */
  readonly onMail?: () => void
}

export interface Identity extends Authenticator {
  readonly feature: Feature
  /** Serves `/api/auth/…`. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
  readonly register: Register
  /** Must be called before the first request: identity is part of what the executor is made of. */
  bindExecutor(executor: Pick<Executor, 'change'>): void
}

/** Who people are: accounts, sessions, tokens, profiles. */
export function createIdentity(services: Services, options: IdentityOptions): Identity {
  const { store, clock, newId, log } = services
  const url = options.url.replace(/\/+$/, '')
  let executor: Pick<Executor, 'change'> | undefined
  const change: Executor['change'] = (work) => {
    if (!executor) throw new Error('identity.bindExecutor was not called')
    return executor.change(work)
  }

  const sendLink = async ({ email, token }: { email: string; token: string }) => {
    const code = await auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } })
    const link = `${url}/sign-in/link?token=${encodeURIComponent(token)}`
    await change(async (context: ChangeContext) => {
      const language = await languageFor(context.tx, email)
      await queueMail(context, signInMail(language, { to: email, link, code, minutes: MAILED_MINUTES }))
    })
    options.onMail?.()
  }
  const database = storeAdapter({
    tables: authTables,
    reads: store,
    change,
    hidden: { model: 'session', field: 'token', hash: hashSecret },
    ...accountRows,
  })
  const auth = createAuth({ database, url, secret: options.secret, newId, log, sendLink })
  const limits = createLimits(options.rateFactor, options.makeLimiter)
  const register = createRegister({ auth, change })
  const cache = actorCache(() => clock.now(), CACHED_MS, CACHED_MAX)
  const deps = { services, auth, limits, register, change, url, secret: options.secret, demo: options.demo }
  const authenticator = createAuthenticator({ services, auth, cache })
  return {
    feature: identityFeature(deps, cache),
    ...authenticator,
    handler: authHandler(auth, noteDevice({ store, authenticator })),
    register,
    bindExecutor(bound) {
      executor = bound
    },
  }
}

/** How long another node may still take a session that was ended on this one, if it misses the event. */
const CACHED_MS = 10_000
const CACHED_MAX = 10_000
