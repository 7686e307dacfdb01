import type { Slice, Snapshot } from '@convene/protocol'

/**
 * A feature's part of a stream's state. The one place that takes its type on trust: `checkSnapshot` validated it with the
 * slice's own schema, and only the slice's own reducer changed it since.
 */
export function readSlice<S>(state: Snapshot | undefined, slice: Slice<S>): S | undefined {
  return state?.[slice.name] as S | undefined
}
