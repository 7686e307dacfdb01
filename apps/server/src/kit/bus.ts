import type { Committed, LogValue } from '@convene/store'

/** A log entry that another node committed. Without its value when that was too large to carry: the store has it. */
export interface Heard {
  readonly log: string
  readonly seq: number
  readonly value?: LogValue | undefined
}

/**
 * The way between nodes. Commits it carries are hints: the store is the truth, and `Feed` reads from it what the bus lost.
 * On one node there is no bus.
 */
export interface Bus {
  /** Tells the other nodes what this one committed. Never throws or waits; what cannot leave is covered by `onLoss` there. */
  publish(entries: readonly Committed[]): void
  /** Entries of other nodes: may repeat, and may come in any order. */
  onEntries(listener: (entries: readonly Heard[]) => void): void
  /** Called when entries may have been missed, for example after a reconnection or the death of a node. */
  onLoss(listener: () => void): void
  /** Sends something fleeting to the other nodes; dropped when they cannot be reached. */
  signal(topic: string, payload: Uint8Array): void
  onSignal(listener: (topic: string, payload: Uint8Array) => void): void
  close(): Promise<void>
}

/** One node alone: nobody to tell. */
export const noBus: Bus = {
  publish() {},
  onEntries() {},
  onLoss() {},
  signal() {},
  onSignal() {},
  async close() {},
}
