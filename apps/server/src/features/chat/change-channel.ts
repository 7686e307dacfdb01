import { leads } from '@convene/domain'
import { AppError, chat, streamOf } from '@convene/protocol'
import { command } from '../../kit/command.ts'
import { communityFor } from '../communities/index.ts'
import { channelFor } from './access.ts'
import { checkName } from './check-name.ts'
import { channelsTable } from './tables.ts'

export const changeChannel = command(chat.changeChannel, {
  lane: ({ channelId }) => streamOf('channel', channelId),
  load: ({ tx, actor }, { channelId }) => channelFor(tx, actor, channelId),
  allow: ({ standing }) => leads(standing.role),
  async run({ tx, actor, now, emit }, { channel }, { channelId: _, archived, functionId, ...fields }) {
    if (typeof functionId === 'string') {
      const { community } = await communityFor(tx, actor, channel.communityId)
      if (!community.functions.some((fn) => fn.id === functionId))
        throw new AppError('invalid', 'communities.no-such-function', { functionId })
    }
    if (fields.name !== undefined) await checkName(tx, channel.communityId, fields.name, channel.id)
    const changes: Partial<chat.Channel> = { ...fields }
    if (functionId !== undefined) changes.functionId = functionId ?? undefined
    if (archived !== undefined) changes.archivedAt = archived ? now : undefined
    const changed = await tx.patch(channelsTable, channel.id, changes)
    await emit(channel.id, chat.channelChanged, { channel: changed })
    await emit(channel.communityId, chat.channelUpdated, { channel: changed })
    return {}
  },
})
