import { leads, may } from '@convene/domain'
import { AppError, chat, notFound, streamOf } from '@convene/protocol'
import { command, type WriteContext } from '../../kit/command.ts'
import { channelFor } from './access.ts'
import { messagesTable } from './tables.ts'

export const post = command(chat.post, {
  lane: ({ channelId }) => streamOf('channel', channelId),
  load: ({ tx, actor }, { channelId }) => channelFor(tx, actor, channelId),
  allow: ({ channel, standing }) => may(standing, 'post') && (channel.posting === 'everyone' || leads(standing.role)),
  async run(context, { channel }, input) {
    if (channel.archivedAt !== undefined) throw new AppError('conflict', 'chat.channel-archived')
    await checkThread(context, channel, input)
    const { tx, actor, now, key } = context
    const id = context.newId()
    let message: chat.Message | undefined
    await context.emit(channel.id, chat.posted, (at) => {
      message = {
        id,
        channelId: channel.id,
        seq: at,
        authorId: actor.personId,
        authorName: actor.name,
        text: input.text,
        sentAt: now,
        ...(input.title !== undefined && { title: input.title }),
        ...(input.threadId !== undefined && { threadId: input.threadId }),
        ...(key !== undefined && { key }),
      }
      return { message }
    })
    if (!message) throw new Error('the log gave no seq')
    await tx.insert(messagesTable, message)
    return { message }
  },
})

/** A thread is one level deep, in one channel, and only its root has a title. */
async function checkThread(
  { tx }: WriteContext,
  channel: chat.Channel,
  { threadId, title }: { threadId?: string | undefined; title?: string | undefined },
): Promise<void> {
  if (threadId === undefined) return
  if (title !== undefined) throw new AppError('invalid', 'chat.title-on-answer')
  const root = await tx.get(messagesTable, threadId)
  if (!root || root.channelId !== channel.id) throw notFound('message')
  if (root.threadId !== undefined) throw new AppError('invalid', 'chat.thread-of-thread', { threadId: root.threadId })
}
