import type { Logger } from 'pino'
import type { Clock } from './services.ts'

/** Whose rights to look at again. */
export type Whose = ReadonlySet<string> | 'everyone'

export interface Rechecks {
  /** Resolves when the check asked for is over, or has failed and will be made again. */
  ask(personId?: string): Promise<void>
  close(): void
}

const AGAIN_AFTER_MS = 1_000

/** One round of checks at a time: what is asked for meanwhile shares the next one, and a round that fails is made again. */
export function createRechecks(options: {
  clock: Clock
  log: Logger
  check: (whose: Whose) => Promise<void>
}): Rechecks {
  const { clock, log, check } = options
  let due: Set<string> | 'everyone' = new Set()
  let running: Promise<void> | undefined
  let cancel = () => {}
  let closed = false

  const add = (whose: Whose) => {
    due = whose === 'everyone' || due === 'everyone' ? 'everyone' : new Set([...due, ...whose])
  }
  const start = () => {
    running ??= rounds().finally(() => {
      running = undefined
    })
    return running
  }
  async function rounds(): Promise<void> {
    // What one commit asks for, one connection after another, is one round.
    await Promise.resolve()
    while (!closed && (due === 'everyone' || due.size > 0)) {
      const whose = due
      due = new Set()
      try {
        await check(whose)
      } catch (error) {
        log.error({ err: error }, 'rights could not be looked at again; it will be tried again')
        add(whose)
        cancel()
        cancel = clock.after(AGAIN_AFTER_MS, start)
        return
      }
    }
  }

  return {
    ask(personId) {
      add(personId === undefined ? 'everyone' : new Set([personId]))
      return start()
    },
    close() {
      closed = true
      cancel()
    },
  }
}
