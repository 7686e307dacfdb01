import { identity } from '@convene/protocol'
import type { StoreAdapterOptions } from './auth/store-adapter.ts'
import { sessionsTable, usersTable } from './auth/tables.ts'
import { type ChangeContext, enroll } from './enroll.ts'
import { askedTable } from './tables.ts'

/**
 * What goes with better-auth's rows, in their own transaction: an account made by opening a link or entering a code is
 * a person registered, and a session that is deleted, by whichever way, is a session ended.
 */
export const accountRows: Required<Pick<StoreAdapterOptions<ChangeContext>, 'created' | 'deleted'>> = {
  async created(context, model, row) {
    if (model !== 'user') return
    const { id, email } = usersTable.schema.parse(row)
    const asked = await context.tx.get(askedTable, email)
    const settings = { theme: 'auto' as const, ...(asked?.language && { language: asked.language }) }
    await enroll(context, { id, email, name: asked?.name ?? localPart(email), settings })
  },
  async deleted({ emit }, model, row) {
    if (model !== 'session') return
    const { id, userId } = sessionsTable.schema.parse(row)
    await emit(userId, identity.sessionEnded, { sessionId: id })
  },
}

/** Until they say their name. */
const localPart = (email: string): string => email.slice(0, email.lastIndexOf('@')).slice(0, 120)
