import { AppError, chat, wireError } from '@convene/protocol'
import { z } from 'zod'
import { type Client, type Readable, writable } from '../../net/index.ts'

/** A message on its way, as the device keeps it. */
export const outgoing = z.object({
  /** Idempotency key of the post: the same for every attempt, on every page of this person. */
  key: z.string(),
  channelId: z.string(),
  text: z.string(),
  title: z.string().optional(),
  threadId: z.string().optional(),
  /** When the person sent it, ms, by the device's clock. */
  at: z.number(),
  /** `sent` is kept only until the page has seen it arrive. */
  state: z.enum(['waiting', 'failed', 'sent']),
  /** Why it failed, as the wire says it. */
  error: wireError.optional(),
})
export type Outgoing = z.infer<typeof outgoing>

/** Where the device keeps messages until they are saved. */
export interface OutboxStore {
  all(): Promise<readonly Outgoing[]>
  put(one: Outgoing): Promise<void>
  delete(key: string): Promise<void>
}

export interface Outbox {
  /** In the order in which they were sent. */
  readonly messages: Readable<readonly Outgoing[]>
  send(message: Pick<Outgoing, 'channelId' | 'text' | 'title' | 'threadId'>): void
  retry(key: string): void
  discard(key: string): void
  close(): void
}

/** What the outbox needs of the client. */
export type OutboxLine = Pick<Client, 'call' | 'status' | 'newKey' | 'now' | 'after'>

/**
 * Sends messages one after another, in order, each until it is saved: over lost connections, and over reloads of the page. A
 * retry carries the same key, so none is doubled. What the server refuses waits for the person to retry or discard it.
 */
export function createOutbox(line: OutboxLine, store: OutboxStore): Outbox {
  const messages = writable<readonly Outgoing[]>([])
  let busy = false
  let over = false
  let cancelPause: (() => void) | undefined

  const change = (key: string, to: Partial<Outgoing>) =>
    messages.set(messages.get().map((one) => (one.key === key ? { ...one, ...to } : one)))
  const remove = (key: string) => messages.set(messages.get().filter((one) => one.key !== key))

  async function work(): Promise<void> {
    if (busy || cancelPause) return
    busy = true
    try {
      for (let next = due(); next; next = due()) await attempt(next)
    } finally {
      busy = false
    }
  }

  const due = () =>
    over || cancelPause || line.status.get() !== 'online'
      ? undefined
      : messages.get().find((one) => one.state === 'waiting')

  async function attempt(one: Outgoing): Promise<void> {
    const { key, channelId, text, title, threadId } = one
    try {
      await line.call(chat.post, { channelId, text, ...(title && { title }), ...(threadId && { threadId }) }, { key })
      await store.delete(key)
      change(key, { state: 'sent' })
      // By then its event has come, and the channel shows it by itself.
      line.after(ARRIVED_AFTER_MS, () => remove(key))
    } catch (error) {
      const why = error instanceof AppError ? error : new AppError('internal', 'internal')
      if (passes(why)) return pause()
      const failed: Outgoing = { ...one, state: 'failed', error: why.toWire() }
      change(key, failed)
      await store.put(failed)
    }
  }

  function pause(): void {
    cancelPause = line.after(PAUSE_MS, () => {
      cancelPause = undefined
      void work()
    })
  }

  const endStatus = line.status.subscribe(() => {
    if (line.status.get() !== 'online') return
    cancelPause?.()
    cancelPause = undefined
    void work()
  })

  void store.all().then((kept) => {
    const here = new Set(messages.get().map((one) => one.key))
    messages.set([...kept.filter((one) => !here.has(one.key)), ...messages.get()].sort((a, b) => a.at - b.at))
    void work()
  })

  return {
    messages,
    send(message) {
      const one: Outgoing = { ...message, key: line.newKey(), at: line.now(), state: 'waiting' }
      messages.set([...messages.get(), one])
      // Kept first, then sent: a page that closes in between sends it the next time.
      void store.put(one).finally(work)
    },
    retry(key) {
      change(key, { state: 'waiting', error: undefined })
      const one = messages.get().find((other) => other.key === key)
      if (one) void store.put(one).finally(work)
    },
    discard(key) {
      remove(key)
      void store.delete(key)
    },
    close() {
      over = true
      cancelPause?.()
      endStatus()
    },
  }
}

/** Will the same message do later what it could not do now? */
const passes = ({ kind }: AppError): boolean =>
  kind === 'unavailable' || kind === 'rate-limited' || kind === 'unauthenticated'

const PAUSE_MS = 2_000
const ARRIVED_AFTER_MS = 30_000
