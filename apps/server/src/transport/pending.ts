/** Connections of one address that have not said who they are, before `CONVENE_RATE_FACTOR`. */
export const PENDING_PER_ADDRESS = 500

/** Counts what is open and nobody's yet, so that connections cost nothing to whoever has no proof. */
export interface Pending {
  /** Counts one more; false when the address has too many, and then nothing is counted. */
  enter(address: string): boolean
  leave(address: string): void
}

export function createPending(factor: number): Pending {
  const open = new Map<string, number>()
  const max = PENDING_PER_ADDRESS * factor
  return {
    enter(address) {
      const count = open.get(address) ?? 0
      if (count >= max) return false
      open.set(address, count + 1)
      return true
    },
    leave(address) {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    },
  }
}
