import { communities } from '@convene/protocol'
import { query } from '../../kit/command.ts'
import { communitiesTable, membersTable } from './tables.ts'

/** Public ones first. More than this and people need a search, not a list. */
const SHOWN_MAX = 200

export const discover = query(communities.discover, {
  async load({ tx }) {
    const shown = []
    for (const visibility of ['public', 'listed'])
      shown.push(
        ...(await tx.list(communitiesTable, { index: 'byVisibility', prefix: [visibility], limit: SHOWN_MAX })).rows,
      )
    return shown.slice(0, SHOWN_MAX)
  },
  allow: () => true,
  async run({ tx }, found) {
    const shown = []
    for (const { id, handle, name, purpose, joinPolicy } of found) {
      const members = await tx.count(membersTable, { index: 'byCommunity', prefix: [id] })
      shown.push({ id, handle, name, purpose, joinPolicy, members })
    }
    return { communities: shown }
  },
})
