import { apply, type Slice, type Snapshot, type StreamEvent } from '@convene/protocol'

/** A stream's state after all events up to and with `seq`. */
export interface Held {
  readonly seq: number
  readonly state: Snapshot
}

export interface Folded {
  readonly held: Held
  /** What was new, in order. */
  readonly applied: readonly StreamEvent[]
  /** What cannot be applied yet: an event before these is missing. Empty when nothing is. */
  readonly waiting: readonly StreamEvent[]
}

/** Folds events into what is held: known ones are dropped, and a gap stops the fold instead of losing an event. */
export function fold(slices: readonly Slice[], held: Held, events: readonly StreamEvent[]): Folded {
  const ordered = [...events].sort((a, b) => a.seq - b.seq)
  const applied: StreamEvent[] = []
  let { seq, state } = held
  for (const [at, event] of ordered.entries()) {
    if (event.seq <= seq) continue
    if (event.seq > seq + 1) return { held: { seq, state }, applied, waiting: ordered.slice(at) }
    state = apply(slices, state, event)
    seq = event.seq
    applied.push(event)
  }
  return { held: applied.length === 0 ? held : { seq, state }, applied, waiting: [] }
}
