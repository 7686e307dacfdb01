import { isAPIError } from 'better-auth/api'
import { type Actor, anonymous } from '../../kit/actor.ts'
import type { Authenticator } from '../../kit/identity-port.ts'
import type { Services } from '../../kit/services.ts'
import { TOKEN_PREFIX } from './access-token.ts'
import type { ActorCache, Found } from './actor-cache.ts'
import type { Auth } from './auth/create-auth.ts'
import { type SessionRow, sessionsTable } from './auth/tables.ts'
import { hashSecret } from './hash-secret.ts'
import { accessTokensTable, type PersonRow, peopleTable } from './tables.ts'

/** Longer headers are nobody's. */
const HEADER_MAX_CHARS = 8_192
/** A session's last use is written down at most this often, a token's every hour. */
const SEEN_MS = 10 * 60 * 1000
const USED_MS = 60 * 60 * 1000

/**
 * Tells who a request is from: by an access token or a session token as Bearer, else by the session cookie. Bad
 * credentials are nobody's, and never an error.
 */
export function createAuthenticator(parts: { services: Services; auth: Auth; cache: ActorCache }): Authenticator {
  const { services, auth, cache } = parts
  return {
    async authenticate({ cookie, authorization }): Promise<Actor> {
      const bearer = authorization === undefined ? undefined : bearerOf(authorization)
      const proof = bearer ?? (authorization === undefined ? await sessionCookie(auth, cookie) : undefined)
      if (!proof) return anonymous
      const key = hashSecret(`${bearer ? 'bearer' : 'cookie'} ${proof}`)
      const known = cache.get(key)
      if (known) return known
      const found = await cache.through(key, () => {
        if (bearer?.startsWith(TOKEN_PREFIX)) return byAccessToken(services, bearer)
        return bearer ? bySessionToken(services, bearer) : byCookie(services, auth, proof)
      })
      return found ?? anonymous
    },
    async lives(sessionId) {
      const now = services.clock.now()
      const session = await services.store.get(sessionsTable, sessionId)
      if (session) return Date.parse(session.expiresAt) > now
      const token = await services.store.get(accessTokensTable, sessionId)
      return token !== undefined && token.expiresAt > now
    },
  }
}

function bearerOf(authorization: string): string | undefined {
  if (authorization.length > HEADER_MAX_CHARS) return undefined
  return /^Bearer +([\x21-\x7e]+)$/i.exec(authorization)?.[1]
}

/** Our cookie alone, as `name=value`. */
async function sessionCookie(auth: Auth, header: string | undefined): Promise<string | undefined> {
  if (header === undefined || header.length > HEADER_MAX_CHARS) return undefined
  const { name } = (await auth.$context).authCookies.sessionToken
  return header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
}

/** better-auth checks the signature and renews the session. */
async function byCookie(services: Services, auth: Auth, cookie: string): Promise<Found | undefined> {
  try {
    const found = await auth.api.getSession({ headers: new Headers({ cookie }) })
    return found ? bySession(services, await services.store.get(sessionsTable, found.session.id)) : undefined
  } catch (error) {
    if (isAPIError(error)) return undefined
    throw error
  }
}

async function bySessionToken(services: Services, token: string): Promise<Found | undefined> {
  return bySession(services, await services.store.find(sessionsTable, 'byToken', [hashSecret(token)]))
}

async function bySession({ store, clock }: Services, session: SessionRow | undefined): Promise<Found | undefined> {
  const now = clock.now()
  if (!session || Date.parse(session.expiresAt) <= now) return undefined
  if (now - Date.parse(session.updatedAt) > SEEN_MS)
    await store.transact(async (tx) => {
      const updatedAt = new Date(now).toISOString()
      if (await tx.get(sessionsTable, session.id)) await tx.patch(sessionsTable, session.id, { updatedAt })
    })
  return asFound(await store.get(peopleTable, session.userId), session.id, Date.parse(session.expiresAt))
}

async function byAccessToken({ store, clock }: Services, secret: string): Promise<Found | undefined> {
  const token = await store.find(accessTokensTable, 'byHash', [hashSecret(secret)])
  const now = clock.now()
  if (!token || token.expiresAt <= now) return undefined
  if (now - (token.lastUsedAt ?? 0) > USED_MS)
    await store.transact(async (tx) => {
      if (await tx.get(accessTokensTable, token.id)) await tx.patch(accessTokensTable, token.id, { lastUsedAt: now })
    })
  return asFound(await store.get(peopleTable, token.personId), token.id, token.expiresAt)
}

const asFound = (person: PersonRow | undefined, sessionId: string, expiresAt: number): Found | undefined =>
  person && { actor: { kind: 'person', personId: person.id, name: person.name, sessionId }, expiresAt }
