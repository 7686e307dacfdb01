import { identity } from '@convene/protocol'
import type { Executor } from '../../kit/execute.ts'
import type { Job } from '../../kit/jobs.ts'
import { sessionsTable, verificationsTable } from './auth/tables.ts'
import { endSessionRow } from './end-session-row.ts'
import { accessTokensTable, askedTable } from './tables.ts'

/** Ends what has run out, so that connections opened with it end too, and forgets what was never used. */
export const sweepJob = (change: Executor['change']): Job => ({
  name: 'identity.sweep',
  everyMs: 60_000,
  async run({ store, clock }) {
    const now = clock.now()
    const iso = new Date(now).toISOString()
    const [sessions, tokens, mailed, asked] = await Promise.all([
      store.list(sessionsTable, { index: 'byExpiry', below: iso, limit: BATCH }),
      store.list(accessTokensTable, { index: 'byExpiry', below: now, limit: BATCH }),
      store.list(verificationsTable, { index: 'byExpiry', below: iso, limit: BATCH }),
      store.list(askedTable, { index: 'byExpiry', below: now, limit: BATCH }),
    ])
    if ([sessions, tokens, mailed, asked].every((page) => page.rows.length === 0)) return
    await change(async (context) => {
      const { tx, emit } = context
      for (const { id, userId } of sessions.rows) await endSessionRow(context, userId, id)
      for (const { id, personId } of tokens.rows)
        if (await tx.get(accessTokensTable, id)) {
          await tx.delete(accessTokensTable, id)
          await emit(personId, identity.tokenRevoked, { tokenId: id })
        }
      for (const { id } of mailed.rows) await tx.delete(verificationsTable, id)
      for (const { id } of asked.rows) await tx.delete(askedTable, id)
    })
  },
})

const BATCH = 200
