import { identity } from '@convene/protocol'
import { query } from '../../../kit/command.ts'
import { sessionsTable } from '../auth/tables.ts'

/** Newest first. */
export const sessions = query(identity.sessions, {
  load: ({ tx, actor }) => tx.list(sessionsTable, { index: 'byUser', prefix: [actor.personId], reverse: true }),
  allow: () => true,
  async run({ actor, now }, { rows }) {
    const open = rows.filter((row) => Date.parse(row.expiresAt) > now)
    return {
      sessions: open.map((row) => ({
        id: row.id,
        createdAt: Date.parse(row.createdAt),
        lastSeenAt: Date.parse(row.updatedAt),
        expiresAt: Date.parse(row.expiresAt),
        device: row.userAgent ?? '',
        current: row.id === actor.sessionId,
      })),
    }
  },
})
