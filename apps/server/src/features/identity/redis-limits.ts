import type { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { inMemory, type MakeLimiter } from './limits.ts'

/** Counts that several nodes share. While Redis is away each node counts for itself: nobody is locked out by that. */
export function inRedis(client: Redis): MakeLimiter {
  return (rule) => new RateLimiterRedis({ ...rule, storeClient: client, insuranceLimiter: inMemory(rule) })
}
