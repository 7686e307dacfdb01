import { notFound, type Snapshot, type StreamEvent, type StreamName, splitStream } from '@convene/protocol'
import type { LogEntry, ReadTx, Store } from '@convene/store'
import type { Feature, SliceLoader } from './feature.ts'

/** Events sent to catch up; a follower further behind gets a snapshot. */
export const CATCH_UP_MAX = 1000

export type CaughtUp = { seq: number; events: StreamEvent[] } | { seq: number; snapshot: Snapshot }

/**
 * Reads what a follower needs: the events after `since` when the log still has them, else the state as it is.
 * `mayRead` is asked in the very state that is read: nobody gets what came after they lost the right to it.
 * @throws AppError not-found when it says no.
 */
export type ReadStream = (
  stream: StreamName,
  since: number | undefined,
  mayRead: (view: ReadTx) => Promise<boolean>,
) => Promise<CaughtUp>

export function streamReader(store: Store, features: readonly Feature[]): ReadStream {
  const loaders = features.flatMap((feature) => feature.slices ?? [])
  return (stream, since, mayRead) =>
    store.view(async (view) => {
      if (!(await mayRead(view))) throw notFound('stream')
      const head = await view.head(stream)
      if (since !== undefined && since <= head && head - since <= CATCH_UP_MAX && since >= (await view.tail(stream))) {
        const entries = since === head ? [] : await view.read(stream, since + 1, CATCH_UP_MAX)
        return { seq: head, events: entries.map(eventOf) }
      }
      return { seq: head, snapshot: await loadSnapshot(view, stream, loaders) }
    })
}

export async function loadSnapshot(tx: ReadTx, stream: StreamName, loaders: readonly SliceLoader[]): Promise<Snapshot> {
  const { kind, id } = splitStream(stream)
  const snapshot: Record<string, unknown> = {}
  for (const { slice, load } of loaders) if (slice.stream === kind) snapshot[slice.name] = await load(tx, id)
  return snapshot
}

/** A log entry as the event it holds. Its data was checked where it was emitted. */
export function eventOf({ seq, value }: LogEntry): StreamEvent {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)) {
    const { type, at, by, data } = value
    if (typeof type === 'string' && typeof at === 'number' && (by === null || typeof by === 'string'))
      return { seq, type, at, by, data }
  }
  throw new Error(`entry ${seq} of a stream's log is not an event`)
}
