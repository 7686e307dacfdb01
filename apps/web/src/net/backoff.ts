const FIRST_RETRY_MS = 500
/** A person who looks at the page should not wait longer for a server that is back. */
const LONGEST_RETRY_MS = 5_000

/**
 * How long to wait before the next attempt, in ms. Doubles up to `LONGEST_RETRY_MS`; anywhere in the upper half of that, so that pages that
 * lost the server together do not come back together.
 *
 * @param attempt - Attempts that failed already, from 0.
 * @param chance - In [0, 1).
 */
export function retryDelayMs(attempt: number, chance: number): number {
  return spread(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt), chance)
}

/** Somewhere between half of `ms` and `ms`. */
export const spread = (ms: number, chance: number): number => Math.round(ms * (0.5 + chance / 2))
