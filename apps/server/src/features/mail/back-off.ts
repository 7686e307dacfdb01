/** Pause before the try after `attempts` tries, ms: 5 s, 20 s, 80 s … at most an hour. */
export function backOffMs(attempts: number): number {
  return Math.min(FIRST_MS * 4 ** Math.max(0, attempts - 1), LONGEST_MS)
}

const FIRST_MS = 5_000
const LONGEST_MS = 60 * 60 * 1000

/** About five hours of trying, then the mail has failed. */
export const ATTEMPTS_MAX = 10
