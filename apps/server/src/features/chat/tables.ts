import { chat } from '@convene/protocol'
import { table } from '@convene/store'
import { z } from 'zod'

export const channelsTable = table('channels', chat.channel, {
  indexes: { byCommunity: ['communityId', 'createdAt'] },
})

export const messagesTable = table('messages', chat.message, {
  indexes: { byChannel: ['channelId', 'seq'] },
})

/** One mark per member and channel: everything up to `seq` was read. */
export const marksTable = table(
  'read-marks',
  z.object({ id: z.string(), personId: z.string(), channelId: z.string(), seq: z.number().int().nonnegative() }),
  { indexes: { byPerson: ['personId'] } },
)

export const markId = (personId: string, channelId: string): string => `${personId}.${channelId}`
