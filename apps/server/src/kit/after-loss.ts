import type { Logger } from 'pino'
import type { Bus } from './bus.ts'
import type { Connections } from './connections.ts'
import type { Hub } from './hub.ts'
import { inTurns } from './in-turns.ts'
import type { Clock } from './services.ts'

/** Bursts of losses (Redis away) are answered at most this often. */
const EVERY_MS = 10_000
const LOOKUPS_AT_ONCE = 16

/**
 * What events do to connections (end a session, end a membership) they do on every node that hears of them, whether
 * anyone there follows their stream or not. When a node may have missed some, it asks the store instead: is each session
 * still there, and may each person still follow what they follow?
 */
export function lookAgainAfterLoss(options: {
  bus: Pick<Bus, 'onLoss'>
  connections: Connections
  hub: Pick<Hub, 'recheck'>
  /** Whether a session or access token is still good. */
  lives: (sessionId: string) => Promise<boolean>
  clock: Clock
  log: Logger
}): { close(): void } {
  const { bus, connections, hub, lives, clock, log } = options
  let cancel: (() => void) | undefined
  let again = false

  const look = () => {
    again = false
    cancel = clock.after(EVERY_MS, () => {
      cancel = undefined
      if (again) look()
    })
    void hub.recheck()
    inTurns(connections.sessions(), LOOKUPS_AT_ONCE, async (sessionId) => {
      if (!(await lives(sessionId))) connections.endSession(sessionId)
    }).catch((error) => {
      log.error({ err: error }, 'sessions could not be looked at again; it will be tried again')
      again = true
    })
  }
  bus.onLoss(() => {
    if (cancel) again = true
    else look()
  })
  return {
    close() {
      cancel?.()
      cancel = () => {}
    },
  }
}
