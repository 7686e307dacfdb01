/** A rate limit that allows bursts: holds at most `burst` tokens and gains `perSecond` of them each second. */
export class TokenBucket {
  readonly #perMs: number
  readonly #burst: number
  #tokens: number
  #filledAt: number

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perMs = perSecond / 1_000
    this.#burst = burst
    this.#tokens = burst
    this.#filledAt = nowMs
  }

  /** Takes `count` tokens, or takes none and says false. */
  take(count: number, nowMs: number): boolean {
    const gained = Math.max(0, nowMs - this.#filledAt) * this.#perMs
    this.#tokens = Math.min(this.#burst, this.#tokens + gained)
    this.#filledAt = nowMs
    if (this.#tokens < count) return false
    this.#tokens -= count
    return true
  }
}
