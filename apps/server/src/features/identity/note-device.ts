import type { Store } from '@convene/store'
import type { Authenticator } from '../../kit/identity-port.ts'
import { sessionsTable } from './auth/tables.ts'

const AGENT_MAX_CHARS = 300

/** Keeps what a browser says of itself with its session, for its person to know it by in their list. */
export function noteDevice({ store, authenticator }: { store: Store; authenticator: Authenticator }) {
  return async ({ cookie, agent }: { cookie: string | undefined; agent: string }): Promise<void> => {
    const actor = await authenticator.authenticate({ cookie })
    if (actor.kind !== 'person') return
    const userAgent = agent.slice(0, AGENT_MAX_CHARS)
    if ((await store.get(sessionsTable, actor.sessionId))?.userAgent === userAgent) return
    await store.transact(async (tx) => {
      if (await tx.get(sessionsTable, actor.sessionId)) await tx.patch(sessionsTable, actor.sessionId, { userAgent })
    })
  }
}
