import type { Services } from './services.ts'

/** Work that comes round by itself. A lease in the store sees to it that exactly one node runs it. */
export interface Job {
  /** Unique over all features. */
  readonly name: string
  /** Pause between runs, ms. */
  readonly everyMs: number
  /** May be asked to run again at once by `kick(name)` (for example when mail was queued). */
  run(services: Services): Promise<void>
}
