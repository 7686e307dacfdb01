import { may } from '@convene/domain'
import { AppError, chat, streamOf } from '@convene/protocol'
import { command, type WriteContext } from '../../kit/command.ts'
import { communityFor } from '../communities/index.ts'
import { checkName } from './check-name.ts'
import { channelsTable } from './tables.ts'

/** Open channels of one community; enough for any, and few enough to list. */
export const CHANNELS_MAX = 500

export const createChannel = command(chat.createChannel, {
  lane: ({ communityId }) => streamOf('community', communityId),
  load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
  allow: ({ standing }) => may(standing, 'createChannel'),
  async run(context, { community }, { functionId, ...input }) {
    const known = community.functions.some((fn) => fn.id === functionId)
    if (functionId !== undefined && !known)
      throw new AppError('invalid', 'communities.no-such-function', { functionId })
    const count = await context.tx.count(channelsTable, { index: 'byCommunity', prefix: [community.id] })
    if (count >= CHANNELS_MAX) throw new AppError('too-large', 'chat.too-many-channels', { max: CHANNELS_MAX })
    await checkName(context.tx, community.id, input.name)
    const channelId = context.newId()
    await openChannel(context, {
      ...input,
      id: channelId,
      access: 'open',
      ...(functionId !== undefined && { functionId }),
    })
    return { channelId }
  },
})

/** Inserts the channel and tells both its own stream and the community's. */
export async function openChannel(
  { tx, now, emit }: Pick<WriteContext, 'tx' | 'now' | 'emit'>,
  channel: Omit<chat.Channel, 'createdAt'>,
): Promise<void> {
  const row = { ...channel, createdAt: now }
  await tx.insert(channelsTable, row)
  await emit(row.id, chat.channelCreated, { channel: row })
  await emit(row.communityId, chat.channelOpened, { channel: row })
}
