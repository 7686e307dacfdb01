import { io } from 'socket.io-client'
import { z } from 'zod'

/** Somebody who follows a channel through every outage, by seq, and keeps what they were shown. */
export interface ChatFollower {
  readonly channelId: string
  /** Ids of messages in the order shown, with the seq of their event. */
  readonly shown: readonly { seq: number; id: string }[]
  /** Resolves when it has been shown everything up to this seq. */
  reaches(seq: number): Promise<void>
  close(): void
}

/** Follows from what comes after `since`. */
export function chatFollower(url: string, token: string, channelId: string, since: number): ChatFollower {
  const stream = `channel/${channelId}`
  const socket = io(url, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  })
  const shown: { seq: number; id: string }[] = []
  const waiting = new Set<() => void>()
  let last = since

  function follow(): void {
    socket.emit('follow', { stream, since: last }, (raw: unknown) => {
      const { events } = followed.parse(raw)
      if (events) take(events)
      else readOn()
    })
  }

  /** Too far behind for events: page by page, then on from there. */
  function readOn(): void {
    socket.emit('call', 'chat.history', { channelId, after: last, limit: PAGE }, null, (raw: unknown) => {
      const { messages } = page.parse(raw).output
      take(messages.map((message) => ({ seq: message.seq, data: { message } })))
      follow()
    })
  }

  function take(events: z.output<typeof eventsShape>): void {
    for (const { seq, data } of events) {
      if (seq <= last) continue
      if (seq > last + 1) {
        follow()
        return
      }
      last = seq
      if (data.message) shown.push({ seq, id: data.message.id })
    }
    for (const look of [...waiting]) look()
  }

  socket.on('connect', follow)
  socket.on('events', (raw: unknown) => take(packet.parse(raw).events))
  return {
    channelId,
    shown,
    reaches: (seq) =>
      new Promise((resolve) => {
        const look = () => {
          if (last < seq) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () => void socket.disconnect(),
  }
}

const PAGE = 200
const eventsShape = z.array(
  z.object({ seq: z.number(), data: z.looseObject({ message: z.object({ id: z.string() }).optional() }) }),
)
const page = z.object({
  output: z.object({ messages: z.array(z.object({ id: z.string(), seq: z.number() })) }),
})
const packet = z.object({ events: eventsShape })
const followed = z.object({ ok: z.literal(true), seq: z.number(), events: eventsShape.optional() })
