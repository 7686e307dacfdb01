import type { Standing } from '@convene/domain'
import { type chat, notFound } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import type { PersonActor } from '../../kit/actor.ts'
import { ifFound } from '../../kit/if-found.ts'
import { standingFor } from '../communities/index.ts'
import { channelsTable } from './tables.ts'

/** A channel the person may read, and who they are there. @throws AppError not-found */
export async function channelFor(
  tx: ReadTx,
  actor: PersonActor,
  channelId: string,
): Promise<{ channel: chat.Channel; standing: Standing }> {
  const channel = await tx.get(channelsTable, channelId)
  if (!channel) throw notFound('channel')
  const standing = await ifFound(standingFor(tx, actor, channel.communityId))
  if (!standing) throw notFound('channel')
  return { channel, standing }
}
