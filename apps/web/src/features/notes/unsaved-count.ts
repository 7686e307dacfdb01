import type { Traffic } from './counting-socket.ts'

/** Counts edits of this device that the server has not made durable. */
export interface UnsavedCount {
  readonly count: number
  /** Edits an earlier page left on the device. */
  restore(count: number): void
  edited(): void
  /** The server acknowledged: only when it holds all that was sent, after all was offered, is nothing unsaved. */
  acknowledged(traffic: Traffic): void
}

export function unsavedCount(changed: (count: number) => void): UnsavedCount {
  let count = 0
  const set = (next: number) => {
    if (next === count) return
    count = next
    changed(count)
  }
  return {
    get count() {
      return count
    },
    restore: (kept) => set(count + kept),
    edited: () => set(count + 1),
    acknowledged(traffic) {
      if (traffic.offered && traffic.durable >= traffic.sent) set(0)
    },
  }
}
