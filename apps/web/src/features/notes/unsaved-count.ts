import type { AckProgress } from '@convene/notes-sync/ack-socket'

/** Counts edits of this device that the server has not made durable. */
export interface UnsavedCount {
  readonly count: number
  /** Edits an earlier page left on the device. */
  restore(count: number): void
  edited(): void
  /**
   * The server holds this much of what the connection sent. Nothing is unsaved only when it holds all, and when everything
   * this device had was `offered`: what was written offline travels with the answer to the server's first question.
   */
  acknowledged(progress: AckProgress, offered: boolean): void
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
    acknowledged({ sent, durable }, offered) {
      if (offered && durable >= sent) set(0)
    },
  }
}
