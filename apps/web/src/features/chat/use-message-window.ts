import { chat, streamOf } from '@convene/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient, useSlice, useStream } from '../../net/index.ts'
import { type MessageWindow, openWindow, windowAround, withNewer, withOlder, withTail } from './message-window.ts'

export interface HeldMessages {
  /** `undefined` until something is known. */
  readonly window: MessageWindow | undefined
  readonly status: ReturnType<typeof useStream>['status']
  older(): void
  newer(): void
  /** Holds the messages around this seq instead. */
  jumpTo(seq: number): void
  /** Back to the live end. */
  toEnd(): void
}

/** A channel's messages: its live end from the stream, the rest page by page. One channel per mount. */
export function useMessageWindow(channelId: string): HeldMessages {
  const client = useClient()
  const stream = streamOf('channel', channelId)
  const { epoch, status } = useStream(stream)
  const tail = useSlice(stream, chat.messagesSlice)
  const [held, setHeld] = useState<MessageWindow | undefined>(tail && openWindow(tail))
  const seen = useRef({ epoch, tail })
  const asking = useRef(false)

  useEffect(() => {
    if (!tail) return
    const gap = seen.current.epoch !== epoch
    seen.current = { epoch, tail }
    setHeld((before) => (before ? withTail(before, tail, gap) : openWindow(tail)))
  }, [tail, epoch])

  const ask = useCallback(
    async (where: { before?: number; after?: number; around?: number }, join: Join) => {
      if (asking.current) return
      asking.current = true
      try {
        const { messages } = await client.call(chat.history, { channelId, ...where, limit: PAGE })
        setHeld((before) => before && join(before, messages, seen.current.tail ?? []))
      } catch {
        // The page keeps what it has; scrolling on, or being back online, asks again.
      } finally {
        asking.current = false
      }
    },
    [client, channelId],
  )

  const first = held?.messages[0]?.seq
  const last = held?.messages.at(-1)?.seq
  return {
    window: held,
    status,
    older: () => {
      if (held?.hasOlder && first !== undefined)
        void ask({ before: first }, (before, page) => withOlder(before, page, PAGE))
    },
    newer: () => {
      if (held?.hasNewer && last !== undefined)
        void ask({ after: last }, (before, page, end) => withTail(withNewer(before, page, PAGE), end, false))
    },
    jumpTo: (seq) => void ask({ around: seq }, (_before, page, end) => windowAround(page, end)),
    toEnd: () => tail && held?.hasNewer && setHeld(openWindow(tail)),
  }
}

type Join = (before: MessageWindow, page: readonly chat.Message[], tail: readonly chat.Message[]) => MessageWindow

const PAGE = 50
