import type { StreamEvent, StreamName } from '@convene/protocol'
import type { z } from 'zod'
import type { Heads } from './heads.ts'
import { endedMessage, eventsMessage, headsMessage, restartingMessage, signalMessage } from './messages.ts'

export interface ServerMessages {
  events(stream: StreamName, events: readonly StreamEvent[]): void
  heads(heads: Heads): void
  signal(signal: z.infer<typeof signalMessage>): void
  ended(stream: StreamName, reason: string): void
  restarting(retryInMs: number): void
  /** The server speaks a newer version. */
  stale(): void
}

/** Parses what the server sends unasked; what this page does not know, or does not understand, is left alone. */
export function readMessages(on: ServerMessages): (name: string, payload: unknown) => void {
  const handlers = new Map<string, (payload: unknown) => void>([
    ['events', reading(eventsMessage, ({ stream, events }) => on.events(stream, events))],
    ['heads', reading(headsMessage, on.heads)],
    ['signal', reading(signalMessage, on.signal)],
    ['ended', reading(endedMessage, ({ stream, reason }) => on.ended(stream, reason))],
    ['restarting', reading(restartingMessage, ({ retryInMs }) => on.restarting(retryInMs))],
    ['stale', () => on.stale()],
  ])
  return (name, payload) => handlers.get(name)?.(payload)
}

function reading<T>(schema: z.ZodType<T>, handle: (message: T) => void): (payload: unknown) => void {
  return (payload) => {
    const parsed = schema.safeParse(payload)
    if (parsed.success) handle(parsed.data)
  }
}
