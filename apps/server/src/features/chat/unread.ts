import { chat } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import { query } from '../../kit/command.ts'
import { communityFor } from '../communities/index.ts'
import { channelsTable, markId, marksTable, messagesTable } from './tables.ts'

export const unread = query(chat.unread, {
  load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
  allow: () => true,
  async run({ tx, actor }, { community }) {
    const counts: Record<string, number> = {}
    const { rows: channels } = await tx.list(channelsTable, {
      index: 'byCommunity',
      prefix: [community.id],
      limit: 1000,
    })
    for (const channel of channels) {
      const count = await countUnread(tx, actor.personId, channel.id)
      if (count > 0) counts[channel.id] = count
    }
    return { counts }
  },
})

/** Messages of others above the mark, counted up to the cap. */
async function countUnread(tx: ReadTx, personId: string, channelId: string): Promise<number> {
  const mark = await tx.get(marksTable, markId(personId, channelId))
  const { rows } = await tx.list(messagesTable, {
    index: 'byChannel',
    prefix: [channelId],
    from: (mark?.seq ?? 0) + 1,
    limit: chat.UNREAD_CAP * 2,
  })
  return Math.min(chat.UNREAD_CAP, rows.filter((message) => message.authorId !== personId).length)
}
