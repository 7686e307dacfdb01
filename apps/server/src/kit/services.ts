import type { Store } from '@convene/store'
import type { Logger } from 'pino'

/** Time and timers as a parameter, so that tests move them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** One-shot timer; returns its canceller. */
  after(ms: number, run: () => void): () => void
}

/** What the composition root hands to everything. Nothing else reads time, chance or the environment. */
export interface Services {
  readonly store: Store
  readonly clock: Clock
  /** A new identifier, `[A-Za-z0-9_-]`, increasing with time. */
  readonly newId: () => string
  /** Cryptographically strong bytes, for tokens and codes. */
  readonly randomBytes: (length: number) => Uint8Array
  readonly log: Logger
}
