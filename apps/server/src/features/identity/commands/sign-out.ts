import { identity } from '@convene/protocol'
import { action, type Command } from '../../../kit/command.ts'
import type { Deps } from '../deps.ts'
import { endSessionRow } from '../end-session-row.ts'

/** Ends the session that asks, and takes its cookie away. An access token is not a device: it is revoked, not signed out. */
export const signOut = ({ auth, change }: Deps): Command =>
  action(identity.signOut, async ({ actor, setCookie }) => {
    await change((context) => endSessionRow(context, actor.personId, actor.sessionId))
    const { name, attributes } = (await auth.$context).authCookies.sessionToken
    setCookie(`${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${attributes.secure ? '; Secure' : ''}`)
    return {}
  })
