import { chat, meetings } from '@convene/protocol'
import { type Feature, loader, projection } from '../../kit/feature.ts'
import { ifFound } from '../../kit/if-found.ts'
import { channelFor } from './access.ts'
import { changeChannel } from './change-channel.ts'
import { createChannel, openChannel } from './create-channel.ts'
import { history } from './history.ts'
import { markReadCommand } from './mark-read.ts'
import { post } from './post.ts'
import { channelsTable, marksTable, messagesTable } from './tables.ts'
import { unread } from './unread.ts'

/** Above this many followers, typing is not told. */
const TYPING_QUIET_ABOVE = 100

export const chatTables = [channelsTable, messagesTable, marksTable]

export const chatFeature: Feature = {
  name: 'chat',
  commands: [createChannel, changeChannel, post, history, markReadCommand, unread],
  streams: [
    {
      kind: 'channel',
      mayFollow: async (tx, actor, id) => (await ifFound(channelFor(tx, actor, id))) !== undefined,
    },
  ],
  slices: [
    loader(chat.channelsSlice, async (tx, id) => {
      const { rows } = await tx.list(channelsTable, { index: 'byCommunity', prefix: [id], limit: 1000 })
      return rows
    }),
    loader(chat.channelSlice, (tx, id) => tx.get(channelsTable, id)),
    loader(chat.messagesSlice, async (tx, id) => {
      const { rows } = await tx.list(messagesTable, {
        index: 'byChannel',
        prefix: [id],
        reverse: true,
        limit: chat.SNAPSHOT_MESSAGES,
      })
      return rows.reverse()
    }),
    loader(chat.marksSlice, async (tx, id) => {
      const { rows } = await tx.list(marksTable, { index: 'byPerson', prefix: [id], limit: 1000 })
      return Object.fromEntries(rows.map((mark) => [mark.channelId, mark.seq]))
    }),
  ],
  signals: [{ signal: chat.typing, quietAbove: TYPING_QUIET_ABOVE }],
  projections: [
    projection(meetings.scheduled, async (context, { meeting }) => {
      await openChannel(context, {
        id: meeting.channelId,
        communityId: meeting.communityId,
        meetingId: meeting.id,
        name: meeting.title.slice(0, 80),
        topic: '',
        purpose: '',
        access: 'open',
        posting: 'everyone',
      })
    }),
  ],
}
