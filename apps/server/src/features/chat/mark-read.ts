import { chat, streamOf } from '@convene/protocol'
import { command, type WriteContext } from '../../kit/command.ts'
import { channelFor } from './access.ts'
import { markId, marksTable } from './tables.ts'

export const markReadCommand = command(chat.markRead, {
  load: ({ tx, actor }, { channelId }) => channelFor(tx, actor, channelId),
  allow: () => true,
  async run(context, { channel }, { seq }) {
    const head = await context.tx.head(streamOf('channel', channel.id))
    await markRead(context, channel.id, Math.min(seq, head))
    return {}
  },
})

/** Raises the caller's mark; a mark never goes back. */
export async function markRead(
  { tx, actor, emit }: Pick<WriteContext, 'tx' | 'actor' | 'emit'>,
  channelId: string,
  seq: number,
): Promise<void> {
  const { personId } = actor
  const id = markId(personId, channelId)
  const mark = await tx.get(marksTable, id)
  if (mark && mark.seq >= seq) return
  await tx.put(marksTable, { id, personId, channelId, seq })
  await emit(personId, chat.readTo, { channelId, seq })
}
