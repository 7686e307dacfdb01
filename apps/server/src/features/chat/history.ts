import { chat, streamOf } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import { query } from '../../kit/command.ts'
import { channelFor } from './access.ts'
import { messagesTable } from './tables.ts'

/**
 * A page of messages. The seq is read first: what is posted while the page is read may be on the page and come again as
 * an event, which the reader drops by seq; nothing is in neither.
 */
export const history = query(chat.history, {
  load: ({ tx, actor }, { channelId }) => channelFor(tx, actor, channelId),
  allow: () => true,
  async run({ tx }, { channel }, { before, after, around, limit }) {
    const seq = await tx.head(streamOf('channel', channel.id))
    if (around === undefined) return { messages: await page(tx, channel.id, { before, after, limit }), seq }
    const older = await page(tx, channel.id, { before: around, limit: Math.floor(limit / 2) })
    const newer = await page(tx, channel.id, { after: around - 1, limit: limit - older.length })
    return { messages: [...older, ...newer], seq }
  },
})

async function page(
  tx: ReadTx,
  channelId: string,
  { before, after, limit }: { before?: number | undefined; after?: number | undefined; limit: number },
): Promise<chat.Message[]> {
  if (limit === 0) return []
  const prefix = [channelId]
  if (after !== undefined)
    return (await tx.list(messagesTable, { index: 'byChannel', prefix, from: after + 1, limit })).rows
  const { rows } = await tx.list(messagesTable, {
    index: 'byChannel',
    prefix,
    reverse: true,
    limit,
    ...(before !== undefined && { below: before }),
  })
  return rows.reverse()
}
