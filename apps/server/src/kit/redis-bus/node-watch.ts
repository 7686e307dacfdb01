import type { Clock } from '../services.ts'
import type { Signals } from './signals.ts'

/** Each node says this often that it lives. */
const ALIVE_EVERY_MS = 1_000
/** A node that has not said so for this long, and did not take its leave, is taken for dead. */
export const SILENT_MS = 4_000
const ALIVE = 'bus.alive'
const LEAVING = 'bus.leaving'

/** Signals of the bus itself are not for its users. */
export const isBusTopic = (topic: string): boolean => topic === ALIVE || topic === LEAVING

/**
 * Notices when another node dies: between a commit and its word to the others it may have been killed, and only the store
 * has what it did last.
 */
export function watchNodes(options: {
  signals: Signals
  clock: Clock
  /** Whether this node can hear the others at all. */
  hears: () => boolean
  died: (nodeId: string) => void
}): { close(): void } {
  const { signals, clock, hears, died } = options
  const heardAt = new Map<string, number>()
  signals.on((topic, _payload, from) => {
    if (topic === LEAVING) heardAt.delete(from)
    else heardAt.set(from, clock.now())
  })

  let cancel: () => void
  let lastAt = clock.now()
  const round = () => {
    cancel = clock.after(ALIVE_EVERY_MS, round)
    const now = clock.now()
    signals.send(ALIVE, NOTHING)
    // When it could not listen itself (cut off, or too busy), silence says nothing about others.
    if (!hears() || now - lastAt > 2 * ALIVE_EVERY_MS) heardAt.clear()
    lastAt = now
    for (const [nodeId, at] of heardAt) {
      if (now - at < SILENT_MS) continue
      heardAt.delete(nodeId)
      died(nodeId)
    }
  }
  round()
  return {
    close() {
      cancel()
      signals.send(LEAVING, NOTHING)
    },
  }
}

const NOTHING = new Uint8Array()
