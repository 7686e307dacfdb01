import { identity } from '@convene/protocol'
import { query } from '../../../kit/command.ts'
import { shownToken } from '../access-token.ts'
import { accessTokensTable } from '../tables.ts'

export const tokens = query(identity.tokens, {
  load: ({ tx, actor }) => tx.list(accessTokensTable, { index: 'byPerson', prefix: [actor.personId] }),
  allow: () => true,
  run: async (_, { rows }) => ({
    tokens: rows.map((row) => ({ ...shownToken(row), ...(row.lastUsedAt && { lastUsedAt: row.lastUsedAt }) })),
  }),
})
