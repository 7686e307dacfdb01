import { z } from 'zod'
import { contract } from '../core/contract.ts'
import { id, line } from '../core/ids.ts'
import { accessToken, me, person, session, settings } from './entities.ts'

const done = z.object({})

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

export const revokeToken = contract('identity.revokeToken', 'Revoke a personal access token', {
  input: z.object({ tokenId: id }),
  output: done,
})
