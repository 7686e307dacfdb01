import { AppError } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import { channelsTable } from './tables.ts'

/** More than a community can have. */
const ALL = 1000

/** Channels of one community differ by name, whatever its case. @throws AppError conflict when another has this one. */
export async function checkName(tx: ReadTx, communityId: string, name: string, ownId?: string): Promise<void> {
  const { rows } = await tx.list(channelsTable, { index: 'byCommunity', prefix: [communityId], limit: ALL })
  const wanted = name.toLowerCase()
  const taken = rows.some((row) => row.id !== ownId && !row.meetingId && row.name.toLowerCase() === wanted)
  if (taken) throw new AppError('conflict', 'chat.channel-name-taken', { name })
}
