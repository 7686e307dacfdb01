import { AppError, type Slice, type Snapshot, type StreamEvent, type WireError } from '@convene/protocol'
import { retryDelayMs } from './backoff.ts'
import type { Clock } from './clock.ts'
import { fold, type Held } from './fold.ts'
import type { FollowAnswer } from './messages.ts'
import { type Readable, writable } from './readable.ts'

export interface StreamView {
  /** By slice name; read it with `useSlice`. Kept while catching up, so that a page shows what it has. */
  readonly state: Snapshot | undefined
  readonly status: 'loading' | 'live' | 'catching-up' | 'ended' | 'not-found'
  /** Why it ended. */
  readonly reason?: string
  /** Of the last event in `state`; 0 without any. */
  readonly seq: number
  /** Raised whenever a snapshot replaced the state: whoever keeps pages of history beside it starts over. */
  readonly epoch: number
}

export interface FollowedStream {
  readonly view: Readable<StreamView>
  /** Shows what was kept on the device, until the server answers; ignored once anything newer is held. */
  restore(kept: Held): void
  connected(): void
  disconnected(): void
  receive(events: readonly StreamEvent[]): void
  ended(reason: string): void
  /** Hears events as they are folded in, in order, each once; a snapshot tells nothing but raises `epoch`. */
  onEvents(listener: (events: readonly StreamEvent[]) => void): () => void
  held(): Held | undefined
  close(): void
}

interface Deps {
  readonly slices: readonly Slice[]
  readonly clock: Clock
  readonly random: () => number
  readonly follow: (since: number | undefined) => Promise<FollowAnswer>
  /** Refuses a snapshot that does not fit the page (`AppError`). */
  readonly check: (snapshot: Snapshot) => Snapshot
}

/**
 * One stream, kept equal to the server's: live events that do not follow on what is held wait in `early` while it asks
 * again from its last seq. Nothing is shown that was not folded in order.
 */
export function followedStream({ slices, clock, random, follow, check }: Deps): FollowedStream {
  const view = writable<StreamView>({ state: undefined, status: 'loading', seq: 0, epoch: 0 })
  const listeners = new Set<(events: readonly StreamEvent[]) => void>()
  let held: Held | undefined
  let early: readonly StreamEvent[] = []
  let online = false
  /** The request under way; answers to earlier ones are ignored. */
  let asking: object | undefined
  let fruitless = 0
  let cancelRetry = () => {}

  const show = (status: StreamView['status'], change: Partial<StreamView> = {}) => {
    const { epoch } = view.get()
    view.set({ state: held?.state, status, seq: held?.seq ?? 0, epoch, ...change })
  }
  const waiting = () => (held ? 'catching-up' : 'loading')

  function forget(status: 'ended' | 'not-found', reason: string): void {
    held = undefined
    early = []
    asking = undefined
    cancelRetry()
    show(status, { reason })
  }

  function take(events: readonly StreamEvent[]): void {
    if (!held) return
    const folded = fold(slices, held, events)
    held = folded.held
    early = folded.waiting
    if (folded.applied.length > 0) for (const listener of [...listeners]) listener(folded.applied)
  }

  async function ask(): Promise<void> {
    if (!online || asking) return
    cancelRetry()
    const mine = {}
    asking = mine
    show(waiting())
    const since = held?.seq
    try {
      const answer = await follow(since)
      if (asking !== mine) return
      asking = undefined
      settle(answer, since)
    } catch (error) {
      if (asking !== mine) return
      asking = undefined
      if (error instanceof AppError && error.kind !== 'unavailable') fail(error)
      else retry()
    }
  }

  function settle(answer: FollowAnswer, since: number | undefined): void {
    const { epoch } = view.get()
    if (!answer.ok) {
      fail(answer.error)
      return
    }
    if ('snapshot' in answer) {
      held = { seq: answer.seq, state: check(answer.snapshot) }
      fruitless = 0
      take(early)
      show('live', { epoch: epoch + 1 })
    } else if (held && answer.seq >= held.seq) {
      take([...answer.events, ...early])
      show('live')
    } else {
      // The server knows less than we do: it was restored from a backup. What we hold is not what others see.
      held = undefined
    }
    if (held && early.length === 0) fruitless = 0
    else if (held && held.seq > (since ?? -1)) void ask()
    else retry()
  }

  function fail(error: WireError): void {
    if (error.kind === 'not-found' || error.kind === 'forbidden') forget('not-found', error.reason)
    else retry()
  }

  function retry(): void {
    show(waiting())
    cancelRetry()
    cancelRetry = clock.after(retryDelayMs(fruitless++, random()), () => void ask())
  }

  return {
    view,
    restore(kept) {
      if (held || view.get().status !== 'loading') return
      held = kept
      show('catching-up')
    },
    connected() {
      online = true
      void ask()
    },
    disconnected() {
      online = false
      asking = undefined
      early = []
      cancelRetry()
      if (view.get().status === 'live') show('catching-up')
    },
    receive(events) {
      if (asking) early = [...early, ...events]
      else if (held && online) {
        take(events)
        if (early.length > 0) void ask()
        else show('live')
      }
    },
    ended: (reason) => forget('ended', reason),
    onEvents(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    held: () => held,
    close() {
      online = false
      asking = undefined
      cancelRetry()
    },
  }
}
