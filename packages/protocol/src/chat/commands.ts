import { z } from 'zod'
import { contract } from '../core/contract.ts'
import { id, line, seq, text } from '../core/ids.ts'
import { channel, HISTORY_PAGE_MAX, MESSAGE_MAX_CHARS, message } from './entities.ts'

export const createChannel = contract('chat.createChannel', 'Start a channel', {
  input: z.object({
    communityId: id,
    name: channel.shape.name,
    topic: text(250).default(''),
    purpose: text(1000).default(''),
    functionId: id.optional(),
    posting: channel.shape.posting.default('everyone'),
  }),
  output: z.object({ channelId: id }),
})

export const changeChannel = contract(
  'chat.changeChannel',
  'Rename a channel, or change its topic, purpose, function or posting',
  {
    input: z.object({
      channelId: id,
      name: channel.shape.name.optional(),
      topic: text(250).optional(),
      purpose: text(1000).optional(),
      functionId: id.nullable().optional(),
      posting: channel.shape.posting.optional(),
      archived: z.boolean().optional(),
    }),
    output: z.object({}),
  },
)

export const post = contract('chat.post', 'Post a message', {
  input: z.object({
    channelId: id,
    text: z.string().trim().min(1).max(MESSAGE_MAX_CHARS),
    /** Only a message that starts a thread has one. */
    title: line(200).optional(),
    threadId: id.optional(),
  }),
  output: z.object({ message }),
})

/**
 * Messages oldest first, with the channel's seq at the moment of reading: later events replay onto the page. `before` is
 * exclusive and pages backwards; `after` is exclusive and pages forwards; `around` centres on a seq.
 */
export const history = contract('chat.history', 'A page of a channel’s messages', {
  input: z
    .object({
      channelId: id,
      before: seq.optional(),
      after: z.number().int().nonnegative().optional(),
      around: seq.optional(),
      limit: z.number().int().min(1).max(HISTORY_PAGE_MAX).default(50),
    })
    .refine((input) => [input.before, input.after, input.around].filter((end) => end !== undefined).length <= 1, {
      message: 'at most one of before, after and around',
    }),
  output: z.object({ messages: z.array(message), seq: z.number().int().nonnegative() }),
})

export const markRead = contract('chat.markRead', 'Everything up to here was read', {
  input: z.object({ channelId: id, seq: z.number().int().nonnegative() }),
  output: z.object({}),
})

/** Counts stop at `UNREAD_CAP`; channels without unread messages are left out. Own messages do not count. */
export const unread = contract('chat.unread', 'Unread messages by channel of a community', {
  input: z.object({ communityId: id }),
  output: z.object({ counts: z.record(z.string(), z.number().int()) }),
})
