/** Time as a parameter, so that tests move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** One-shot timer; returns its canceller. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
