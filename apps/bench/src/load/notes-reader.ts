/**
 * What one connection knows of each writer: the clock it has everything below of. Tells every character once, in order. A
 * jump over missing clocks leaves those untold for good, so that they count as lost.
 */
export function createReader(
  writerOf: ReadonlyMap<number, number>,
  tell: (writer: number, char: number, nowMs: number) => void,
): (meta: ClockRanges, nowMs: number) => void {
  const known = new Map<number, number>()
  return ({ from, to }, nowMs) => {
    for (const [client, end] of to) {
      const writer = writerOf.get(client)
      if (writer === undefined) continue
      const seen = known.get(writer) ?? 0
      for (let char = Math.max(seen, from.get(client) ?? 0); char < end; char += 1) tell(writer, char, nowMs)
      if (end > seen) known.set(writer, end)
    }
  }
}

/** As `parseUpdateMeta` of Yjs gives it: per client the first clock in the update, and the one after the last. */
export interface ClockRanges {
  readonly from: ReadonlyMap<number, number>
  readonly to: ReadonlyMap<number, number>
}
