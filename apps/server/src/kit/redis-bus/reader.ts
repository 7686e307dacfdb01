import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Heard } from '../bus.ts'
import type { Clock } from '../services.ts'
import { decode, encodeSaid } from './message.ts'

export interface Reader {
  /** Resolves when entries of other nodes are read for the first time. */
  readonly begun: Promise<void>
  /** Resolves when the last read is over; the connection must be closed first. */
  close(): Promise<void>
}

const READ_MESSAGES = 200
const BLOCK_MS = 4_000
/** While Redis is away the store is asked this often, so that others' words come late instead of not at all. */
const AWAY_LOOK_MS = 3_000

/**
 * Reads the stream on a connection of its own. Each time the connection is there it begins anew at a mark it sets itself
 * and tells of a loss: what came before the mark is in the store, what comes after it is read here. So it does not matter
 * whether Redis still has what it had, or counts as before.
 */
export function createReader(options: {
  redis: Redis
  key: string
  nodeId: string
  clock: Clock
  log: Logger
  onEntries: (entries: readonly Heard[]) => void
  onLoss: () => void
}): Reader {
  const { redis, key, nodeId, clock, log, onEntries, onLoss } = options
  const begun = Promise.withResolvers<void>()
  let reading: Promise<void> = Promise.resolve()
  let closed = false
  let cancelLook = clock.after(AWAY_LOOK_MS, look)

  function look(): void {
    cancelLook = clock.after(AWAY_LOOK_MS, look)
    onLoss()
  }

  redis.on('ready', () => {
    reading = reading.then(read).catch((error) => {
      if (closed) return
      log.debug({ err: error }, 'reading what other nodes say broke off')
      cancelLook()
      cancelLook = clock.after(AWAY_LOOK_MS, look)
      // An error of a connection that is still there, or is there again already: begin anew, after the usual wait.
      if (redis.status === 'ready') redis.disconnect(true)
    })
  })

  async function mark(): Promise<string> {
    const id = await redis.xadd(key, '*', ...encodeSaid(nodeId, 'here').fields)
    if (id === null) throw new Error('Redis gave the mark no id')
    return id
  }

  async function read(): Promise<void> {
    let last = await mark()
    cancelLook()
    begun.resolve()
    onLoss()
    while (!closed) {
      // Sent together and answered in this order: when the last message read is gone after the read, some behind it may
      // have been trimmed too.
      const [streams, known] = await Promise.all([
        redis.xreadBuffer('COUNT', READ_MESSAGES, 'BLOCK', BLOCK_MS, 'STREAMS', key, last),
        redis.xrange(key, last, last),
      ])
      const messages = streams?.[0]?.[1] ?? []
      const entries = messages.flatMap(([, fields]) => take(fields))
      if (entries.length > 0) onEntries(entries)
      if (known.length === 0 && messages.length > 0) onLoss()
      last = messages.at(-1)?.[0].toString() ?? last
    }
  }

  function take(fields: readonly Buffer[]): readonly Heard[] {
    try {
      const message = decode(fields)
      if (message.from === nodeId || message.kind === 'here') return []
      if (message.kind === 'entries') return message.entries
    } catch (error) {
      log.warn({ err: error }, 'another node said something that cannot be read; the store is asked')
    }
    onLoss()
    return []
  }

  return {
    begun: begun.promise,
    async close() {
      closed = true
      cancelLook()
      await reading
    },
  }
}
