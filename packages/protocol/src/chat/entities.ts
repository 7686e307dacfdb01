import { z } from 'zod'
import { id, instant, line, seq, text } from '../core/ids.ts'

export const MESSAGE_MAX_CHARS = 16_000
/** Messages in a channel's snapshot; older ones come page by page. */
export const SNAPSHOT_MESSAGES = 50
export const HISTORY_PAGE_MAX = 200
/** Unread counts stop here; the page shows `99+`. */
export const UNREAD_CAP = 99

export const channel = z.object({
  id,
  communityId: id,
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{C}]+$/u),
  topic: text(250),
  purpose: text(1000),
  functionId: id.optional(),
  /** The meeting whose talk this is; such channels stay out of the channel list. */
  meetingId: id.optional(),
  access: z.enum(['open']),
  posting: z.enum(['everyone', 'facilitators']),
  createdAt: instant,
  archivedAt: instant.optional(),
})
export type Channel = z.infer<typeof channel>

export const message = z.object({
  id,
  channelId: id,
  /** Seq of its `chat.posted` event: its place in the channel. */
  seq,
  authorId: id,
  /** As it was when posted, so that a page of history needs no further look-ups. */
  authorName: z.string(),
  text: z.string().min(1).max(MESSAGE_MAX_CHARS),
  title: line(200).optional(),
  /** The root message this answers; absent on roots. */
  threadId: id.optional(),
  sentAt: instant,
  /** The poster's idempotency key, by which their page knows its own optimistic copy. */
  key: z.string().optional(),
})
export type Message = z.infer<typeof message>
