import type { EventContract, SignalContract, Slice, StreamKind, StreamName } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import type { PersonActor } from './actor.ts'
import type { Command, WriteContext } from './command.ts'
import type { Job } from './jobs.ts'

/** Who may follow a kind of stream. Answered from committed data, and again whenever rights change. */
export interface StreamRule {
  readonly kind: StreamKind
  mayFollow(tx: ReadTx, actor: PersonActor, id: string): Promise<boolean>
}

/** Reads a slice's state for a snapshot; the fold check holds it against the reducer. */
export interface SliceLoader {
  readonly slice: Slice
  load(tx: ReadTx, id: string): Promise<unknown>
}
export const loader = <S>(slice: Slice<S>, load: (tx: ReadTx, id: string) => Promise<S | undefined>): SliceLoader => ({
  slice,
  load,
})

/** How features meet: runs inside the transaction that emitted the event, as its author. */
export interface Projection {
  readonly event: EventContract
  run(context: ProjectionContext, data: unknown, streamId: string): Promise<void>
}
export type ProjectionContext = Pick<WriteContext, 'tx' | 'now' | 'newId' | 'emit'> & { readonly by: string | null }
export const projection = <D>(
  event: EventContract<D>,
  run: (context: ProjectionContext, data: D, streamId: string) => Promise<void>,
): Projection => ({ event, run: (context, data, streamId) => run(context, data as D, streamId) })

/** What an event does to the live connections of every node, after it is durable. */
export interface Effect {
  readonly event: EventContract
  run(live: LiveConnections, data: unknown, streamId: string): void
}
export interface LiveConnections {
  /** Checks again what a person's connections follow and edit; everybody's when no person is named. */
  recheck(personId?: string): void
  /** Ends every connection of a session or token: socket and notes. */
  endSession(sessionId: string): void
  /** Sends a signal to the followers of a stream on this node. */
  signal(stream: StreamName, type: string, data: unknown): void
}
export const effect = <D>(
  event: EventContract<D>,
  run: (live: LiveConnections, data: D, streamId: string) => void,
): Effect => ({ event, run: (live, data, streamId) => run(live, data as D, streamId) })

/** A signal clients may send on a stream they follow; the kit validates it and passes it on, nothing is stored. */
export interface SignalRule {
  readonly signal: SignalContract
  /** Dropped while the stream has more followers than this on the node. */
  readonly quietAbove?: number
}

/** Told who starts and stops following streams of a kind on this node (presence). A person may follow more than once. */
export interface FollowObserver {
  readonly kind: StreamKind
  joined(id: string, actor: PersonActor, live: LiveConnections): void
  left(id: string, actor: PersonActor, live: LiveConnections): void
}

/** A vertical slice of the product: everything the kit needs to run it. */
export interface Feature {
  readonly name: string
  readonly commands?: readonly Command[]
  readonly streams?: readonly StreamRule[]
  readonly slices?: readonly SliceLoader[]
  readonly projections?: readonly Projection[]
  readonly effects?: readonly Effect[]
  readonly signals?: readonly SignalRule[]
  readonly follows?: readonly FollowObserver[]
  readonly jobs?: readonly Job[]
}
