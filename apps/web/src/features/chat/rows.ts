import type { chat } from '@convene/protocol'
import type { Outgoing } from './outbox.ts'

/** One message as the list shows it. */
export interface Row {
  readonly key: string
  readonly authorId: string
  readonly authorName: string
  readonly text: string
  readonly title: string | undefined
  readonly threadId: string | undefined
  /** Server time, ms; of the device for what is not sent yet. */
  readonly at: number
  /** Place in the channel; undefined while not saved. */
  readonly seq: number | undefined
  /** The message's id; undefined while not saved. */
  readonly id: string | undefined
  readonly outgoing: Outgoing | undefined
  /** First of its day in the reader's zone. */
  readonly startsDay: boolean
  readonly firstUnread: boolean
  /** Shown under the author of the row before. */
  readonly grouped: boolean
}

interface Input {
  readonly messages: readonly chat.Message[]
  /** What this person sends in this channel, oldest first. */
  readonly outgoing: readonly Outgoing[]
  readonly self: { readonly id: string; readonly name: string }
  /** The read mark when the channel was opened; undefined while unknown, or while what follows it is not held. */
  readonly mark: number | undefined
  /** The day a moment falls on for the reader, as any string that is equal within a day. */
  readonly dayOf: (at: number) => string
}

/** Messages of one author within this time stand under one name. */
const GROUP_MS = 5 * 60_000

/** Everything the list shows, in order: what is saved, then what is on its way. A message that arrived replaces its own copy by `key`. */
export function rowsOf({ messages, outgoing, self, mark, dayOf }: Input): Row[] {
  const arrived = new Set(messages.flatMap((one) => (one.authorId === self.id && one.key ? [one.key] : [])))
  const rows = [
    ...messages.map(fromMessage),
    ...outgoing.filter((one) => !arrived.has(one.key)).map((one) => fromOutgoing(one, self)),
  ]
  const unreadAt =
    mark === undefined
      ? -1
      : rows.findIndex((row) => row.seq !== undefined && row.seq > mark && row.authorId !== self.id)
  return rows.map((row, at) => {
    const before = rows[at - 1]
    const startsDay = !before || dayOf(before.at) !== dayOf(row.at)
    const firstUnread = at === unreadAt
    const grouped =
      !startsDay &&
      !firstUnread &&
      !row.title &&
      !row.threadId &&
      before.authorId === row.authorId &&
      row.at - before.at < GROUP_MS
    return { ...row, startsDay, firstUnread, grouped }
  })
}

const plain = { outgoing: undefined, startsDay: false, firstUnread: false, grouped: false }

function fromMessage(message: chat.Message): Row {
  const { id, authorId, authorName, text, title, threadId, sentAt, seq, key } = message
  return {
    ...plain,
    key: rowKey(authorId, key ?? id),
    id,
    authorId,
    authorName,
    text,
    title,
    threadId,
    at: sentAt,
    seq,
  }
}

function fromOutgoing(one: Outgoing, self: Input['self']): Row {
  const { key, text, title, threadId, at } = one
  const author = { authorId: self.id, authorName: self.name }
  return {
    ...plain,
    key: rowKey(self.id, key),
    ...author,
    text,
    title,
    threadId,
    at,
    seq: undefined,
    id: undefined,
    outgoing: one,
  }
}

/** The same before and after a message is saved, so that its row keeps its place; keys are unique for one person only. */
const rowKey = (authorId: string, key: string): string => `${authorId}/${key}`
