/** Allows `burst` at once and `perSecond` on average. Cheap enough for every frame of a connection. */
export interface TokenBucket {
  /** Takes one; false when there is none. */
  take(now: number): boolean
  /** Milliseconds until one will be there. */
  waitMs(now: number): number
}

export function tokenBucket(perSecond: number, burst: number): TokenBucket {
  let tokens = burst
  let last: number | undefined
  const refill = (now: number) => {
    if (last !== undefined) tokens = Math.min(burst, tokens + (Math.max(0, now - last) / 1000) * perSecond)
    last = now
  }
  return {
    take(now) {
      refill(now)
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    waitMs(now) {
      refill(now)
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000)
    },
  }
}
