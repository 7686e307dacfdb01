import type { Logger } from 'pino'
import type { Connections } from './connections.ts'
import { inTurns } from './in-turns.ts'
import type { Clock } from './services.ts'

/** Everyone here is looked at again this often. */
export const PATROL_MS = 60_000
/** A round is walked in short steps: looking at thousands at once would hold up everyone else. */
const STEP_MS = 1_000
const STEPS = 50
const LOOKUPS_AT_ONCE = 4

/**
 * The net under the events that end rights and sessions: whatever they may have missed, and sessions that run out by
 * themselves, end within about a minute.
 */
export function startPatrol(options: {
  connections: Connections
  /** Whether a session or access token is still good. */
  lives: (sessionId: string) => Promise<boolean>
  clock: Clock
  log: Logger
}): { close(): void } {
  const { connections, lives, clock, log } = options
  let left: ReturnType<Connections['people']> = []
  let perStep = 0
  let nextRoundAt = clock.now() + PATROL_MS
  let closed = false
  let cancel = clock.after(STEP_MS, step)

  function step(): void {
    if (left.length === 0 && clock.now() >= nextRoundAt) {
      left = connections.people()
      perStep = Math.ceil(left.length / STEPS)
      nextRoundAt = clock.now() + PATROL_MS
    }
    inTurns(left.splice(0, perStep), LOOKUPS_AT_ONCE, look)
      .catch((error) => log.error({ err: error }, 'connections could not be looked at; the next round will'))
      .finally(() => {
        if (!closed) cancel = clock.after(STEP_MS, step)
      })
  }

  async function look({ personId, sessionIds }: (typeof left)[number]): Promise<void> {
    connections.recheck(personId)
    for (const sessionId of sessionIds) if (!(await lives(sessionId))) connections.endSession(sessionId)
  }

  return {
    close() {
      closed = true
      cancel()
    },
  }
}
