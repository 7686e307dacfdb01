import { AppError } from '@convene/protocol'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { networkOf } from './network-of.ts'

/** Tries allowed in a time, per network address and per account. */
const RULES = {
  password: { address: { points: 60, seconds: 15 * 60 }, account: { points: 10, seconds: 15 * 60 } },
  link: { address: { points: 30, seconds: 60 * 60 }, account: { points: 5, seconds: 60 * 60 } },
  code: { address: { points: 60, seconds: 15 * 60 }, account: { points: 10, seconds: 60 * 60 } },
  demo: { address: { points: 600, seconds: 60 }, account: { points: 600, seconds: 60 } },
} as const
export type LimitedAct = keyof typeof RULES

/** Where counts are kept: in memory for one node, in Redis (`RateLimiterRedis`) for several. */
export type MakeLimiter = (rule: { keyPrefix: string; points: number; duration: number }) => RateLimiterAbstract
export const inMemory: MakeLimiter = (rule) => new RateLimiterMemory(rule)

export interface Limits {
  /**
   * Counts a try, before it is known whether it is a good one.
   * @throws AppError `rate-limited` with `details.retryInMs`
   */
  take(act: LimitedAct, from: { address: string; account?: string }): Promise<void>
  /** A good try clears the account's count, so that only guesses add up. */
  forgive(act: LimitedAct, account: string): Promise<void>
}

/** `factor` multiplies every number of tries. */
export function createLimits(factor: number, make: MakeLimiter = inMemory): Limits {
  const limiters = new Map<string, RateLimiterAbstract>()
  const limiter = (act: LimitedAct, by: 'address' | 'account') => {
    const keyPrefix = `identity:${act}:${by}`
    const { points, seconds } = RULES[act][by]
    const known = limiters.get(keyPrefix) ?? make({ keyPrefix, points: Math.ceil(points * factor), duration: seconds })
    limiters.set(keyPrefix, known)
    return known
  }
  return {
    async take(act, { address, account }) {
      await consume(limiter(act, 'address'), networkOf(address))
      if (account !== undefined) await consume(limiter(act, 'account'), account)
    },
    async forgive(act, account) {
      await limiter(act, 'account').delete(account)
    },
  }
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new AppError('rate-limited', 'identity.too-many-tries', { retryInMs: refusal.msBeforeNext })
  }
}
