import { Redis } from 'ioredis'
import type { Logger } from 'pino'

/** A connection that comes back by itself, for ever; while it is away its commands fail at once, and are not repeated. */
export function connectRedis(url: string, purpose: string, log: Logger): Redis {
  const redis = new Redis(url, {
    connectionName: `convene-${purpose}`,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // The default runs up to 5 s apart; people wait for each other's words meanwhile.
    retryStrategy: (attempt) => Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** (attempt - 1)),
    // After a failover the old primary refuses writes: ask again where the primary is.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENT_MOST_MS,
    disconnectTimeout: DISCONNECT_MS,
  })
  // Every failed attempt is an event; the bus itself says when Redis goes and comes.
  redis.on('error', (error) => log.debug({ err: error, purpose }, 'redis'))
  return redis
}

const RETRY_FIRST_MS = 50
const RETRY_MOST_MS = 1_000
const CONNECT_TIMEOUT_MS = 5_000
/** An answer that takes longer than this does not come: longer than the longest blocking read. */
const SILENT_MOST_MS = 10_000
const DISCONNECT_MS = 300
