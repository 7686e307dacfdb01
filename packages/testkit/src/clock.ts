/** Time as a parameter: the only way code reads the hour or waits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `run` once, `ms` milliseconds from now; returns its canceller. */
  after(ms: number, run: () => void): () => void
}
