import { createHistogram } from 'node:perf_hooks'
import { setTimeout as after } from 'node:timers/promises'

export interface Tally {
  /** Item `item` came to receiver `receiver`. A second time is not counted. Times in ms of one clock. */
  deliver(receiver: number, item: number, dueMs: number, nowMs: number): void
  /** Resolves when all is delivered, or when nothing has come for a while: what is missing then is lost. */
  settled(clock: () => number): Promise<void>
  result(startedMs: number): Deliveries
}

export interface Deliveries {
  readonly delivered: number
  readonly lost: number
  /** From the start to the last delivery. */
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/**
 * Counts deliveries of `items` numbered things to `receivers`, of which `expected` should happen (a writer of notes is not
 * expected to hear of its own change). Latency is counted from when an item was due, not from when the generator got round
 * to sending it, so a server that stalls its clients cannot hide the wait (coordinated omission).
 */
export function createTally(receivers: number, items: number, expected: number): Tally {
  const seen = new Uint8Array(receivers * items)
  const latencyUs = createHistogram()
  let delivered = 0
  let lastMs = 0
  return {
    deliver(receiver, item, dueMs, nowMs) {
      const cell = receiver * items + item
      if (item >= items || seen[cell] === 1) return
      seen[cell] = 1
      delivered += 1
      lastMs = nowMs
      latencyUs.record(Math.max(1, Math.round((nowMs - dueMs) * US_PER_MS)))
    },
    async settled(clock) {
      const startedMs = clock()
      while (
        delivered < expected &&
        clock() - Math.max(startedMs, lastMs) < SILENCE_MS &&
        clock() - startedMs < DRAIN_MS
      ) {
        await after(POLL_MS)
      }
    },
    result: (startedMs) => ({
      delivered,
      lost: expected - delivered,
      perSecond: delivered === 0 ? 0 : (delivered * MS_PER_S) / (lastMs - startedMs),
      p50Ms: latencyUs.percentile(50) / US_PER_MS,
      p99Ms: latencyUs.percentile(99) / US_PER_MS,
    }),
  }
}

const US_PER_MS = 1_000
const MS_PER_S = 1_000
const POLL_MS = 5
/** This long without a delivery, and the rest counts as lost. */
const SILENCE_MS = 4_000
/** However much is on its way, no longer than this. */
const DRAIN_MS = 40_000
