import { z } from 'zod'
import { contract } from '../core/contract.ts'
import { id, line } from '../core/ids.ts'
import { accessToken, me, PASSWORD_MAX_CHARS, password, person, session, settings, usedToken } from './entities.ts'

const done = z.object({})

/** Signed in: over HTTP the session cookie is set too. The token works as `Authorization: Bearer`. */
const signedIn = z.object({ token: z.string(), person: z.object({ id, name: z.string() }) })
const email = z.email().max(254).toLowerCase()
const language = settings.shape.language

/** Demo only: signs in as one of the example people and sets the session cookie. */
export const demoSignIn = contract('identity.demoSignIn', 'Sign in as an example person (demo only)', {
  input: z.object({ person: z.string().max(40) }),
  output: z.object({ token: z.string(), person: z.object({ id, name: z.string(), handle: z.string() }) }),
  who: 'public',
})

/** What the sign-in page needs before anyone is signed in. */
export const welcome = contract('identity.welcome', 'Ways to sign in here', {
  input: z.object({}),
  output: z.object({
    demoPeople: z.array(z.object({ handle: z.string(), name: z.string(), about: z.string() })),
    /** True until the first person of a new installation has registered. */
    firstRun: z.boolean(),
  }),
  who: 'public',
})

/** First run: the first person, who looks after the installation. Refused once there is one, and in demo mode. */
export const setUp = contract('identity.setUp', 'Set up a new installation: its first person', {
  input: z.object({ email, name: line(120), password, language }),
  output: signedIn,
  who: 'public',
})

export const signIn = contract('identity.signIn', 'Sign in with a password', {
  input: z.object({ email, password: z.string().max(PASSWORD_MAX_CHARS) }),
  output: signedIn,
  who: 'public',
})

/**
 * Mails a link and a six-digit code; either signs in, and registers a new person. The answer is the same for every
 * address. `name` and `language` are of use for a new person only.
 */
export const sendLink = contract('identity.sendLink', 'Mail a link and a code to sign in or register', {
  input: z.object({ email, name: line(120).optional(), language }),
  output: done,
  who: 'public',
})

/** Sent by the button of the page a mailed link opens, never by opening it: mail scanners open links. */
export const openLink = contract('identity.openLink', 'Sign in with the token of a mailed link', {
  input: z.object({ token: z.string().max(100) }),
  output: signedIn,
  who: 'public',
})

export const enterCode = contract('identity.enterCode', 'Sign in with a mailed code', {
  input: z.object({
    email,
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  output: signedIn,
  who: 'public',
})

export const signOut = contract('identity.signOut', 'Sign out of this device', { input: z.object({}), output: done })

/**
 * Sets or changes the password and ends every other session. `current` is needed unless there was none, or this
 * session is at most 15 minutes old: who has forgotten it signs in by a link and comes here.
 */
export const setPassword = contract('identity.setPassword', 'Set or change your password', {
  input: z.object({ password, current: z.string().max(PASSWORD_MAX_CHARS).optional() }),
  output: done,
})

export const whoAmI = contract('identity.me', 'The signed-in person', { input: z.object({}), output: z.object({ me }) })

export const profile = contract('identity.person', 'A person you share a community with', {
  input: z.object({ personId: id }),
  output: z.object({ person }),
})

export const changeProfile = contract('identity.changeProfile', 'Change your own profile', {
  input: person.omit({ id: true, handle: true }).partial(),
  output: done,
})

export const changeSettings = contract('identity.changeSettings', 'Change your own settings', {
  input: settings.partial(),
  output: done,
})

export const sessions = contract('identity.sessions', 'Where you are signed in', {
  input: z.object({}),
  output: z.object({ sessions: z.array(session) }),
})

/** Ends it everywhere within a second: HTTP, socket and notes. */
export const endSession = contract('identity.endSession', 'Sign out one of your devices', {
  input: z.object({ sessionId: id }),
  output: done,
})

export const makeToken = contract('identity.makeToken', 'Make a personal access token', {
  input: z.object({ name: line(80), days: z.number().int().min(1).max(366).default(90) }),
  output: z.object({ token: accessToken, secret: z.string() }),
})

export const tokens = contract('identity.tokens', 'Your personal access tokens', {
  input: z.object({}),
  output: z.object({ tokens: z.array(usedToken) }),
})

export const revokeToken = contract('identity.revokeToken', 'Revoke a personal access token', {
  input: z.object({ tokenId: id }),
  output: done,
})
