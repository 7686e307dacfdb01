import { retryDelayMs } from './backoff.ts'
import { type Clock, systemClock } from './clock.ts'

/** About half a minute: after that it is not the line. */
const ATTEMPTS = 10

/**
 * Fetches a part of the page, and again when the line drops or the server restarts meanwhile, so that nobody waits in vain for it.
 * Rejects as `load` does once that does not help: then the part is gone, with an earlier release.
 */
export async function loadAgain<T>(load: () => Promise<T>, clock: Clock = systemClock): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1)
    try {
      return await load()
    } catch {
      await new Promise<void>((done) => clock.after(retryDelayMs(attempt, 0), done))
    }
  return load()
}
