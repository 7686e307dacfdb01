import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { emailOTP, magicLink } from 'better-auth/plugins'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { storeAdapter } from './store-adapter.ts'

export interface AuthOptions {
  readonly database: ReturnType<typeof storeAdapter>
  /** Public address; with https cookies are `Secure`. */
  readonly url: string
  readonly secret: string
  readonly newId: () => string
  readonly log: Logger
  /** Told the token of a link on its way to a mailbox. */
  readonly sendLink: (link: { email: string; token: string }) => Promise<void>
}

/** Links and codes work this long. */
export const MAILED_MINUTES = 10
/** A session ends this long after it was last used. */
const SESSION_S = 30 * 24 * 60 * 60
/** Its end moves on at most this often. */
const RENEW_S = 24 * 60 * 60

/** better-auth, set up: passwords, links, codes and sessions, in our tables. Limits are ours: see `limits.ts`. */
export function createAuth({ database, url, secret, newId, log, sendLink }: AuthOptions) {
  const secure = url.startsWith('https:')
  return betterAuth({
    appName: 'Convene',
    baseURL: url,
    secret,
    database,
    trustedOrigins: [new URL(url).origin],
    telemetry: { enabled: false },
    // Without its arguments, which may hold addresses.
    logger: {
      level: 'error',
      log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ from: 'better-auth' }, message),
    },
    rateLimit: { enabled: false },
    // People register by a link, which proves the address; they may set a password afterwards.
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: { expiresIn: SESSION_S, updateAge: RENEW_S },
    advanced: {
      cookiePrefix: 'convene',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure },
      database: { generateId: newId },
    },
    plugins: [
      magicLink({ expiresIn: MAILED_MINUTES * 60, storeToken: 'hashed', sendMagicLink: sendLink }),
      emailOTP({
        otpLength: 6,
        expiresIn: MAILED_MINUTES * 60,
        storeOTP: 'hashed',
        // Codes leave in the same mail as the link.
        sendVerificationOTP: async () => {},
      }),
      { id: 'start-session', endpoints: { startSession } },
    ],
  })
}
export type Auth = ReturnType<typeof createAuth>

/** A session for someone already known to be themselves: called by the server only, it has no address. */
const startSession = createAuthEndpoint.serverOnly(
  { method: 'POST', body: z.object({ userId: z.string() }) },
  async (ctx) => {
    const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId)
    if (!user) throw new Error(`No account for ${ctx.body.userId}`)
    const session = await ctx.context.internalAdapter.createSession(user.id)
    await setSessionCookie(ctx, { session, user })
    return ctx.json({ token: session.token, user: { id: user.id } })
  },
)
