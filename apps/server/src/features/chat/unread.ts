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

/** Messages of others above the mark, counted up to the cap, however many of one's own stand between them. */
async function countUnread(tx: ReadTx, personId: string, channelId: string): Promise<number> {
  const mark = await tx.get(marksTable, markId(personId, channelId))
  let from = (mark?.seq ?? 0) + 1
  let count = 0
  for (;;) {
    const { rows } = await tx.list(messagesTable, { index: 'byChannel', prefix: [channelId], from, limit: PAGE })
    count += rows.filter((message) => message.authorId !== personId).length
    const last = rows.at(-1)
    if (count >= chat.UNREAD_CAP) return chat.UNREAD_CAP
    if (!last || rows.length < PAGE) return count
    from = last.seq + 1
  }
}

const PAGE = chat.UNREAD_CAP + 1
