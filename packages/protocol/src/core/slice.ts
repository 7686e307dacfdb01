import type { z } from 'zod'
import type { EventContract } from './event.ts'
import type { StreamEvent, StreamKind } from './stream.ts'

/**
 * A feature's part of a stream's state. A snapshot of the stream is `{ [slice.name]: state }` over all slices of its
 * kind, and events fold into each slice on its own, so features share a stream without knowing each other.
 * `reduce` is pure and ignores what it does not know.
 */
export interface Slice<S = unknown> {
  readonly stream: StreamKind
  readonly name: string
  readonly schema: z.ZodType<S>
  readonly handles: readonly EventContract[]
  reduce(state: S, event: StreamEvent): S
}

type Meta = Omit<StreamEvent, 'data' | 'type'>
interface Handler<S> {
  readonly contract: EventContract
  run(state: S, event: StreamEvent): S
}

/** One case of a slice's reducer. The event's data was validated where it was emitted. */
export function on<S, D>(contract: EventContract<D>, apply: (state: S, data: D, meta: Meta) => S): Handler<S> {
  return { contract, run: (state, event) => apply(state, event.data as D, event) }
}

export function slice<S>(
  stream: StreamKind,
  name: string,
  schema: z.ZodType<S>,
  handlers: readonly Handler<S>[],
): Slice<S> {
  const byType = new Map(handlers.map((handler) => [handler.contract.type, handler]))
  return {
    stream,
    name,
    schema,
    handles: handlers.map((handler) => handler.contract),
    reduce: (state, event) => byType.get(event.type)?.run(state, event) ?? state,
  }
}

export type Snapshot = Readonly<Record<string, unknown>>

/** Folds one event into a stream's whole state. Slices that do not change keep their identity. */
export function apply(slices: readonly Slice[], state: Snapshot, event: StreamEvent): Snapshot {
  let next = state
  for (const part of slices) {
    if (!(part.name in state)) continue
    const before = state[part.name]
    const after = part.reduce(before, event)
    if (after !== before) next = { ...next, [part.name]: after }
  }
  return next
}
