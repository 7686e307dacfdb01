import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Clock } from '../services.ts'
import { encodeSaid, type Outgoing } from './message.ts'

export interface Writer {
  /** Puts messages into the stream, in order; they are kept and sent again until Redis has them. */
  send(messages: readonly Outgoing[]): void
  /** Waits until all is in the stream, at most this long. */
  close(mostMs: number): Promise<void>
}

/** About this many messages stay in the stream: a reader further behind reads the store instead. */
const STREAM_MAX_MESSAGES = 10_000
/** What waits for Redis beyond this is dropped, and the other nodes are told to read the store. */
const WAITING_MAX_MESSAGES = 10_000
const WAITING_MAX_BYTES = 16 * 1024 * 1024
/** Redis is there but refuses (full, not writable): asked again after this long. */
const REFUSED_RETRY_MS = 1_000

export function createWriter(options: {
  redis: Redis
  key: string
  nodeId: string
  clock: Clock
  log: Logger
}): Writer {
  const { redis, key, nodeId, clock, log } = options
  /** In order, until Redis has confirmed each. */
  const waiting = new Set<Outgoing>()
  let bytes = 0
  let cancelRetry: (() => void) | undefined
  let emptied: (() => void) | undefined
  redis.on('ready', sendAll)

  function sendAll(): void {
    cancelRetry?.()
    cancelRetry = undefined
    for (const message of waiting) transmit(message)
  }

  function transmit(message: Outgoing): void {
    if (redis.status !== 'ready') return
    redis.xadd(key, 'MAXLEN', '~', STREAM_MAX_MESSAGES, '*', ...message.fields).then(
      () => {
        if (waiting.delete(message)) bytes -= message.bytes
        if (waiting.size === 0) emptied?.()
      },
      (error) => {
        // Away: all is sent again when it is back.
        if (redis.status !== 'ready' || cancelRetry) return
        log.error({ err: error }, 'redis refuses what this node tells the others; it will be tried again')
        cancelRetry = clock.after(REFUSED_RETRY_MS, sendAll)
      },
    )
  }

  function add(message: Outgoing): void {
    if (waiting.size >= WAITING_MAX_MESSAGES || bytes + message.bytes > WAITING_MAX_BYTES) {
      log.warn({ messages: waiting.size, bytes }, 'too much waits for redis; the other nodes will read the store')
      waiting.clear()
      bytes = 0
      add(encodeSaid(nodeId, 'loss'))
      return
    }
    waiting.add(message)
    bytes += message.bytes
    if (!cancelRetry) transmit(message)
  }

  return {
    send: (messages) => messages.forEach(add),
    async close(mostMs) {
      if (waiting.size > 0 && redis.status === 'ready') {
        let cancel = () => {}
        await new Promise<void>((resolve) => {
          emptied = resolve
          cancel = clock.after(mostMs, resolve)
        })
        cancel()
      }
      cancelRetry?.()
      redis.off('ready', sendAll)
    },
  }
}
