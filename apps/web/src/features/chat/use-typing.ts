import { chat, streamOf } from '@convene/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient, useEvents, useMe, useSignals } from '../../net/index.ts'

export interface Typing {
  /** Ids of others who are writing now. */
  readonly others: readonly string[]
  /** To be called with every change of the text; tells others every few seconds. */
  told(): void
}

export function useTyping(channelId: string): Typing {
  const client = useClient()
  const me = useMe()
  const stream = streamOf('channel', channelId)
  /** When each person's signal runs out, ms. */
  const [until, setUntil] = useState<ReadonlyMap<string, number>>(new Map())
  const lastTold = useRef(0)

  useSignals(stream, chat.typing, (_data, by) => {
    if (by && by !== me?.id) setUntil((before) => new Map(before).set(by, client.now() + SHOWN_MS))
  })
  // Whoever posted has stopped writing.
  useEvents(stream, (events) => {
    const authors = new Set(events.flatMap((event) => (event.type === chat.posted.type && event.by ? [event.by] : [])))
    setUntil((before) => without(before, (id) => authors.has(id)))
  })
  useEffect(() => {
    if (until.size === 0) return
    const next = Math.min(...until.values())
    return client.after(Math.max(0, next - client.now()), () =>
      setUntil((before) => without(before, (_id, at) => at <= client.now())),
    )
  }, [client, until])

  const told = useCallback(() => {
    if (client.now() - lastTold.current < TELL_EVERY_MS) return
    lastTold.current = client.now()
    client.sendSignal(stream, chat.typing, {})
  }, [client, stream])
  return { others: [...until.keys()], told }
}

/** Keeps its identity when nothing goes. */
function without(before: ReadonlyMap<string, number>, gone: (id: string, at: number) => boolean) {
  const left = [...before].filter(([id, at]) => !gone(id, at))
  return left.length === before.size ? before : new Map(left)
}

const TELL_EVERY_MS = 3_000
const SHOWN_MS = 5_000
